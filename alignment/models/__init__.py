from alignment.models.agenda import AgendaItem, BudgetDate
from alignment.models.early_links import EarlyLink
from alignment.models.files import StoredFile
from alignment.models.invitations import Invitation
from alignment.models.newcomers import Newcomer
from alignment.models.objectives import LibraryObjective, LibraryStage, Objective, Stage
from alignment.models.pack import PackDocument
from alignment.models.pairings import Pairing
from alignment.models.people import Institution, Participant, Side
from alignment.models.workshops import Event, Facilitator, Workshop

__all__ = [
    "AgendaItem",
    "BudgetDate",
    "EarlyLink",
    "Event",
    "Facilitator",
    "Institution",
    "Invitation",
    "LibraryObjective",
    "LibraryStage",
    "Newcomer",
    "Objective",
    "PackDocument",
    "Pairing",
    "Participant",
    "Side",
    "Stage",
    "StoredFile",
    "Workshop",
]
