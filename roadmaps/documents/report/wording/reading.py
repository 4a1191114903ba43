"""How to read the results: scale, benchmark, sides, charts and what is hidden."""

from django.utils.translation import gettext as _

from diagnostics.vocabulary import Level


def how_to_read(report) -> dict[str, str]:
    """Paragraphs by what they are about: scale, benchmark, sides, charts, hidden."""
    return {
        "scale": _(
            "Officials compared their country with four worded levels for each question, and "
            "chose the highest whose whole text is true. Where rule and practice differ, "
            "practice decides."
        ),
        "benchmark": _(
            "The benchmark is the level a question should reach: %(benchmark)d. Levels of several "
            "questions are averaged only when at least three of them, and two thirds, have a "
            "level. There is no overall average: a country is more than one number."
        )
        % {"benchmark": report["benchmark"]},
        "sides": _("Each side is shown by the middle one of its answers (the median)."),
        "charts": _("In the charts a dashed line is the benchmark, a dark bar the joint level."),
        "hidden": _(
            "Officials answered in confidence. Where fewer than %(threshold)d people of a side "
            "answered a question, what they answered is withheld. Nobody’s answer is ever shown "
            "beside a name. An answer that a delegation agreed is shown as that delegation’s."
        )
        % {"threshold": report["threshold"]},
    }


def levels() -> list[tuple[int, str, str]]:
    """Number, name and meaning of the four levels, lowest first."""
    meanings = (
        _("There is no rule, or the rule stands in the way of the objective."),
        _("The problem is recognised. A rule is drafted, tried, or covers a small part."),
        _("A rule is in force, supports the objective, and is followed in at least half of cases."),
        _("The rule is followed nearly always, records prove it, and it is reviewed."),
    )
    return [
        (int(number), str(name), meaning)
        for (number, name), meaning in zip(Level.choices, meanings, strict=True)
    ]


def terms() -> list[tuple[str, str]]:
    return [
        (
            _("Gap"),
            _(
                "MOH minus MOF. Up to half a level they agree; from one and a half levels they "
                "are in conflict; between the two they differ."
            ),
        ),
        (
            _("Joint level"),
            _(
                "What the plenary agreed. Until then it is provisional: halfway between the two "
                "ministries, however many people each sent."
            ),
        ),
        (
            _("Gateway question"),
            _(
                "One that others depend on. At level 1 it is named beside its stage and never "
                "averaged away."
            ),
        ),
        (_("Don’t know"), _("An answer of its own. It never counts as a number.")),
    ]
