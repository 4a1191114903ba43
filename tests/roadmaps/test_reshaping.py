"""Two bottlenecks become one, one becomes two, and no published score moves."""

import pytest
from django.core.exceptions import ValidationError

from alignment.models import Event
from roadmaps.content import roadmap_content
from roadmaps.models import PriorityScore, PrioritySnapshot
from roadmaps.services.bottlenecks import answer_gates, decide_bottleneck
from roadmaps.services.priorities import open_scoring, reveal_scores, save_scores
from roadmaps.services.rehearsal import begin_rehearsal, end_rehearsal
from roadmaps.services.reshaping import (
    merge_bottlenecks,
    scores_after_merging,
    scores_after_splitting,
    split_bottleneck,
)
from roadmaps.transfer.reading import read_workshop
from roadmaps.transfer.writing import write_workshop
from tests.factories import (
    make_action,
    make_bottleneck,
    make_cause,
    make_participants,
    make_question,
    make_workshop,
    remove_workshop,
)
from tests.roadmaps.people import make_officials

pytestmark = pytest.mark.django_db

SCORED = {"impact": 4, "feasibility": 3, "urgency": 2}


@pytest.fixture
def workshop():
    return make_workshop(state="open", disclosure_threshold=3)


@pytest.fixture
def two(workshop):
    return make_bottleneck(workshop, "Late"), make_bottleneck(workshop, "Partial")


def merged(into, absorbed, title="Late and partial", description=""):
    return merge_bottlenecks(into=into, absorbed=absorbed, title=title, description=description)


def split(bottleneck, title="New", *, causes=(), questions=(), actions=()):
    return split_bottleneck(
        bottleneck=bottleneck,
        title=title,
        description="",
        causes=causes,
        questions=questions,
        actions=actions,
    )


def score_both_sides(workshop, *bottlenecks):
    open_scoring(workshop=workshop)
    for side in ("MOH", "MOF"):
        for person in make_officials(workshop, side, 3):
            save_scores(participant=person, scores=dict.fromkeys(bottlenecks, SCORED))
    reveal_scores(workshop=workshop)


def snapshots():
    return list(PrioritySnapshot.objects.order_by("pk").values_list("bottleneck", "figures"))


def in_the_roadmap(workshop):
    return {row["ref"]: row for row in roadmap_content(workshop, "en")["bottlenecks"]}


def test_what_belonged_to_either_belongs_to_the_one_that_goes_on(workshop, two):
    into, absorbed = two
    first, second = make_question(workshop, "F-01"), make_question(workshop, "E-01")
    into.questions.add(first)
    absorbed.questions.add(second)
    cause, action = make_cause(absorbed, text="No plan"), make_action(workshop, absorbed)

    merged(into, absorbed, description="Both")

    into.refresh_from_db()
    assert (into.title, into.description) == ("Late and partial", "Both")
    assert list(into.causes.all()) == [cause]
    assert {question.code for question in into.questions.all()} == {"F-01", "E-01"}
    assert list(action.bottlenecks.all()) == [into]
    assert list(in_the_roadmap(workshop)) == ["B1"]


def test_a_merger_is_in_the_log(workshop, two):
    merged(*two)

    event = Event.objects.get(action="bottlenecks_merged")
    assert event.subject == "B2 → B1"


def test_the_absorbed_one_can_be_brought_back_with_its_causes(workshop, two):
    into, absorbed = two
    cause = make_cause(absorbed)
    merged(into, absorbed)

    decide_bottleneck(bottleneck=absorbed, state="kept")

    absorbed.refresh_from_db()
    assert (absorbed.state, absorbed.merged_into) == ("kept", None)
    assert list(cause.bottlenecks.all()) == [into, absorbed]


def test_the_title_of_the_absorbed_one_may_go_on(workshop, two):
    into, absorbed = two

    merged(into, absorbed, title="Partial")

    absorbed.refresh_from_db()
    assert (into.title, absorbed.title) == ("Late", "Partial (B2)")
    into.refresh_from_db()
    assert into.title == "Partial"


def test_a_veto_and_what_is_said_under_the_gates_do_not_get_lost(workshop, two):
    into, absorbed = two
    answer_gates(bottleneck=into, depends_on=[], first_actor="Treasury", apart_reason="One")
    answer_gates(
        bottleneck=absorbed,
        depends_on=[],
        vetoed=True,
        apart_reason="Two",
        first_actor="Cabinet",
        change_route="law",
    )

    merged(into, absorbed)

    into.refresh_from_db()
    assert (into.vetoed, into.apart_reason) == (True, "One\nTwo")
    assert (into.first_actor, into.change_route) == ("Treasury", "law")


def test_what_both_say_is_never_cut(two):
    into, absorbed = two
    answer_gates(bottleneck=into, depends_on=[], condition="a" * 600)
    answer_gates(bottleneck=absorbed, depends_on=[], condition="b" * 600)

    with pytest.raises(ValidationError, match="longer than 1000 characters"):
        merged(into, absorbed)


def test_who_waited_for_the_absorbed_one_waits_for_the_other(workshop, two):
    into, absorbed = two
    waiting, awaited = make_bottleneck(workshop), make_bottleneck(workshop)
    waiting.depends_on.add(absorbed)
    absorbed.depends_on.add(awaited, into)

    merged(into, absorbed)

    assert list(waiting.depends_on.all()) == [into]
    assert list(into.depends_on.all()) == [awaited]


def test_a_merger_that_would_close_a_ring_is_refused_by_its_names(workshop, two):
    into, absorbed = two
    between = make_bottleneck(workshop)
    into.depends_on.add(between)
    between.depends_on.add(absorbed)

    with pytest.raises(ValidationError, match="wait for each other: B1 → B3 → B1"):
        merged(into, absorbed)

    assert list(between.depends_on.all()) == [absorbed]


@pytest.mark.parametrize("state", ["kept", "parked", "proposed"])
def test_a_kept_one_stays_kept_whichever_of_the_two_it_was(workshop, state):
    into = make_bottleneck(workshop, state=state)
    absorbed = make_bottleneck(workshop, state="kept")

    merged(into, absorbed)

    into.refresh_from_db()
    assert into.state == "kept"


def test_one_cannot_be_merged_with_itself_or_with_what_is_dropped(workshop, two):
    into, absorbed = two
    with pytest.raises(ValidationError, match="Choose another one"):
        merged(into, into)
    decide_bottleneck(bottleneck=absorbed, state="dropped")

    with pytest.raises(ValidationError, match=r"B2 was dropped or merged\. Bring it back"):
        merged(into, absorbed)
    with pytest.raises(ValidationError, match="B2 was dropped or merged"):
        split(absorbed)


def test_nothing_is_merged_or_split_once_the_workshop_is_over(workshop, two):
    workshop.state = "concluded"
    workshop.save()

    for change in (lambda: merged(*two), lambda: split(two[0])):
        with pytest.raises(ValidationError):
            change()


def test_published_scores_stay_where_they_were_published(workshop, two):
    into, absorbed = two
    score_both_sides(workshop, into, absorbed)
    before = snapshots()

    merged(into, absorbed)
    part = split(into)

    assert snapshots() == before
    rows = in_the_roadmap(workshop)
    assert (rows["B1"]["priority"]["product"], rows["B1"]["reshaped"]) == (12, True)
    assert rows[part.ref]["priority"]["unscored"]
    assert "reshaped" not in rows[part.ref]


def test_what_was_given_blind_to_the_absorbed_one_is_never_shown(workshop, two):
    into, absorbed = two
    open_scoring(workshop=workshop)
    for person in make_officials(workshop, "MOH", 3):
        save_scores(participant=person, scores={into: SCORED, absorbed: SCORED})
    merged(into, absorbed)

    reveal_scores(workshop=workshop)

    assert set(PrioritySnapshot.objects.values_list("bottleneck", flat=True)) == {into.pk}
    assert PriorityScore.objects.count() == 6


def test_before_the_reveal_readers_need_no_warning(workshop, two):
    merged(*two)

    assert "reshaped" not in in_the_roadmap(workshop)["B1"]


@pytest.mark.parametrize(
    ("into", "absorbed", "says"),
    [
        ("draft", "draft", ["no scores yet"]),
        ("open", "draft", ["Scores given so far stay"]),
        ("open", "open", ["Scores given so far stay", "will never be shown"]),
        ("revealed", "draft", ["keeps its published scores"]),
        ("draft", "revealed", ["no scores yet", "leave the order"]),
    ],
)
def test_what_becomes_of_the_scores_is_said_before(two, into, absorbed, says):
    two[0].scoring, two[1].scoring = into, absorbed

    told = scores_after_merging(*two)

    assert len(told) == len(says)
    assert all(words in sentence for words, sentence in zip(says, told, strict=True))
    assert "B1" in scores_after_splitting(two[0]) or into == "draft"


def test_a_split_moves_what_was_ticked_and_leaves_the_rest(workshop):
    row = make_bottleneck(workshop, state="parked", objectives=["RR-4"])
    goes, stays = make_cause(row, text="goes"), make_cause(row, text="stays")
    deeper = make_cause(row, text="deeper", parent=goes)
    first, second = make_question(workshop, "F-01"), make_question(workshop, "F-02")
    row.questions.add(first, second)
    action, other = make_action(workshop, row), make_action(workshop, row)

    part = split(row, causes=[goes], questions=[second], actions=[action])

    assert (part.ref, part.state, part.objectives, part.split_from) == (
        "B2",
        "parked",
        ["RR-4"],
        row,
    )
    assert list(part.causes.all()) == [goes, deeper]
    assert list(row.causes.all()) == [stays]
    assert (list(part.questions.all()), list(row.questions.all())) == ([second], [first])
    assert (list(part.actions.all()), list(row.actions.all())) == ([action], [other])
    assert Event.objects.get(action="bottleneck_split").subject == "B1 → B2"


def test_a_split_into_a_title_that_is_there_is_refused(workshop, two):
    with pytest.raises(ValidationError, match="already in the list"):
        split(two[0], title="Partial")


@pytest.fixture
def linked(workshop, two):
    """B1 waits for B3, and holds what was B2; B4 was split off from it."""
    into, absorbed = two
    answer_gates(bottleneck=into, depends_on=[make_bottleneck(workshop)], change_route="law")
    merged(into, absorbed)
    split(into)
    return workshop


def links(workshop):
    rows = workshop.bottlenecks.order_by("number")
    return [
        (
            row.ref,
            [other.ref for other in row.depends_on.all()],
            row.merged_into and row.merged_into.ref,
            row.split_from and row.split_from.ref,
        )
        for row in rows
    ]


LINKED = [
    ("B1", ["B3"], None, None),
    ("B2", [], "B1", None),
    ("B3", [], None, None),
    ("B4", [], None, "B1"),
]


def test_links_between_bottlenecks_travel_in_the_workshop_file(linked, tmp_path):
    write_workshop(linked, tmp_path / "w.zip")
    remove_workshop(linked)

    assert links(read_workshop(tmp_path / "w.zip")) == LINKED


def test_links_made_before_a_rehearsal_come_back_after_it(linked):
    type(linked).objects.filter(pk=linked.pk).update(state="draft")
    make_question(linked)
    make_participants(linked)

    begin_rehearsal(workshop=linked)
    end_rehearsal(workshop=linked, free_seats=False)

    assert links(linked) == LINKED
