from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from alignment.access import facilitated_workshop
from alignment.logbook import COLUMNS, events_of, in_words, kinds_in, presser_of, row_of
from alignment.rail import workshop_page
from alignment.views.tables import table_download

EVENTS_ON_A_PAGE = 50


@require_safe
def log(request, code):
    """What was done, when and by whom, in the workshop's own time; never what people answered."""
    workshop = facilitated_workshop(request.user, code)
    kinds, kind = kinds_in(workshop), request.GET.get("kind", "")
    chosen = kind if kind in dict(kinds) else ""
    events = Paginator(events_of(workshop, chosen), EVENTS_ON_A_PAGE)
    events = events.get_page(request.GET.get("page"))
    page = {
        "page": events,
        "rows": [(event, in_words(event.action), presser_of(event)) for event in events],
        "kinds": kinds,
        "kind": chosen,
    }
    with timezone.override(workshop.zone):
        return render(request, "alignment/log.html", page | workshop_page(workshop, 1))


@require_safe
def log_table(request, code):
    workshop = facilitated_workshop(request.user, code)
    rows = [row_of(event) for event in events_of(workshop)]
    return table_download(f"log-{workshop.code}", COLUMNS, rows, "csv")
