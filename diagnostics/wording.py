"""Results in words: one plain sentence from the numbers of a question, made in one place.

Every sentence is built from the disclosed results object only.
"""

import math
from fractions import Fraction

from django.template.defaultfilters import floatformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from alignment.vocabulary import SideCode
from diagnostics import plenary, scoring
from diagnostics.disclosure import INSTITUTIONAL
from diagnostics.results import QuestionResult, Results
from diagnostics.scoring import SideResult

READINGS = {
    scoring.CONFLICT: pgettext_lazy("reading of a question", "Conflict"),
    scoring.DIFFER: pgettext_lazy("reading of a question", "Differ"),
    scoring.AGREE: pgettext_lazy("reading of a question", "Agree"),
}

_VERDICTS = {
    plenary.SHARED: gettext_lazy("In plenary: a shared view."),
    plenary.OTHER_REASONS: gettext_lazy("In plenary: a shared view, with different reasons."),
    plenary.DIFFER: gettext_lazy("In plenary: the views differ."),
}

BANDS = {
    "misaligned": gettext_lazy("Misaligned"),
    "emerging": gettext_lazy("Emerging"),
    "mostly_aligned": gettext_lazy("Mostly aligned"),
    "aligned": gettext_lazy("Aligned"),
}

_FLAGS = {
    scoring.GATEWAY_AT_1: gettext_lazy(
        "Gateway at level 1: while this stands, progress elsewhere in the stage cannot hold."
    ),
    scoring.RULE_NOT_APPLIED: gettext_lazy(
        "The rule exists but is not applied. The level follows practice."
    ),
}


def side_name(code: str) -> str:
    return str(SideCode(code).label)


def flag_words(flag: str) -> str:
    kind, _colon, side = flag.partition(":")
    if kind == "information_gap":
        return _("Information gap, %(side)s: half or more chose “I don’t know”.") % {
            "side": side_name(side)
        }
    return str(_FLAGS[kind])


def headline(results: Results) -> str:
    reached = results.at_benchmark
    if not reached.of:
        return _("No question has a joint level yet.")
    return ngettext(
        "%(at)d of %(of)d scored question reaches the benchmark, level %(benchmark)d.",
        "%(at)d of %(of)d scored questions reach the benchmark, level %(benchmark)d.",
        reached.of,
    ) % {"at": reached.at, "of": reached.of, "benchmark": results.benchmark}


def sentence(question: QuestionResult) -> str:
    """How the question reads, what the plenary found, where it stands against the benchmark."""
    if not question.sides:
        return _("No side of this workshop is asked this question.")
    if not question.revealed:
        return _progress(question)
    parts = (_reading(question), _division(question), verdict_words(question), _standing(question))
    return " ".join(filter(None, parts))


def verdict_words(question: QuestionResult) -> str:
    """What the plenary found of the ministries' views; empty while it has not said."""
    return str(_VERDICTS.get(question.verdict, ""))


def _progress(question):
    counts = (
        _("%(side)s: %(answered)d of %(respondents)d")
        % {"side": s.side, "answered": s.answered, "respondents": s.respondents}
        for s in question.sides
    )
    return _("Not revealed yet. Answered so far: %(counts)s.") % {"counts": "; ".join(counts)}


def _reading(question):
    if question.gap is None:
        return _without_gap(question)
    if question.gap == 0:
        return _same(question.side("MOH").median)
    moh, mof = (number(question.side(name).median) for name in scoring.MINISTRIES)
    values = {"moh": moh, "mof": mof, "gap": number(abs(question.gap))}
    sentences = {
        scoring.AGREE: _("The ministries are close: health %(moh)s, finance %(mof)s."),
        scoring.DIFFER: _("The ministries differ: health %(moh)s, finance %(mof)s, gap %(gap)s."),
        scoring.CONFLICT: _("A conflict: health %(moh)s, finance %(mof)s, gap %(gap)s."),
    }
    return sentences[question.reading] % values


def _same(median):
    if median.denominator == 1:
        return _("Both ministries see level %(level)s.") % {"level": number(median)}
    low = math.floor(median)
    return _("Both ministries stand between levels %(low)d and %(high)d.") % {
        "low": low,
        "high": low + 1,
    }


def _division(question):
    """Close medians say little where the people behind one of them are far from it."""
    sides = plenary.divided(question) if question.reading == scoring.AGREE else []
    if not sides:
        return ""
    return _("Views are far apart inside: %(sides)s.") % {"sides": _names(sides)}


def _names(codes):
    return ", ".join(map(side_name, codes))


def _without_gap(question):
    ministries = [side for side in question.sides if side.side in scoring.MINISTRIES]
    given = [side for side in question.sides if side.median is not None]
    # Sides that stand beside ministries withhold nothing from what these say.
    if any(side.suppressed for side in (given and ministries) or question.sides):
        return _withheld(question)
    if not given:
        return _without_levels(question)
    words = _who_gave_levels(question, len(ministries), sum(side in ministries for side in given))
    medians = (f"{side_name(side.side)}: {number(side.median)}" for side in given)
    return words % {"medians": "; ".join(medians)}


def _who_gave_levels(question, asked, gave):
    """``asked``, ``gave``: how many ministries were asked, and gave a level. There is no gap."""
    if question.basis == scoring.ONE_SIDED:
        return _("Only one ministry chose a level (%(medians)s), so it enters no total.")
    if asked == 2:
        if gave:
            return _("Only one ministry chose a level (%(medians)s).")
        return _("Neither ministry chose a level (%(medians)s).")
    if len(question.sides) == 1:
        return _("Asked of one side only (%(medians)s).")
    return _("%(medians)s.")


def _withheld(question):
    hidden = [side.side for side in question.sides if side.levels is None]
    few = [side.side for side in question.sides if side.suppressed and side.levels is not None]
    sentences = [
        (hidden, _("Not shown for %(sides)s: too few answers to keep everybody's answer private.")),
        (few, _("Levels not shown for %(sides)s: too few people chose one.")),
    ]
    return " ".join(words % {"sides": _names(sides)} for sides, words in sentences if sides)


def _without_levels(question):
    answered = sum(side.answered for side in question.sides)
    if not answered:
        return _("Nobody answered.")
    if plenary.all_say_not_applicable(question):
        return _("All who answered say that it does not apply here.")
    if answered == sum(side.dont_know for side in question.sides):
        return _("All who answered say that they do not know.")
    return _("Nobody chose a level.")


def _standing(question):
    if not question.applicable:
        return _("Ruled in plenary: it does not apply in this country.")
    if question.basis == scoring.NO_AGREEMENT:
        return _("The plenary recorded: we do not agree.")
    if question.joint is None or question.basis == scoring.ONE_SIDED:
        return ""
    agreed = question.basis == scoring.AGREED
    level = (_("Agreed level: %(joint)s") if agreed else _("Joint level for now: %(joint)s")) % {
        "joint": number(question.joint)
    }
    return f"{level} ({_distance(question)})."


def _distance(question):
    if question.short_of_benchmark:
        # From the level as it is printed: 2.8 is 0.2 below 3, also where it stands for 2.75.
        tenths = math.floor(10 * question.joint + Fraction(1, 2))
        return _("%(levels)s below the benchmark, %(benchmark)d") % {
            "levels": number(question.benchmark - Fraction(tenths, 10)),
            "benchmark": question.benchmark,
        }
    return _("it reaches the benchmark, %(benchmark)d") % {"benchmark": question.benchmark}


def side_sentence(side: SideResult) -> str:
    """One side's figures in a sentence: what a picture's lane shows."""
    name = side_name(side.side)
    if side.levels is None:
        return _("%(side)s: not shown, too few answers.") % {"side": name}
    if not side.answered:
        return _("%(side)s: nobody answered.") % {"side": name}
    if side.mode == INSTITUTIONAL:
        return _("%(side)s: one answer of the delegation, %(answer)s.") % {
            "side": name,
            "answer": _one_answer(side),
        }
    return _("%(side)s: %(counts)s.") % {"side": name, "counts": "; ".join(_counted(side))}


def _one_answer(side):
    if side.median is not None:
        return _("level %(level)s") % {"level": number(side.median)}
    return _("don’t know") if side.dont_know else _("does not apply")


def _counted(side):
    if side.counts:
        yield _("median %(median)s") % {"median": number(side.median)}
        for level, people in enumerate(side.counts, start=1):
            if people:
                yield ngettext(
                    "%(people)d at level %(level)d", "%(people)d at level %(level)d", people
                ) % {"people": people, "level": level}
    elif side.suppressed:
        yield _("levels not shown, too few")
    if side.dont_know:
        yield ngettext("%(n)d does not know", "%(n)d do not know", side.dont_know) % {
            "n": side.dont_know
        }
    if side.not_applicable:
        yield ngettext(
            "%(n)d says it does not apply", "%(n)d say it does not apply", side.not_applicable
        ) % {"n": side.not_applicable}


def rounded(value) -> str:
    """A mean for display, always with its one decimal."""
    return floatformat(value, 1)


def number(value) -> str:
    """A level for display: one decimal where there is one, half up, in the reader's notation."""
    return floatformat(value)


def in_full(value) -> str:
    """With two decimals where one would round: levels and their difference must add up."""
    # By hundredths: a level of a stored document is a float, and 10 * 1.1 is more than 11.
    return floatformat(value, 2) if round(100 * value) % 10 else floatformat(value)
