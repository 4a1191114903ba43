"""The facilitator's pages of steps 6 and 7."""

import pytest
from django.urls import reverse

from roadmaps.models import Bottleneck
from roadmaps.services.priorities import open_scoring, reveal_scores
from tests.factories import (
    make_action,
    make_bottleneck,
    make_cause,
    make_participants,
    make_question,
    make_stage,
    make_user,
    make_workshop,
    take_seat,
)

pytestmark = pytest.mark.django_db

HOSTILE = "<b>x</b>\u202e😀=1+1"


@pytest.fixture
def facilitator():
    return make_user()


@pytest.fixture
def workshop(facilitator):
    return make_workshop(by=facilitator, state="open")


@pytest.fixture
def signed_in(client, facilitator):
    client.force_login(facilitator)
    return client


def url(name, workshop, *place):
    return reverse(f"roadmaps:{name}", args=[workshop.code, *place])


def pages_of(workshop):
    bottleneck = make_bottleneck(workshop)
    cause, action = make_cause(bottleneck), make_action(workshop, bottleneck)
    return [
        url("bottlenecks", workshop),
        url("bottleneck_add", workshop),
        url("bottleneck", workshop, bottleneck.number),
        url("causes", workshop, bottleneck.number),
        url("gates", workshop, bottleneck.number),
        url("park", workshop, bottleneck.number),
        url("merge", workshop, bottleneck.number),
        url("split", workshop, bottleneck.number),
        url("cause_add", workshop, bottleneck.number),
        url("cause", workshop, cause.pk),
        url("cause_delete", workshop, cause.pk),
        url("priorities", workshop),
        url("scoring_reveal", workshop),
        url("roadmap", workshop),
        url("roadmap_import", workshop),
        url("roadmap_table", workshop, "csv"),
        url("roadmap_table", workshop, "xlsx"),
        url("action_add", workshop),
        url("action", workshop, action.pk),
        url("action_delete", workshop, action.pk),
    ]


def presses_of(workshop):
    bottleneck = make_bottleneck(workshop, state="proposed")
    return [
        url("bottlenecks_propose", workshop),
        url("bottleneck_decide", workshop, bottleneck.number),
        url("scoring_open", workshop),
        url("scoring_reveal", workshop),
    ]


def test_the_facilitator_reaches_every_page(signed_in, workshop):
    assert [signed_in.get(page).status_code for page in pages_of(workshop)] == [200] * 20


@pytest.mark.parametrize("who", ["stranger", "another facilitator", "an official"])
def test_nobody_else_reaches_them(client, workshop, who):
    if who == "another facilitator":
        client.force_login(make_workshop().facilitators.get().user)
    if who == "an official":
        take_seat(client, make_participants(workshop)[0])
    expected = 404 if who == "another facilitator" else 302

    answers = [client.get(page).status_code for page in pages_of(workshop)]
    answers += [client.post(press).status_code for press in presses_of(workshop)]

    assert set(answers) == {expected}


def test_a_proposal_is_one_press_and_the_press_is_a_post(signed_in, workshop):
    assert signed_in.get(url("bottlenecks_propose", workshop)).status_code == 405

    response = signed_in.post(url("bottlenecks_propose", workshop), follow=True)

    assert "Nothing new" in response.content.decode()


def test_a_bottleneck_is_typed_with_everything_it_is_linked_to(signed_in, workshop):
    question = make_question(workshop, "E-01")
    aim = workshop.objectives.create(code="RR-4", title="Flow", function="RR")

    signed_in.post(
        url("bottleneck_add", workshop),
        {
            "title": " Cash comes late ",
            "description": "Clinics wait",
            "stage": question.stage.pk,
            "objectives": [aim.code],
            "questions": [question.pk],
        },
    )

    row = workshop.bottlenecks.get()
    assert (row.title, row.state, row.stage) == ("Cash comes late", "kept", question.stage)
    assert (row.objectives, list(row.questions.all())) == (["RR-4"], [question])


@pytest.mark.parametrize(
    ("title", "says"),
    [
        ("", "This field is required"),
        ("x" * 301, "at most 300 characters"),
        ("Late; partial", "Write a comma instead"),
        ("Taken", "already in the list"),
        ("Late\x00", "Null characters are not allowed"),
    ],
)
def test_a_bad_title_is_refused_beside_its_field_and_kept(signed_in, workshop, title, says):
    make_bottleneck(workshop, "Taken")

    response = signed_in.post(url("bottleneck_add", workshop), {"title": title})

    assert says in response.content.decode()
    assert response.context["form"]["title"].value() == title
    assert workshop.bottlenecks.count() == 1


def test_hostile_text_is_shown_as_text(signed_in, workshop):
    bottleneck = make_bottleneck(workshop, HOSTILE, description=HOSTILE)
    make_cause(bottleneck, text=HOSTILE, evidence=HOSTILE)
    make_action(workshop, bottleneck, text=HOSTILE, lead=HOSTILE, support=[HOSTILE])

    for name in ("bottlenecks", "priorities", "roadmap"):
        page = signed_in.get(url(name, workshop)).content.decode()
        assert "<b>x" not in page
        assert "<bdi>&lt;b&gt;x" in page or name == "priorities"


@pytest.mark.parametrize("state", ["kept", "parked", "dropped"])
def test_a_proposed_bottleneck_is_decided(signed_in, workshop, state):
    row = make_bottleneck(workshop, state="proposed")

    signed_in.post(url("bottleneck_decide", workshop, row.number), {"state": state})

    row.refresh_from_db()
    assert row.state == state


@pytest.mark.parametrize("state", ["", "proposed", "burnt"])
def test_nothing_else_is_decided(signed_in, workshop, state):
    row = make_bottleneck(workshop)

    response = signed_in.post(url("bottleneck_decide", workshop, row.number), {"state": state})

    assert response.status_code == 404


def test_dropping_what_an_action_serves_says_what_to_do(signed_in, workshop):
    row = make_bottleneck(workshop)
    make_action(workshop, row, ref="A7")

    response = signed_in.post(
        url("bottleneck_decide", workshop, row.number), {"state": "dropped"}, follow=True
    )

    assert "Actions serve this bottleneck: A7." in response.content.decode()


def test_a_cause_is_added_changed_and_deleted(signed_in, workshop):
    first, second = make_bottleneck(workshop), make_bottleneck(workshop)
    typed = {"text": "Habit", "cause_type": "practice", "evidence": "Audit 2024"}

    signed_in.post(
        url("cause_add", workshop, first.number), typed | {"bottlenecks": [first.pk, second.pk]}
    )
    cause = workshop.causes.get()
    assert (cause.text, cause.evidence, cause.bottlenecks.count()) == ("Habit", "Audit 2024", 2)

    signed_in.post(url("cause", workshop, cause.pk), {"text": "Law", "bottlenecks": [first.pk]})
    cause.refresh_from_db()
    assert (cause.text, list(cause.bottlenecks.all())) == ("Law", [first])

    signed_in.post(url("cause_delete", workshop, cause.pk))
    assert not workshop.causes.exists()


def test_a_cause_without_words_kind_or_bottleneck_is_refused(signed_in, workshop):
    row = make_bottleneck(workshop)

    page = signed_in.post(url("cause_add", workshop, row.number), {}).content.decode()

    assert "Choose at least one bottleneck." in page
    assert "Write the cause, or choose at least what kind it is." in page


def test_a_foreign_bottleneck_is_not_linked(signed_in, workshop):
    foreign = make_bottleneck(make_workshop())
    own = make_bottleneck(workshop)

    response = signed_in.post(
        url("cause_add", workshop, own.number), {"text": "X", "bottlenecks": [foreign.pk]}
    )

    assert response.context["form"].errors.keys() == {"bottlenecks"}


def test_scoring_is_opened_and_revealed_after_a_confirmation(signed_in, workshop):
    row = make_bottleneck(workshop)

    signed_in.post(url("scoring_open", workshop))
    row.refresh_from_db()
    assert row.scoring == "open"
    assert "It cannot be taken back" in signed_in.get(url("scoring_reveal", workshop)).text

    signed_in.post(url("scoring_reveal", workshop))
    row.refresh_from_db()
    assert row.scoring == "revealed"


def test_a_reveal_without_any_score_is_warned_of(signed_in, workshop):
    make_bottleneck(workshop)
    open_scoring(workshop=workshop)

    page = signed_in.get(url("scoring_reveal", workshop)).text

    assert "these bottlenecks stay without scores for good" in page


def test_a_side_that_gave_no_score_has_no_column(signed_in, workshop):
    make_participants(workshop, "LOCAL", 1)
    make_bottleneck(workshop)
    open_scoring(workshop=workshop)
    reveal_scores(workshop=workshop)

    assert signed_in.get(url("priorities", workshop)).context["sides"] == ["MOH", "MOF"]


@pytest.mark.parametrize("name", ["bottlenecks", "priorities", "roadmap"])
def test_pages_cost_the_same_for_one_row_and_for_three(signed_in, facilitator, queries_of, name):
    def page(rows):
        workshop = make_workshop(by=facilitator, state="open")
        stage = make_stage(workshop)
        for _ in range(rows):
            row = make_bottleneck(workshop, stage=stage)
            make_cause(row)
            make_action(workshop, row)
        open_scoring(workshop=workshop)
        return lambda: signed_in.get(url(name, workshop))

    assert queries_of(page(1)) == queries_of(page(3))


def test_a_concluded_workshop_offers_no_change(signed_in, workshop):
    make_action(workshop, ref="A1")
    workshop.state = "concluded"
    workshop.save()

    page = signed_in.get(url("roadmap", workshop)).content.decode()
    response = signed_in.post(url("bottleneck_add", workshop), {"title": "Late"})

    assert url("action_add", workshop) not in page
    assert "Reopen it before changing anything" in response.content.decode()
    assert Bottleneck.objects.count() == 1
