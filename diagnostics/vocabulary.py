"""Codes of answers, states and outcomes, as files and commands write them."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Level(IntegerChoices):
    MISALIGNED = 1, _("Misaligned")
    EMERGING = 2, _("Emerging")
    MOSTLY_ALIGNED = 3, _("Mostly aligned")
    ALIGNED = 4, _("Aligned")


class AnswerValue(TextChoices):
    ONE = "1", _("1 Misaligned")
    TWO = "2", _("2 Emerging")
    THREE = "3", _("3 Mostly aligned")
    FOUR = "4", _("4 Aligned")
    DONT_KNOW = "dk", _("I don't know")
    NOT_APPLICABLE = "na", _("Does not apply here")


class QuestionState(TextChoices):
    DRAFT = "draft", _("Not yet open")
    OPEN = "open", pgettext_lazy("question state", "Open")
    CLOSED = "closed", pgettext_lazy("question state", "Closed")
    REVEALED = "revealed", _("Revealed")


class Outcome(TextChoices):
    """How the plenary ended a question. Empty while it has not."""

    AGREED = "agreed", _("Agreed level")
    NO_AGREEMENT = "no_agreement", _("We do not agree")
    NOT_APPLICABLE = "not_applicable", _("Does not apply in this country")


class PlenaryVerdict(TextChoices):
    """Whether the ministries share a view, as the plenary decided. Empty while it has not."""

    SHARED = "shared", pgettext_lazy("the ministries' view", "Shared")
    OTHER_REASONS = "shared_with_different_reasons", _("Shared with different reasons")
    DIFFER = "differ", pgettext_lazy("the ministries' view", "Differ")


class Origin(TextChoices):
    DEVICE = "device", _("Own device")
    PAPER = "paper", _("Entered by the facilitator from paper")
    EARLY = "early", _("Own device, before the workshop")


class FactUnit(TextChoices):
    PERCENT = "percent", _("percent")
    AMOUNT = "amount", _("amount of money")
    DAYS = "days", _("days")
    MONTHS = "months", _("months")
    DATE = "date", _("date")
    COUNT = "count", _("number")


class Profession(TextChoices):
    """Whose word a term of the glossary is."""

    FINANCE = "finance", pgettext_lazy("profession", "Public finance")
    HEALTH = "health", pgettext_lazy("profession", "Health")
    BOTH = "both", pgettext_lazy("profession", "Both")


class CauseType(TextChoices):
    LAW = "law", _("Law")
    READING_OF_LAW = "reading_of_law", _("Reading of the law")
    REGULATION = "regulation", _("Regulation")
    PRACTICE = "practice", _("Practice")
    CAPACITY = "capacity", _("Capacity")
    DATA = "data", _("Data")


def unit_name(code: str) -> str:
    """A fact's unit in the reader's language; empty where it has none."""
    return str(FactUnit(code).label) if code else ""
