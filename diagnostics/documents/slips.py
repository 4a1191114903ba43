"""Slips to cut and hand out: one for each seat, eight to an A4 page."""

import logging
import traceback

import segno
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.safestring import mark_safe

from alignment.models import Workshop
from alignment.printing import sheet_paths, written_pdf
from alignment.slips import claim_code, in_groups
from diagnostics.services.slip_sheets import SlipSheet, fail_sheet, keep_sheet, slip_sheet

ON_A_PAGE = 8
SHEET = "diagnostics/slips.css"

logger = logging.getLogger(__name__)


def prepare_slips(workshop_pk: int, language: str) -> None:
    """Draw the sheet and keep it, or note that this failed."""
    sheet = slip_sheet(Workshop.objects.get(pk=workshop_pk), language)
    try:
        with translation.override(language):
            content = slips_pdf(sheet)
    except Exception as error:
        place = traceback.extract_tb(error.__traceback__)[-1]
        # Its kind and place only: the message may hold a name or a code.
        kind = type(error).__name__
        logger.error("The slips failed with %s at %s:%s", kind, place.filename, place.lineno)
        fail_sheet(sheet=sheet)
    else:
        keep_sheet(sheet=sheet, content=content)


def slips_pdf(sheet: SlipSheet) -> bytes:
    return written_pdf(slips_html(sheet), sheet_paths(SHEET))


def slips_html(sheet: SlipSheet) -> str:
    slips = [_slip(sheet.workshop, seat) for seat in sheet.seats]
    pages = [slips[n : n + ON_A_PAGE] for n in range(0, len(slips), ON_A_PAGE)]
    rows = [[page[n : n + 2] for n in range(0, len(page), 2)] for page in pages]
    address = sheet.workshop.join_address + reverse("diagnostics:join_code")
    context = {"workshop": sheet.workshop, "address": address, "pages": rows}
    return render_to_string("diagnostics/room/slips_print.html", context)


def _slip(workshop, seat) -> dict:
    claim = claim_code(seat.slip)
    path = reverse("diagnostics:slip", args=[workshop.code, claim])
    picture = segno.make_qr(workshop.join_address + path, error="m")
    return {
        "seat": seat,
        "claim": in_groups(claim),
        "picture": mark_safe(picture.svg_inline(omitsize=True, border=2)),
    }
