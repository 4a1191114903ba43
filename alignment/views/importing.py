"""The one page through which every table is imported: bring it, look at what it does, confirm."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from alignment.forms.importing import ImportForm
from alignment.importing import Importer, preview, run_import
from alignment.tables import TableFaults, read_table, to_csv

MOST_TOLD = 4  # lines of the preview that are said again afterwards


def import_page(
    request, *, workshop, importer: Importer, done_url: str, context: dict, table: str | None = None
):
    """Shared by the imports of participants, agenda, answers and roadmap.

    ``context`` brings ``title``, ``lead`` and the page's frame. The table travels through the
    confirmation as text in the form, so that no process holds state. ``table`` stands for what
    was brought where another page has read it already.
    """
    if table is None:
        form = ImportForm(request.POST or None, request.FILES or None)
    else:
        form = ImportForm({"table": table})
    page = {"form": form, "columns": importer.column_names, "workshop": workshop} | context
    if request.method == "POST" and form.is_valid():
        try:
            return _step(request, workshop, importer, done_url, form, page)
        except TableFaults as refusal:
            page["faults"] = refusal.faults
        except ValidationError as refusal:
            page["refusal"] = refusal.messages
    status = 422 if request.method == "POST" and "plan" not in page else 200
    return render(request, "alignment/import.html", page, status=status)


def _step(request, workshop, importer, done_url, form, page):
    source = form.source()
    if importer.everyday:
        source, page["notes"] = importer.everyday(workshop, source, importer.column_names)
    if "confirm" in request.POST:
        plan = run_import(importer, workshop, source, request.user)
        messages.success(request, _done(plan.lines))
        return redirect(done_url)
    page["plan"] = preview(importer, workshop, source, request.user)
    page["carried"] = _as_text(source, importer)
    return render(request, "alignment/import.html", page)


def _done(lines) -> str:
    """What the preview listed, as one sentence; a long list has been read already."""
    if len(lines) > MOST_TOLD:
        return _("Everything is imported as it was shown.")
    return _("Imported: %(lines)s") % {"lines": "; ".join(line.rstrip(".") for line in lines)}


def _as_text(source, importer) -> str:
    """The table as CSV text that reads back identically, whatever it came in."""
    if isinstance(source, str):
        return source
    rows = read_table(source, importer.columns)
    return to_csv(importer.column_names, (row.values for row in rows))
