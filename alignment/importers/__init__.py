from alignment.importers.agenda import AGENDA, agenda_rows
from alignment.importers.participants import PARTICIPANTS, participant_rows

__all__ = ["AGENDA", "PARTICIPANTS", "agenda_rows", "participant_rows"]
