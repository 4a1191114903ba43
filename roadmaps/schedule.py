"""The roadmap's time and money in words, for pages and documents alike."""

import datetime

from django.utils.translation import gettext as _

from roadmaps import gantt
from roadmaps.budget_calendar import Target
from roadmaps.money import Part, Purse, RollUp, roll_up
from roadmaps.quarters import Quarter
from roadmaps.timeline import Row, Timeline, timeline_of
from roadmaps.typography import amount, date
from roadmaps.vocabulary import ActionStatus


def schedule(content: dict, today: datetime.date) -> dict:
    """The timeline in words.

    Keys: ``timeline``; ``marks`` [{number, title, days}]; ``rows`` [{id, action, lead, when,
    status, to_hit, warning}]; ``warnings``: those of the rows that have one.
    """
    timeline = timeline_of(content, today)
    rows = [_row(row) for row in timeline.rows]
    return {
        "timeline": timeline,
        "marks": [_mark(mark) for mark in timeline.marks],
        "rows": rows,
        "warnings": [row for row in rows if row["warning"]],
    }


def drawn(found: dict, page: slice = slice(None)) -> dict:
    """A `schedule` with pictures: ``head`` (empty without any date), ``patterns`` [(word,
    picture)], and a ``picture`` in each of the ``rows`` that stand on the page.
    """
    timeline = found["timeline"]
    rows = zip(timeline.rows[page], found["rows"][page], strict=True)
    return found | {
        "head": gantt.head_picture(timeline, axis_words(timeline)) if timeline.scale else "",
        "patterns": [
            (word, gantt.legend_picture(code, word)) for code, word in ActionStatus.choices
        ],
        "rows": [told | {"picture": _picture(timeline, row, told)} for row, told in rows],
    }


def axis_words(timeline: Timeline) -> str:
    first, last = timeline.scale.quarters[0], timeline.scale.quarters[-1]
    words = _("Quarters of the fiscal year, from %(first)s to %(last)s")
    return words % {"first": quarter(first), "last": quarter(last)}


def quarter(value: Quarter) -> str:
    return _("Q%(number)d of %(year)s") % {"number": value.number, "year": value.fiscal_year}


def when(row: Row) -> str:
    """From which quarter to which, as far as it is known."""
    if row.first and row.last:
        if row.first == row.last:
            return quarter(row.first)
        return _("%(first)s to %(last)s") % {
            "first": quarter(row.first),
            "last": quarter(row.last),
        }
    if row.last:
        return _("by %(last)s; no start given") % {"last": quarter(row.last)}
    if row.first:
        return _("from %(first)s; no due date") % {"first": quarter(row.first)}
    return _("no date yet")


def warning(target: Target | None) -> str:
    """What is wrong with its budget date, and what to do; empty when nothing is."""
    if not target or not target.verdict:
        return ""
    words = {
        "title": target.title,
        "day": date(target.day.isoformat()),
        "next": date(target.next_day.isoformat()),
    }
    if target.verdict == "late":
        return (
            _(
                "Due too late for “%(title)s” on %(day)s. Bring the due date forward, or aim at "
                "%(next)s with a later timeframe."
            )
            % words
        )
    return (
        _(
            "“%(title)s” was on %(day)s and the action is not done. It comes again on %(next)s: "
            "agree on a later timeframe."
        )
        % words
    )


def to_hit(target: Target | None) -> str:
    """The budget date with the day that matters."""
    return f"{target.title}, {date(target.day.isoformat())}" if target else ""


def money(actions: list[dict]) -> dict:
    """Keys: ``budget`` [{currency, actions, total, text, sources, leads}], the parts being
    [{name, source or lead, actions, sum, text}]; ``uncosted`` [id].
    """
    found: RollUp = roll_up(actions)
    return {"budget": [_purse(purse) for purse in found.purses], "uncosted": list(found.uncosted)}


def _purse(purse: Purse):
    return {
        "currency": purse.currency or _("currency not given"),
        "actions": purse.actions,
        "total": purse.total,
        "text": amount(purse.total),
        "sources": [_part(part, _("source not named")) for part in purse.sources],
        "leads": [_part(part, _("no lead yet")) for part in purse.leads],
    }


def _part(part: Part, unnamed):
    return {
        "name": part.name or unnamed,
        "actions": part.actions,
        "sum": part.total,
        "text": amount(part.total),
    }


def _mark(mark):
    days = [date(day.isoformat()) for day in mark.days]
    return {"number": mark.number, "title": mark.title, "days": days}


def _row(row):
    return {
        "id": row.id,
        "action": row.action,
        "lead": row.lead,
        "when": when(row),
        "status": str(ActionStatus(row.status).label),
        "to_hit": to_hit(row.target),
        "warning": warning(row.target),
    }


def _picture(timeline, row, told):
    if timeline.scale is None:
        return ""
    words = [f"{told['id']}: {told['when']}", told["status"], told["to_hit"], told["warning"]]
    return gantt.bar_picture(timeline, row, ". ".join(filter(None, words)))
