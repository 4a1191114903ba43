"""Documents on paper: from HTML to a tagged, archival PDF.

Drawn in a sealed room: whatever people typed, nothing is fetched from a file or a host. Pictures
stand in the page itself.
"""

from collections.abc import Sequence

from django.contrib.staticfiles import finders

VARIANT = "pdf/a-3a"
BASE_SHEET = "print/base.css"


def written_pdf(html: str, sheets: Sequence[str], attachments: Sequence = ()) -> bytes:
    """``sheets`` are the paths of style sheets; attachments those that WeasyPrint knows."""
    from weasyprint import CSS  # noqa: PLC0415 -- slow import, and needs system libraries
    from weasyprint.urls import URLFetcher  # noqa: PLC0415

    from alignment.sparing import SparingHTML, laid_out  # noqa: PLC0415 -- imports WeasyPrint

    document = laid_out(
        SparingHTML(string=html, url_fetcher=URLFetcher(allowed_protocols=("data",))),
        stylesheets=[CSS(filename=path) for path in sheets],
        pdf_variant=VARIANT,
    )
    return document.write_pdf(attachments=list(attachments), pdf_variant=VARIANT)


def sheet_paths(*names: str) -> list[str]:
    """Where these style sheets lie, after the one that every document begins with."""
    return [finders.find(name) for name in (BASE_SHEET, *names)]
