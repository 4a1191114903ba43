"""Codes of the roadmap table (design: files that people bring)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CauseType(TextChoices):
    LAW = "law", _("Law")
    READING_OF_LAW = "reading_of_law", _("Reading of the law")
    REGULATION = "regulation", _("Regulation")
    PRACTICE = "practice", _("Practice")
    CAPACITY = "capacity", _("Capacity")
    DATA = "data", _("Data")


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


class BottleneckState(TextChoices):
    PROPOSED = "proposed", _("Proposed")
    KEPT = "kept", _("Kept")
    PARKED = "parked", _("Parked")
    DROPPED = "dropped", _("Dropped")
