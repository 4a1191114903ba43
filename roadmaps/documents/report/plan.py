"""What is to be done: bottlenecks, priorities, actions, money and what is still open."""

import datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from roadmaps.budget_calendar import day_of
from roadmaps.documents.report import words
from roadmaps.documents.report.bottlenecks import (
    bottlenecks_in_words,
    cause_in_words,
    objectives_in_words,
)
from roadmaps.typography import amount, date


def plan_part(content: dict, labels: dict) -> dict:
    """Keys: ``bottlenecks``, ``ranked``, ``unscored``, ``apart``, ``parked``, ``actions``,
    ``open_items``.
    """
    bottlenecks = bottlenecks_in_words(content, labels)
    by_ref = {row["ref"]: row for row in bottlenecks}
    kept = [by_ref[ref] for ref in content["priority_order"]]
    opened = datetime.date.fromisoformat(content["workshop"]["starts_on"])
    actions = [_action(row, by_ref, labels, opened) for row in content["actions"]]
    abouts = _abouts(actions)
    return {
        "bottlenecks": bottlenecks,
        "ranked": [row for row in kept if row["priority"]["rank"]],
        "unscored": [r for r in kept if r["priority"]["unscored"] and not r["priority"]["apart"]],
        "apart": [row for row in kept if row["priority"]["apart"]],
        "parked": [row for row in bottlenecks if row["state"] == "parked"],
        "actions": actions,
        "open_items": [_open_item(item, by_ref, abouts) for item in content["open_items"]],
    }


def _action(row, bottlenecks, labels, opened):
    """``pairs``: term and text of every field that is filled, but for the action itself."""
    worded = row | _in_words(row, bottlenecks, labels, opened)
    return worded | {"pairs": [(term, text) for term, text in _pairs(worded) if text]}


def _in_words(row, bottlenecks, labels, opened):
    return {
        "bottleneck_rows": [bottlenecks[ref] for ref in row["bottlenecks"] if ref in bottlenecks],
        "stage_title": labels["stages"].get(row["stage"], row["stage"] or ""),
        "objective_titles": objectives_in_words(row["objectives"], labels),
        "route_word": words.word("route", row["change_route"]),
        "timeframe_word": words.word("timeframe", row["timeframe"]),
        "status_word": words.word("status", row["status"]),
        "start_text": date(row["start"]),
        "due_text": date(row["due"]),
        "budget_date_text": _budget_date(row, opened),
        "cost_text": _money(row["cost"], row["currency"]),
    }


def _pairs(row):
    return [
        (
            _("For bottleneck"),
            "\n".join(f"{b['ref']} · {b['title']}" for b in row["bottleneck_rows"]),
        ),
        (_("Stage"), row["stage_title"]),
        (_("Objectives"), row["objective_titles"]),
        (_("Causes it removes"), "\n".join(map(cause_in_words, row["causes"]))),
        (_("How the rule changes"), row["route_word"]),
        (_("Legal instrument"), row["legal_instrument"]),
        (_("Lead"), row["lead"]),
        (_("Co-lead"), row["co_lead"]),
        (_("Support"), "; ".join(row["support"])),
        (_("Timeframe"), row["timeframe_word"]),
        (_("Start"), row["start_text"]),
        (_("Due"), row["due_text"]),
        (_("Budget date it must hit"), row["budget_date_text"]),
        (_("Indicator"), row["indicator"]),
        (_("Baseline"), row["baseline"]),
        (_("Target"), row["target"]),
        (_("Cost"), row["cost_text"]),
        (_("Source of funds"), row["source"]),
        (_("Risk"), row["risk"]),
        (_("Mitigation"), row["mitigation"]),
        (_("Depends on"), ", ".join(row["depends_on"])),
    ]


def _budget_date(row, opened):
    """With the day that the picture by quarter shows: the calendar comes again every year."""
    day = day_of(row, opened)
    return f"{row['budget_date']['title']}, {date(day.isoformat())}" if day else ""


def _money(cost, currency):
    return f"{amount(Decimal(cost))} {currency}".strip() if cost is not None else ""


def _open_item(item, bottlenecks, actions):
    """What it is about, and what is missing, in words. Ids of actions are asked first."""
    ref = item["ref"]
    return {
        "ref": ref,
        "about": actions.get(ref) or bottlenecks.get(ref, {}).get("title", ""),
        "missing": [str(words.MISSING.get(code, code)) for code in item["missing"]],
    }


def _abouts(actions):
    """What each action does; else which bottlenecks it is for."""
    return {
        row["id"]: row["action"] or ", ".join(b["title"] for b in row["bottleneck_rows"])
        for row in actions
    }
