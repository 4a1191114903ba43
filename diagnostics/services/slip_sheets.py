"""The sheet of slips to print: drawn by the background worker, kept for an hour.

It is named after what it says (seats, codes, address, words), so a sheet that no longer holds is
never handed out. It carries the codes in clear, hence the hour; the same sheet can be drawn again.
"""

import hashlib
from dataclasses import dataclass

from django.core.cache import cache
from django.utils.module_loading import import_string

from alignment.models import Participant, Workshop
from alignment.services.slips import free_seats

KEPT = 3600
PATIENCE = 180
"""Seconds after which a sheet that still waits, or failed, may be asked for again."""

READY, WAITING, FAILED = "ready", "waiting", "failed"


@dataclass(frozen=True, slots=True)
class SlipSheet:
    workshop: Workshop
    seats: list[Participant]
    language: str

    @property
    def key(self) -> str:
        seats = [(s.slip, s.seat, s.name, s.institution.name) for s in self.seats]
        said = (self.workshop.title, self.workshop.join_address, self.language, seats)
        digest = hashlib.sha256(repr(said).encode()).hexdigest()
        return f"slips:{self.workshop.pk}:{digest}"

    @property
    def state(self) -> str:
        """Empty where nobody has asked for it, or an hour after it was made."""
        return cache.get(self.key, "") if self.seats else ""

    @property
    def content(self) -> bytes | None:
        """None until it is ready."""
        return cache.get(f"{self.key}:content") if self.seats else None


def slip_sheet(workshop: Workshop, language: str) -> SlipSheet:
    """The slips that work now, by institution. Two queries with the state."""
    seats = free_seats(workshop).exclude(slip="").select_related("institution")
    return SlipSheet(workshop, list(seats), language)


def request_sheet(*, sheet: SlipSheet) -> None:
    """Have it drawn, unless it is there, on its way, or failed just now."""
    if cache.add(sheet.key, WAITING, PATIENCE):
        # By its name: the worker's side imports the renderer, which stands above services.
        task = import_string("diagnostics.tasks.print_slips")
        task.enqueue(sheet.workshop.pk, sheet.language)


def keep_sheet(*, sheet: SlipSheet, content: bytes) -> None:
    cache.set(f"{sheet.key}:content", content, KEPT)
    cache.set(sheet.key, READY, KEPT)


def fail_sheet(*, sheet: SlipSheet) -> None:
    cache.set(sheet.key, FAILED, PATIENCE)
