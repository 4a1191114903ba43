"""Codes of the roadmap table (design: files that people bring)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ChangeRoute(TextChoices):
    EXISTING_RULE = "existing_rule", _("Within existing rules")
    CIRCULAR = "circular", _("Circular")
    REGULATION = "regulation", _("Regulation")
    LAW = "law", _("Law")
    CONSTITUTION = "constitution", _("Constitution")


class Timeframe(TextChoices):
    T1 = "T1", _("T1 This budget cycle")
    T2 = "T2", _("T2 Next budget cycle")
    T3 = "T3", _("T3 Three years or more")


class ActionStatus(TextChoices):
    NOT_STARTED = "not_started", _("Not started")
    UNDER_WAY = "under_way", _("Under way")
    DONE = "done", _("Done")
    DELAYED = "delayed", _("Delayed")
    DROPPED = "dropped", _("Dropped")


class ReviewDecision(TextChoices):
    """What a review decides about an action."""

    CONTINUE = "continue", _("Continue")
    CHANGE = "change", _("Change")
    STOP = "stop", _("Stop")


class BottleneckState(TextChoices):
    PROPOSED = "proposed", _("Proposed")
    KEPT = "kept", _("Kept")
    PARKED = "parked", _("Parked")
    DROPPED = "dropped", pgettext_lazy("bottleneck", "Dropped")


class ScoringState(TextChoices):
    DRAFT = "draft", _("Not open")
    OPEN = "open", _("Open")
    REVEALED = "revealed", _("Revealed")


class PaperSize(TextChoices):
    A4 = "a4", _("A4")
    LETTER = "letter", _("Letter")


class DocumentFault(TextChoices):
    """Why a document could not be made, and what to do about it."""

    LIBRARY = (
        "library",
        _(
            "This server lacks a library that draws pages. Ask the person who runs it to install "
            "the packages that the README names. Word and Excel files work meanwhile."
        ),
    )
    UNEXPECTED = (
        "unexpected",
        _(
            "Something unexpected happened. Press “Try again”. If it fails again, take the Word "
            "file and tell the person who runs the server."
        ),
    )


# What each score means, lowest first; the words are the scale.
SCORE_WORDS = {
    "impact": [
        (1, _("1 Little: the objectives would hardly gain")),
        (2, _("2 Some: one objective would gain a little")),
        (3, _("3 Much: an objective would clearly gain")),
        (4, _("4 Very much: several objectives hang on it")),
    ],
    "feasibility": [
        (1, _("1 Hardly: needs a new law or much new money")),
        (2, _("2 With difficulty: needs a new regulation or other ministries")),
        (3, _("3 Likely: the two ministries can decide it")),
        (4, _("4 Easily: within existing rules and means")),
    ],
    "urgency": [
        (1, _("1 Can wait three years or more")),
        (2, _("2 Within three years")),
        (3, _("3 In the next budget cycle")),
        (4, _("4 In this budget cycle")),
    ],
}
