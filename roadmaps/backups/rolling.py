"""Backups at short intervals into a folder, of which the last few are kept."""

from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext as _

from alignment.copies import LastCopy, note_copy
from roadmaps.backups.reading import BrokenBackup
from roadmaps.backups.writing import write_backup

PATTERN = "accord-*.zip"
UNFINISHED = f"{PATTERN}.part"


def copy_now(folder: Path, *, keep: int, every: int) -> LastCopy:
    """Write one copy and take away those that are too old; never raises for a missing stick.

    The folder is never made: where a stick was pulled out, its place would fill the laptop.
    """
    try:
        _tidy(folder, keep=keep)
        write_backup(folder / f"accord-{timezone.now():%Y%m%d-%H%M%S-%f}.zip")
        _tidy(folder, keep=keep)
    except (OSError, BrokenBackup) as error:
        return note_copy(every=every, fault=_fault(folder, error))
    return note_copy(every=every)


def _tidy(folder: Path, *, keep: int) -> None:
    """Only files named as ours are; halves that a pulled stick left behind go too."""
    copies = sorted(folder.glob(PATTERN))
    for path in [*copies[: len(copies) - keep], *folder.glob(UNFINISHED)]:
        path.unlink(missing_ok=True)


def _fault(folder: Path, error: Exception) -> str:
    if not folder.is_dir():
        return _("%(folder)s is not there. Put the stick back in.") % {"folder": folder}
    why = getattr(error, "strerror", None) or error
    return _("Nothing could be written to %(folder)s: %(why)s.") % {"folder": folder, "why": why}
