"""A workshop's next round: made from the last one, and compared with it."""

import datetime

import pytest
from django.urls import reverse

from alignment.models import Workshop
from alignment.services.sides import set_side_mode
from diagnostics import rounds
from diagnostics.last_round import compared_with, last_round_of, sentence
from diagnostics.services.duplication import duplicate_workshop
from diagnostics.services.states import set_state
from tests.factories import (
    make_answers,
    make_participants,
    make_question,
    make_user,
    make_workshop,
    remove_workshop,
)

pytestmark = pytest.mark.django_db
NEXT_YEAR = datetime.date(2027, 3, 1)


def revealed(workshop, moh="33333", mof="22222", delegation=None):
    """With the answers of both ministries to its one question."""
    set_state(workshop=workshop, stage="all", state="open")
    question = workshop.questions.get()
    make_answers(question, moh, side="MOH", participants=delegation)
    make_answers(question, mof, side="MOF")
    for state in ("closed", "revealed"):
        set_state(workshop=workshop, stage="all", state=state)
    return workshop


@pytest.fixture
def lead():
    return make_user()


@pytest.fixture
def last(lead):
    workshop = make_workshop(by=lead, state="open")
    make_question(workshop, translations={"fr": {"text": "Pareil ?"}})
    return revealed(workshop)


def next_round(workshop, lead):
    new = duplicate_workshop(
        workshop=workshop,
        title="Next",
        starts_on=NEXT_YEAR,
        ends_on=NEXT_YEAR,
        with_people=False,
        by=lead,
        is_next_round=True,
    )
    Workshop.objects.filter(pk=new.pk).update(state="open")
    new.refresh_from_db()
    return new


def page_of(client, workshop, user):
    client.force_login(user)
    return client.get(reverse("diagnostics:last_round", args=[workshop.code])).content.decode()


def test_the_next_round_knows_the_last_one(last, lead):
    new = next_round(last, lead)

    assert last_round_of(new) == last
    assert last_round_of(last) is None
    assert new.events.get(action="next_round_made").subject == last.code


def test_both_rounds_stand_beside_each_other(client, last, lead):
    new = revealed(next_round(last, lead), moh="44444")

    (line,) = compared_with(last, new).lines
    assert [(c.then, c.now, c.moved) for c in [line.joint, *line.ministries]] == [
        ("2.5", "3", "+0.5"),
        ("3", "4", "+1"),
        ("2", "2", "no change"),
    ]
    page = page_of(client, new, lead)
    assert "1 question can be compared: 1 rose, 0 fell, 0 stayed." in page
    assert '<bdi dir="ltr">3 → 4</bdi> <strong><bdi>+1</bdi></strong>' in page


def test_sides_stand_beside_each_other_where_no_joint_level_can():
    counts = {rounds.ROSE: 0, rounds.FELL: 0, rounds.STAYED: 0, rounds.NOT_COMPARED: 1}
    assert sentence(counts) == "No joint level can be compared with the last round yet."


def test_a_changed_word_is_named_in_place_of_numbers(client, last, lead):
    new = next_round(last, lead)
    new.questions.update(levels=["Lowest", "Low", "High", "The best"])
    revealed(new)

    (line,) = compared_with(last, new).lines

    assert (line.changes, line.joint, line.ministries) == (
        ["the levels are worded differently"],
        None,
        [],
    )
    assert "→ 3</bdi>" not in page_of(client, new, lead)


def test_only_translations_that_people_could_read_matter(last, lead):
    new = next_round(last, lead)
    new.questions.update(translations={"fr": {"text": "Autre ?"}})
    revealed(new)

    assert compared_with(last, new).lines[0].changes == []
    for workshop in (last, new):
        workshop.languages = ["en", "fr"]
    assert compared_with(last, new).lines[0].changes == ["its translation is worded differently"]


def test_a_delegation_in_place_of_officials_is_named(last, lead):
    new = next_round(last, lead)
    make_participants(new, "MOH")
    set_side_mode(side=new.sides.get(code="MOH"), mode="institutional")
    revealed(new, moh="4", delegation=list(new.participants.filter(speaks_for_side=True)))

    line = compared_with(last, new).lines[0]

    changed = "answered in another way than last time"
    assert [c.change for c in [line.joint, *line.ministries]] == [changed, changed, ""]


def test_too_few_answers_stay_hidden(client, last, lead):
    new = revealed(next_round(last, lead), moh="444")

    line = compared_with(last, new).lines[0]

    assert [(c.now, c.change) for c in line.ministries] == [
        ("", "hidden now: too few answers"),
        ("2", ""),
    ]


def test_a_colleague_sees_what_whoever_leads_both_has_set_side_by_side(client, last, lead):
    new = revealed(next_round(last, lead))
    colleague = make_user()
    new.facilitators.create(user=colleague)

    assert "→" in page_of(client, new, colleague)


def test_a_code_alone_opens_nobodys_results(client, last, lead):
    colleague = make_user()
    other = make_workshop(by=colleague)
    Workshop.objects.filter(pk=other.pk).update(last_round=last.code)
    other.refresh_from_db()

    assert last_round_of(other) is None
    assert "The last round is not here" in page_of(client, other, colleague)


def test_a_last_round_that_is_gone_is_said_to_be_gone(client, last, lead):
    new = next_round(last, lead)
    remove_workshop(last)

    assert "The last round is not here" in page_of(client, new, lead)


def test_a_first_round_has_no_last_one(client, last, lead):
    assert "This workshop has no last round" in page_of(client, last, lead)


def test_the_next_round_is_made_on_a_page(client, last, lead):
    client.force_login(lead)
    path = reverse("diagnostics:duplicate", args=[last.code])
    day = NEXT_YEAR.isoformat()

    assert 'id="id_is_next_round" checked' in client.get(f"{path}?next=1").content.decode()
    client.post(path, {"title": "N", "starts_on": day, "ends_on": day, "is_next_round": "on"})

    assert Workshop.objects.get(title="N").last_round == last.code


@pytest.mark.parametrize("more", [0, 3])
def test_the_comparison_costs_the_same_for_any_number_of_questions(
    last, lead, more, django_assert_num_queries
):
    new = revealed(next_round(last, lead))
    for number in range(more):
        for workshop in (last, new):
            make_question(workshop, f"F-1{number}")

    with django_assert_num_queries(16):
        compared_with(last, new)
