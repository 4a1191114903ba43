"""Small values to compute with, written as they are read aloud."""

from diagnostics.disclosure import INSTITUTIONAL, Figures, Tally, publish
from diagnostics.scoring import side_result

_VALUES = {"d": "dk", "n": "na"}


def make_tally(said):
    """From "123dn" (d: don't know, n: not applicable) or from counts of the levels 1 to 4."""
    if isinstance(said, tuple):
        return Tally(said)
    return Tally.of(_VALUES.get(sign, sign) for sign in said)


def make_figures(said, *, mode=INSTITUTIONAL, threshold=5):
    """Everything shown, unless the mode is individual; a star at the end: all is withheld."""
    if isinstance(said, str) and said.endswith("*"):
        return Figures(answered=len(said) - 1, suppressed=True)
    return publish([make_tally(said)], mode=mode, threshold=threshold)


def make_side(name, said, *, mode=INSTITUTIONAL, threshold=5, respondents=None):
    figures = make_figures(said, mode=mode, threshold=threshold)
    return side_result(
        figures,
        side=name,
        mode=mode,
        round=1,
        respondents=figures.answered if respondents is None else respondents,
    )
