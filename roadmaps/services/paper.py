"""Logos and paper size that documents are dressed in, and scans of what was signed by hand."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from alignment.files import ReadFile, store_file
from alignment.models import Side, Workshop
from alignment.services.events import log
from roadmaps.models import Logo, RoadmapVersion, Scan, Stationery

MOST_SCANS = 40


def choose_paper(*, workshop: Workshop, paper: str) -> Stationery:
    """``paper``: a PaperSize, or empty for that of the country."""
    return Stationery.objects.update_or_create(workshop=workshop, defaults={"paper": paper})[0]


@transaction.atomic
def set_logo(*, side: Side, file: ReadFile, by=None) -> Logo:
    """In place of the one before, which is deleted."""
    remove_logo(side=side)
    stored = store_file(workshop=side.workshop, file=file)
    log(side.workshop, "logo_set", subject=side.code, by=by)
    return Logo.objects.create(workshop=side.workshop, side=side, file=stored)


@transaction.atomic
def remove_logo(*, side: Side) -> None:
    for logo in Logo.objects.filter(side=side).select_related("file"):
        logo.delete()
        logo.file.delete()


@transaction.atomic
def attach_scan(
    *, workshop: Workshop, file: ReadFile, version: RoadmapVersion | None = None, by=None
) -> Scan:
    workshop = Workshop.objects.select_for_update().get(pk=workshop.pk)
    _ensure_room(workshop)
    stored = store_file(workshop=workshop, file=file)
    log(workshop, "scan_attached", subject=str(version.number) if version else "", by=by)
    return Scan.objects.create(workshop=workshop, version=version, file=stored, by=by)


@transaction.atomic
def remove_scan(*, scan: Scan, by=None) -> None:
    log(scan.workshop, "scan_removed", by=by)
    scan.delete()
    scan.file.delete()


def _ensure_room(workshop):
    if workshop.is_rehearsal:
        raise ValidationError(
            _("In a rehearsal nobody signs. Attach scans when the workshop is open."),
            code="rehearsal",
        )
    if workshop.scans.count() >= MOST_SCANS:
        raise ValidationError(
            _("There are %(most)d scans already. Put pages together in one PDF, or remove some."),
            code="too_many_scans",
            params={"most": MOST_SCANS},
        )
