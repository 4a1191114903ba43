"""The day of the budget calendar that an action must hit is one, wherever it is named."""

import datetime

from roadmaps.documents.report import report_of
from roadmaps.editions import draft_edition
from roadmaps.follow_up import due_on
from tests.factories import make_action, make_workshop


def test_pages_papers_and_the_follow_up_name_the_same_day(db):
    """Of the next cycle: the date comes again a year later."""
    workshop = make_workshop(state="open", starts_on=datetime.date(2026, 3, 2))
    hearing = workshop.budget_dates.create(title="Hearings", date=datetime.date(2026, 5, 20))
    action = make_action(workshop, text="Agree rates", timeframe="T2", budget_date=hearing)

    report = report_of(draft_edition(workshop, "en"))

    assert report["schedule"]["rows"][0]["to_hit"] == "Hearings, 20 May 2027"
    assert report["actions"][0]["budget_date_text"] == "Hearings, 20 May 2027"
    assert due_on(action) == action.budget_day == datetime.date(2027, 5, 20)
