"""Several people edit the roadmap at once, on pages of their own or in place."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from alignment.models import Facilitator
from roadmaps.services.actions import remove_action
from tests.factories import make_action, make_bottleneck, make_user, make_workshop

pytestmark = pytest.mark.django_db
IN_PLACE = {"HX-Request": "true"}


@pytest.fixture
def anna():
    return make_user(name="Anna Abebe")


@pytest.fixture
def ben():
    return make_user(name="Ben Bekele")


@pytest.fixture
def action(anna, ben):
    workshop = make_workshop(by=anna, state="open")
    Facilitator.objects.create(workshop=workshop, user=ben)
    return make_action(workshop, text="Publish", lead="Treasury", risk="None")


def laptop(user):
    client = Client()
    client.force_login(user)
    return client


def address(action):
    return reverse("roadmaps:action", args=[action.workshop.code, action.pk])


def opened(client, action, **headers):
    """What a browser would send if nothing were changed in the form."""
    form = client.get(address(action), headers=headers).context["form"]
    typed = {name: form[name].value() for name in form.fields}
    return {name: "" if value is None else value for name, value in typed.items()}


def save(client, action, typed, **headers):
    return client.post(address(action), typed, headers=headers)


def test_two_who_change_different_fields_both_win(anna, ben, action):
    one, other = laptop(anna), laptop(ben)
    first, second = opened(one, action), opened(other, action)

    save(one, action, first | {"lead": "Budget office"})
    response = other.post(address(action), second | {"risk": "Revision"}, follow=True)

    action.refresh_from_db()
    assert (action.lead, action.risk, action.text) == ("Budget office", "Revision", "Publish")
    told = "Somebody else changed this meanwhile, and that is kept too: Lead."
    assert told in response.content.decode()


@pytest.fixture
def clash(anna, ben, action):
    """Anna saved first; Ben is asked. Gives his laptop, what he had typed, and the answer."""
    one, other = laptop(anna), laptop(ben)
    first, second = opened(one, action), opened(other, action)
    save(one, action, first | {"lead": "Budget office", "text": "Publish all"})
    typed = second | {"lead": "Planning office", "text": "Publish some", "risk": "Revision"}
    return other, typed, save(other, action, typed)


def test_two_who_change_one_field_see_both_texts_and_nothing_is_stored(clash, action):
    _ben, _typed, response = clash

    shown = [(c.name, c.mine, c.theirs) for c in response.context["form"].clashes]
    assert shown == [
        ("text", "Publish some", "Publish all"),
        ("lead", "Planning office", "Budget office"),
    ]
    page = response.content.decode()
    assert "Anna Abebe saved this action (" in page
    assert "As Anna Abebe saved it" in page
    assert response.context["form"]["risk"].value() == "Revision"
    action.refresh_from_db()
    assert (action.lead, action.text, action.risk) == ("Budget office", "Publish all", "None")


@pytest.mark.parametrize(
    ("lead", "text", "stored"),
    [
        ("mine", "theirs", ("Planning office", "Publish all")),
        ("theirs", "mine", ("Budget office", "Publish some")),
    ],
)
def test_each_field_is_as_the_person_chose(clash, action, lead, text, stored):
    client, typed, response = clash
    seen = response.context["form"]["seen"].value()
    choice = {"clash": ["text", "lead"], "keep-lead": lead, "keep-text": text, "seen": seen}

    save(client, action, typed | choice)

    action.refresh_from_db()
    assert (action.lead, action.text, action.risk) == (*stored, "Revision")


def test_a_field_without_a_choice_is_asked_about_again(clash, action):
    client, typed, response = clash
    seen = response.context["form"]["seen"].value()
    choice = {"clash": ["text", "lead"], "keep-lead": "mine", "seen": seen}

    again = save(client, action, typed | choice)

    assert again.context["form"].errors == {"text": ["Choose which of the two is to stay."]}
    assert [clash.name for clash in again.context["form"].clashes] == ["text", "lead"]
    action.refresh_from_db()
    assert action.lead == "Budget office"


def test_a_third_change_is_shown_as_well(clash, action):
    client, typed, response = clash
    seen = response.context["form"]["seen"].value()
    type(action).objects.filter(pk=action.pk).update(lead="Somebody new")
    choice = {"clash": ["text", "lead"], "keep-lead": "mine", "keep-text": "mine", "seen": seen}

    again = save(client, action, typed | choice)

    shown = [(c.name, c.mine, c.theirs) for c in again.context["form"].clashes]
    assert shown == [("lead", "Planning office", "Somebody new")]


def test_links_are_merged_like_texts(anna, ben, action):
    one, other = laptop(anna), laptop(ben)
    first, second = opened(one, action), opened(other, action)
    added, rival = (make_bottleneck(action.workshop) for _ in range(2))

    save(one, action, first | {"bottlenecks": [*first["bottlenecks"], added.pk]})
    save(other, action, second | {"lead": "Budget office"})
    response = save(other, action, second | {"bottlenecks": [rival.pk]})

    (shown,) = response.context["form"].clashes
    assert (shown.name, shown.mine) == ("bottlenecks", f"{rival.ref} {rival.title}")
    assert {row.pk for row in action.bottlenecks.all()} == {*first["bottlenecks"], added.pk}


def test_an_action_deleted_meanwhile_can_be_put_back(anna, ben, action):
    client, typed = laptop(ben), opened(laptop(ben), action)
    workshop = action.workshop
    where = address(action)
    remove_action(action=action, by=anna)

    page = client.post(where, typed | {"lead": "Budget office"}).content.decode()
    client.post(reverse("roadmaps:action_add", args=[workshop.code]), typed | {"lead": "Mine"})

    assert "Somebody deleted this action while you were typing." in page
    assert "Budget office" in page
    assert client.get(where).status_code == 404
    assert [row.lead for row in workshop.actions.all()] == ["Mine"]


def test_in_place_the_row_becomes_a_form_and_a_row_again(anna, action):
    client = laptop(anna)

    form = client.get(address(action), headers=IN_PLACE)
    row = client.get(address(action) + "?row=1", headers=IN_PLACE).content.decode()
    saved = save(client, action, opened(client, action) | {"lead": "Budget office"}, **IN_PLACE)

    assert form.headers["Vary"].count("HX-Request") == 1
    for piece in (form.content.decode(), row, saved.content.decode()):
        assert "<html" not in piece
        assert f'<tr id="action-{action.pk}"' in piece
    assert f'id="a{action.pk}_text"' in form.content.decode()
    assert "Budget office" in saved.content.decode()
    assert "A1 is saved." in saved.content.decode()
    assert 'id="signatures-panel" hx-swap-oob="true"' in saved.content.decode()


def test_in_place_two_open_forms_share_no_id(anna, action):
    client = laptop(anna)
    another = make_action(action.workshop, action.bottlenecks.get())

    pieces = [
        client.get(address(row), headers=IN_PLACE).content.decode() for row in (action, another)
    ]

    one, other = ({*re.findall(r' id="([^"]+)"', piece)} for piece in pieces)
    assert one & other == set()


def test_a_form_without_marks_or_with_strange_ones_is_saved(anna, action):
    client, typed = laptop(anna), opened(laptop(anna), action)

    for number, seen in enumerate(["", "{", "[]", "null", '{"lead": 3}']):
        save(client, action, typed | {"seen": seen, "lead": f"Office {number}"})
        action.refresh_from_db()
        if seen != '{"lead": 3}':
            assert action.lead == f"Office {number}"
