"""Dates to keep in one's own calendar (.ics): what is due when, and the reviews.

All of them last a whole day: a calendar must not move them to another one because its owner is
in another time zone. The same entry always has the same identity, so that a file opened again
replaces what was there before.
"""

import datetime
import uuid
from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from alignment.models import Workshop
from alignment.reading import speaking
from roadmaps.follow_up import Followed

CONTENT_TYPE = "text/calendar; charset=utf-8"
_PRODUCT = "-//Accord//Follow-up//{language}"
LONGEST_SUMMARY = 120


def calendar_file(
    workshop: Workshop, rows: Iterable[Followed], *, only_dates: bool = False
) -> bytes:
    """Due dates of ``rows`` that go on, the budget dates they must hit, and all reviews.

    ``only_dates``: without what the reviews decided and who was there.
    """
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", workshop.title)
    stamp = timezone.now().astimezone(datetime.UTC)
    # A calendar that fetches the file by itself asks for no language.
    with speaking(workshop.language):
        calendar.add("prodid", _PRODUCT.format(language=get_language().upper()))
        for event in _events(workshop, rows, only_dates):
            event.add("dtstamp", stamp)
            calendar.add_component(event)
    return calendar.to_ical()


def _events(workshop, rows, only_dates):
    for row in rows:
        if row.progress.goes_on:
            yield from _of_action(workshop, row)
    yield from _of_reviews(workshop, only_dates)


def _of_action(workshop, row):
    action = row.action
    what = " ".join(f"{action.ref} {action.text}".split())
    told = "\n".join(filter(None, [action.text, *row.leads, row.status]))
    if action.due:
        words = _("Due: %(what)s") % {"what": what}
        yield _whole_day(_identity(workshop, "due", action.ref), action.due, words, told)
    if action.budget_date and action.budget_day != action.due:
        words = _("%(date)s: %(what)s") % {"date": action.budget_date.title, "what": what}
        identity = _identity(workshop, "budget", action.ref)
        yield _whole_day(identity, action.budget_day, words, told)


def _of_reviews(workshop, only_dates):
    found = list(workshop.reviews.all())
    title = _("Review of the roadmap: %(title)s") % {"title": workshop.title}
    for review in found:
        said = [] if only_dates else [review.decision, review.attendance]
        told = "\n".join(filter(None, said))
        yield _whole_day(f"{review.uid}@accord", review.held_on, title, told)
    days = {review.held_on for review in found}
    if found and found[-1].next_on and found[-1].next_on not in days:
        identity = _identity(workshop, "next", str(found[-1].uid))
        yield _whole_day(identity, found[-1].next_on, title, "")


def _whole_day(identity, day, summary, description):
    event = Event()
    event.add("uid", identity)
    event.add("dtstart", day)
    # The first day after it: the end does not belong to an event.
    event.add("dtend", day + datetime.timedelta(days=1))
    event.add("summary", _shortened(_clean(summary)))
    if description:
        event.add("description", _clean(description))
    event.add("transp", "TRANSPARENT")
    return event


def _clean(text):
    """Without the control characters that no calendar may hold."""
    return "".join(sign for sign in text if sign == "\n" or sign >= " ")


def _shortened(text):
    return text if len(text) <= LONGEST_SUMMARY else f"{text[: LONGEST_SUMMARY - 1]}…"


def _identity(workshop, kind, name):
    """By what people see, not by a row's number: a workshop restored elsewhere keeps its dates."""
    return f"{uuid.uuid5(uuid.NAMESPACE_URL, f'accord:{workshop.code}:{kind}:{name}')}@accord"
