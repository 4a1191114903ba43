"""Three gates, what stands apart, what is parked in sight, and no ring of waiting."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from roadmaps.content import roadmap_content
from roadmaps.prioritisation import how_many
from roadmaps.reading import bottlenecks_in_words
from roadmaps.services.bottlenecks import (
    answer_gates,
    decide_bottleneck,
    ensure_no_wait_in_a_ring,
)
from roadmaps.services.priorities import open_scoring
from tests.factories import make_bottleneck, make_cause, make_user, make_workshop, take_seat
from tests.roadmaps.people import make_officials

pytestmark = pytest.mark.django_db


@pytest.fixture
def workshop(client):
    facilitator = make_user()
    client.force_login(facilitator)
    return make_workshop(by=facilitator, state="open")


def url(name, workshop, *place):
    return reverse(f"roadmaps:{name}", args=[workshop.code, *place])


def told(workshop, place=0):
    return bottlenecks_in_words(roadmap_content(workshop, "en"))[place]


def test_the_gates_stand_in_the_roadmap(workshop):
    row, before = make_bottleneck(workshop), make_bottleneck(workshop, "Law first", state="parked")

    answer_gates(
        bottleneck=row,
        depends_on=[before],
        change_route="circular",
        first_actor="Treasury",
        condition="A budget line",
    )

    assert roadmap_content(workshop, "en")["bottlenecks"][0]["gates"] == {
        "route": "circular",
        "first": "Treasury",
        "depends_on": ["B2"],
        "condition": "A budget line",
    }
    gates = told(workshop)["gates"]
    assert gates["route"] == "Circular"
    assert gates["waits"] == [("B2", "Law first", "it is parked")]


def test_bottlenecks_may_not_wait_for_each_other(workshop):
    first, second, third = (make_bottleneck(workshop) for _ in range(3))
    answer_gates(bottleneck=first, depends_on=[second])
    answer_gates(bottleneck=second, depends_on=[third])

    with pytest.raises(ValidationError, match="wait for each other: B1 → B2 → B3 → B1"):
        answer_gates(bottleneck=third, depends_on=[first])

    assert list(third.depends_on.all()) == []


@given(
    st.dictionaries(st.integers(1, 6), st.lists(st.integers(1, 6), max_size=3), max_size=6),
)
def test_a_ring_is_refused_and_only_a_ring(waits_for):
    """Without a ring one can begin somewhere, again and again, until nothing is left."""
    left = {row: set(after) for row, after in waits_for.items()}
    while free := [row for row, after in left.items() if not after & left.keys()]:
        left = {row: after for row, after in left.items() if row not in free}

    refused = False
    try:
        ensure_no_wait_in_a_ring(waits_for)
    except ValidationError:
        refused = True

    assert refused == bool(left)


def test_a_veto_needs_its_reason(client, workshop):
    row = make_bottleneck(workshop)

    page = client.post(url("gates", workshop, 1), {"vetoed": "on"}).content.decode()
    assert "Write the reason" in page

    reason = "Health cannot give up its own account."
    client.post(url("gates", workshop, 1), {"vetoed": "on", "apart_reason": reason})
    row.refresh_from_db()
    assert (row.vetoed, row.apart_reason) == (True, reason)
    page = client.get(url("priorities", workshop)).content.decode()
    assert "Standing apart" in page
    assert reason in page


def test_the_page_refuses_a_ring_in_words(client, workshop):
    first, second = make_bottleneck(workshop), make_bottleneck(workshop)
    first.depends_on.add(second)

    page = client.post(url("gates", workshop, 2), {"depends_on": [first.pk]}).content.decode()

    assert "These bottlenecks wait for each other: B1 → B2 → B1." in page


def test_parking_asks_why_and_the_reason_stays_in_sight(client, workshop):
    make_bottleneck(workshop, "Late")

    page = client.post(url("park", workshop, 1), {"reason": " "}).content.decode()
    assert "This field is required." in page

    response = client.post(f"{url('park', workshop, 1)}?from=priorities", {"reason": "Too early"})
    assert response.url == url("priorities", workshop)
    page = client.get(response.url).content.decode()
    assert "Parked in sight" in page
    assert "Too early" in page
    assert told(workshop)["parked_reason"] == "Too early"


def test_what_is_parked_is_brought_back_from_the_priorities(client, workshop):
    row = make_bottleneck(workshop, state="parked", parked_reason="Too early")

    place = f"{url('bottleneck_decide', workshop, 1)}?from=priorities"
    response = client.post(place, {"state": "kept"})

    assert response.url == url("priorities", workshop)
    row.refresh_from_db()
    assert row.state == "kept"
    assert "parked_reason" not in told(workshop)


@pytest.mark.parametrize(
    ("kept", "advised"),
    [(0, "right"), (1, "few"), (4, "few"), (5, "right"), (8, "right"), (9, "many")],
)
def test_five_to_eight_are_advised_and_never_enforced(kept, advised):
    assert how_many(kept) == advised


@pytest.mark.parametrize(
    ("kept", "says"), [(1, "One bottleneck is kept."), (9, "9 bottlenecks are kept.")]
)
def test_the_pages_say_when_there_are_too_few_or_too_many(client, workshop, kept, says):
    for _ in range(kept):
        make_bottleneck(workshop)

    for name in ("bottlenecks", "priorities"):
        assert says in client.get(url(name, workshop)).content.decode()


def test_what_is_parked_while_it_is_scored_leaves_the_phones(client, workshop):
    row = make_bottleneck(workshop, "Late")
    make_bottleneck(workshop, "Partial")
    open_scoring(workshop=workshop)
    (person,) = make_officials(workshop, "MOH", 1)
    decide_bottleneck(bottleneck=row, state="parked", reason="Too early")

    take_seat(client, person)
    form, _, parked = client.get(url("score", workshop)).content.decode().partition("</form>")

    assert "Partial" in form
    assert "Late" not in form
    assert "Too early" in parked


def test_the_priorities_cost_the_same_queries_however_many_wait(client, workshop, queries_of):
    def visit():
        client.get(url("priorities", workshop))

    first = make_bottleneck(workshop)
    first.depends_on.add(make_bottleneck(workshop))
    visit()
    one = queries_of(visit)
    for _ in range(3):
        first.depends_on.add(make_bottleneck(workshop, state="parked"))

    assert queries_of(visit) == one


def test_who_signs_reads_gates_reasons_and_the_whole_chain(client, workshop):
    row = make_bottleneck(workshop, "Late")
    make_bottleneck(workshop, "Parked one", state="parked", parked_reason="Too early")
    make_cause(row, text="Nobody was trained", parent=make_cause(row, text="No plan"))
    answer_gates(
        bottleneck=row,
        depends_on=[],
        first_actor="Treasury",
        vetoed=True,
        apart_reason="Health keeps its account",
    )
    (person,) = make_officials(workshop, "MOH", 1)

    take_seat(client, person)
    page = client.get(url("participant_roadmap", workshop)).content.decode()

    for words in ("Treasury", "Health keeps its account", "Too early"):
        assert words in page
    assert page.index("No plan") < page.index("Why?") < page.index("Nobody was trained")
