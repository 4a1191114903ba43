"""Which measures of other methods a question may point to."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from diagnostics.bank.parts import entries, text

# How many dimensions each of the 31 indicators of PEFA 2016 has, pillar by pillar: 94 in all.
_PEFA_DIMENSIONS = [
    *(1, 3, 2),
    *(1, 1, 3, 2, 4, 1),
    *(3, 4, 3, 3),
    *(3, 3, 4, 3, 4),
    *(4, 3, 4, 2, 4, 4, 3, 4),
    *(4, 3, 3),
    *(4, 4),
]
# And how many questions each of the seven areas of the Health Financing Progress Matrix: 33.
_HFPM_QUESTIONS = [3, 5, 5, 6, 5, 5, 4]


def _numbered(pattern, counts):
    return {
        pattern.format(place, number)
        for place, count in enumerate(counts, start=1)
        for number in range(1, count + 1)
    }


PEFA_2016 = _numbered("PI-{}.{}", _PEFA_DIMENSIONS)
HFPM = _numbered("Q{}.{}", _HFPM_QUESTIONS)
# HLG-1 is asked in subnational assessments only.
_KNOWN = {"pefa": PEFA_2016 | {"HLG-1"}, "hfpm": HFPM}


def crosswalk_faults(question: dict) -> Iterator[tuple[str, str]]:
    """Pairs of field and sentence."""
    messages = {
        "pefa": _("“%(ref)s” is no dimension of PEFA 2016. Write one such as PI-16.2."),
        "hfpm": _("“%(ref)s” is no question of the progress matrix. Write one such as Q6.3."),
    }
    for method, known in _KNOWN.items():
        for reference in entries(question.get("crosswalk"), method):
            ref = text(reference.get("ref"))
            if ref and ref not in known:
                yield f"crosswalk.{method}", messages[method] % {"ref": ref}
