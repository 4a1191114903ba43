"""The roadmap table goes out of one workshop and gives the same table in the next."""

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alignment.importing import run_import
from alignment.models import Objective
from alignment.tables import to_csv, to_xlsx
from roadmaps.content import roadmap_content
from roadmaps.importers import ROADMAP
from roadmaps.table import COLUMNS, roadmap_rows
from tests.factories import (
    make_action,
    make_bottleneck,
    make_cause,
    make_stage,
    make_workshop,
)

pytestmark = pytest.mark.django_db


def rows_of(workshop):
    return roadmap_rows(roadmap_content(workshop, "en"))


def csv_of(workshop):
    return to_csv(COLUMNS, rows_of(workshop))


def make_empty_workshop():
    """With two stages and two objectives, as a bank gives them."""
    workshop = make_workshop()
    for code in ("RR-4", "PU-1"):
        Objective.objects.create(workshop=workshop, code=code, title=code, function="RR")
    for code in ("F", "E"):
        make_stage(workshop, code)
    return workshop


def rich_workshop():
    workshop = make_empty_workshop()
    stages = list(workshop.stages.all())
    first = make_bottleneck(workshop, '=Late, "partial"', stage=stages[0], objectives=["RR-4"])
    second = make_bottleneck(workshop, "Ünïcødé\n改行", stage=stages[1])
    make_bottleneck(workshop, "Nobody serves this")
    make_cause(first, second, text="-Habit", cause_type="practice")
    shared = make_cause(second, text="The law; read strictly", cause_type="reading_of_law")
    further = make_cause(second, text="Shared", cause_type="")
    earlier = make_action(
        workshop,
        second,
        text="@Publish",
        cost="1250000.5",
        currency="RWF",
        support=["Partners", "Parliament"],
        start=datetime.date(2026, 3, 1),
        due=datetime.date(2026, 9, 30),
        timeframe="T1",
        change_route="circular",
        legal_instrument="'Circular 3",
        lead="Budget office",
        status="under_way",
    )
    earlier.causes.set([shared, further])
    later = make_action(workshop, first, second, ref="ق-٢", risk="+\trisk", stage=stages[1])
    later.depends_on.set([earlier])
    return workshop


@pytest.mark.parametrize("write", ["csv", "xlsx"])
def test_what_goes_out_comes_back_identically(write):
    workshop, empty = rich_workshop(), make_empty_workshop()
    before = csv_of(workshop)
    tables = {"csv": before.encode(), "xlsx": to_xlsx({"a": (COLUMNS, rows_of(workshop))})}

    run_import(ROADMAP, empty, tables[write])

    assert csv_of(empty) == before


words = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=12).map(str.strip)
names = words.map(lambda text: text.replace(";", ",").strip()).filter(bool)
starts = st.sampled_from(["", "=", "+", "-", "@", "'", "''", '"', ",", "<b>", "\u202e", "😀"])
hostile = st.builds(str.__add__, starts, words).map(str.strip)


@settings(max_examples=25)
@given(st.data())
def test_any_roadmap_comes_back_identically(data):
    """Whatever people type, and however actions, bottlenecks and causes are linked."""
    workshop, empty = make_empty_workshop(), make_empty_workshop()
    stages = list(workshop.stages.all())

    def some(things):
        return data.draw(st.lists(st.sampled_from(things), unique=True))

    titles = data.draw(st.lists(names, min_size=1, max_size=4, unique=True))
    bottlenecks = [
        make_bottleneck(
            workshop,
            title,
            stage=data.draw(st.sampled_from([None, *stages])),
            objectives=some(["RR-4", "PU-1"]),
        )
        for title in titles
    ]
    causes = [
        make_cause(*(some(bottlenecks) or bottlenecks[:1]), text=text, cause_type=kind)
        for text, kind in data.draw(
            st.lists(st.tuples(hostile, st.sampled_from(["", "law", "data"])), max_size=3)
        )
        if text or kind
    ]
    actions = []
    for _ in range(data.draw(st.integers(0, 3))):
        action = make_action(
            workshop,
            *(some(bottlenecks) or bottlenecks[-1:]),
            text=data.draw(hostile),
            lead=data.draw(hostile),
            support=data.draw(st.lists(names, max_size=2)),
            stage=data.draw(st.sampled_from([None, *stages])),
            cost=data.draw(st.sampled_from([None, "0", "1.5", "9999999999999.99"])),
        )
        action.causes.set(some(causes) if causes else [])
        action.depends_on.set(some(actions) if actions else [])
        actions.append(action)
    before = csv_of(workshop)

    run_import(ROADMAP, empty, before.encode())

    assert csv_of(empty) == before
