"""What a facilitator takes off the wall, and which addresses lead to it."""

import pytest
from django.urls import reverse

from alignment.models import Event
from diagnostics.services.room import (
    make_observers_link,
    renew_wall,
    revoke_observers_link,
    show_results,
    start_timer,
)
from diagnostics.wall import observers_token, wall_token
from tests.diagnostics.walls import make_room, poll, revealed, text_of, wall


def test_the_timer_is_on_the_wall(client, db):
    workshop, _, _ = make_room()
    ends_at = start_timer(workshop=workshop, minutes=10).timer_ends_at

    text = text_of(wall(client, workshop))

    assert f'data-timer="{int(ends_at.timestamp())}"' in text
    assert f"until {ends_at:%H:%M}" in text


def test_results_are_taken_off_the_wall_and_put_on_again(client, db):
    workshop, _, _ = make_room()
    revealed(workshop)
    question = workshop.questions.get()

    show_results(workshop=workshop, shown=False)
    hidden = text_of(poll(client, workshop))
    show_results(workshop=workshop, shown=True)
    shown = text_of(poll(client, workshop))

    assert "The results are not shown at the moment." in hidden
    assert "3.5" not in hidden
    assert "wall-heat" in shown
    question.refresh_from_db()
    assert question.state == "revealed"
    actions = Event.objects.filter(action__startswith="wall_").values_list("action", flat=True)
    assert sorted(actions) == ["wall_results_hidden", "wall_results_shown"]


def test_hiding_twice_is_logged_once(db):
    workshop, _, _ = make_room()

    for _press in range(2):
        show_results(workshop=workshop, shown=False)

    assert Event.objects.filter(action="wall_results_hidden").count() == 1


def test_a_new_address_voids_the_old_one_and_leaves_the_observers(client, db):
    workshop, _, _ = make_room()
    workshop = make_observers_link(workshop=workshop)
    old, observers = wall_token(workshop), observers_token(workshop)

    workshop = renew_wall(workshop=workshop)

    assert wall(client, workshop, old).status_code == 404
    assert wall(client, workshop).status_code == 200
    assert wall(client, workshop, observers).status_code == 200


def test_the_observers_link_shows_what_the_wall_shows_and_can_be_revoked(client, db):
    workshop, _, _ = make_room()
    assert observers_token(workshop) == ""

    workshop = make_observers_link(workshop=workshop)
    first = observers_token(workshop)
    assert poll(client, workshop).content == observed(client, workshop).content

    workshop = make_observers_link(workshop=workshop)
    assert wall(client, workshop, first).status_code == 404
    second = observers_token(workshop)
    workshop = revoke_observers_link(workshop=workshop)
    assert wall(client, workshop, second).status_code == 404
    assert wall(client, workshop).status_code == 200


def observed(client, workshop):
    return wall(client, workshop, observers_token(workshop), HTTP_HX_REQUEST="true")


@pytest.mark.parametrize(
    ("press", "action"),
    [
        ("renew_wall", "wall_address_renewed"),
        ("make_observers", "observers_link_made"),
        ("fly", None),
    ],
)
def test_addresses_are_changed_on_the_run_page_and_logged(client, db, press, action):
    workshop, _, _ = make_room()
    facilitator = workshop.facilitators.get().user
    client.force_login(facilitator)

    response = client.post(reverse("diagnostics:wall_address", args=[workshop.code]), {"do": press})

    assert response.url == reverse("diagnostics:run", args=[workshop.code])
    logged = Event.objects.filter(workshop=workshop, by=facilitator).exclude(
        action="workshop_created"
    )
    assert [event.action for event in logged] == ([action] if action else [])
    page = text_of(client.get(response.url))
    assert ("Replace it by a new one" in page) == (press == "make_observers")
