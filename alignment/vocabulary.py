"""The words of the method that are chosen from lists, and the codes that files use for them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class SideCode(TextChoices):
    MOH = "MOH", _("Ministry of health")
    MOF = "MOF", _("Ministry of finance")
    LOCAL = "LOCAL", _("Local government")
    PURCHASER = "PURCHASER", _("Purchaser")
    PROVIDER = "PROVIDER", _("Providers")
    PARTNER = "PARTNER", _("Development partners")
    OTHER = "OTHER", _("Others")


MINISTRIES = (SideCode.MOH, SideCode.MOF)


class AnswerMode(TextChoices):
    INDIVIDUAL = "individual", _("Each official answers alone, in confidence")
    INSTITUTIONAL = "institutional", _("The delegation agrees one answer, shown under its name")


class Role(TextChoices):
    RESPONDENT = "respondent", _("Respondent")
    SIGNATORY = "signatory", _("Signatory")
    OBSERVER = "observer", _("Observer")


ANSWERING_ROLES = (Role.RESPONDENT, Role.SIGNATORY)


class WorkshopState(TextChoices):
    REHEARSAL = "rehearsal", _("Rehearsal")
    DRAFT = "draft", _("Being set up")
    OPEN = "open", pgettext_lazy("workshop state", "Open")
    CLOSED = "closed", pgettext_lazy("workshop state", "Closed")
    CONCLUDED = "concluded", _("Concluded")
    FOLLOWED_UP = "followed_up", _("Followed up")


class Function(TextChoices):
    RR = "RR", _("Raising revenue")
    PO = "PO", _("Pooling")
    PU = "PU", _("Purchasing")
    GV = "GV", _("Governance")


class PfmAim(TextChoices):
    FD = "FD", _("Fiscal discipline")
    SA = "SA", _("Strategic allocation")
    OE = "OE", _("Operational efficiency")
    TA = "TA", _("Transparency and accountability")


class DocumentKind(TextChoices):
    """What a document of the workshop's pack is."""

    LAW = "law", _("Act or law")
    REGULATION = "regulation", _("Regulation or instruction")
    CIRCULAR = "circular", _("Circular")
    BUDGET = "budget", _("Budget or ceilings")
    OUT_TURN = "out_turn", _("Budget out-turn")
    ASSESSMENT = "assessment", _("Earlier assessment")
    STRATEGY = "strategy", _("Strategy or plan")
    OTHER = "other", _("Other document")


class Audience(TextChoices):
    """Who may see a document of the pack. Facilitators see them all."""

    FACILITATORS = "facilitators", _("Facilitators only")
    MINISTRIES = "ministries", _("People of both ministries")
    SIDE = "side", _("People of one side")
    EVERYBODY = "everybody", _("Everybody who has joined")


# Languages a workshop may work in. The first five are those of the bank's translations.
WORKSHOP_LANGUAGES = [
    ("en", "English"),
    ("fr", "Français"),
    ("es", "Español"),
    ("pt", "Português"),
    ("ar", "العربية"),
]


def language_choices(codes) -> list[tuple[str, str]]:
    """Each language with its own name for itself."""
    names = dict(WORKSHOP_LANGUAGES)
    return [(code, names.get(code, code)) for code in codes]
