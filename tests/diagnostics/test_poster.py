"""The sheet that hangs on the door."""

import pytest
from django.test import override_settings
from django.urls import reverse

from alignment.models import Workshop
from diagnostics.join_address import qr_code
from tests.factories import make_user, make_workshop

TWO_NETWORKS = override_settings(ALLOWED_HOSTS=["127.0.0.1", "192.168.4.1", "10.0.0.7"])
LAPTOP = {"HTTP_HOST": "127.0.0.1:8000"}
NEAR, FAR = "http://192.168.4.1:8000", "http://10.0.0.7:8000"


@pytest.fixture
def facilitator(client, db):
    user = make_user()
    client.force_login(user)
    return user


def poster(client, workshop, data=None, **more):
    path = reverse("diagnostics:poster", args=[workshop.code])
    response = client.post(path, data, **more) if data is not None else client.get(path, **more)
    return response, " ".join(response.content.decode().split())


def save(client, workshop, **data):
    with TWO_NETWORKS:
        return poster(client, workshop, {"join_address": NEAR} | data, **LAPTOP)


@pytest.mark.parametrize(
    ("who", "status"), [("facilitator", 200), ("stranger", 404), ("nobody", 302)]
)
def test_who_may_open_the_poster(client, facilitator, who, status):
    workshop = make_workshop(by=facilitator)
    if who != "facilitator":
        client.logout()
    if who == "stranger":
        client.force_login(make_user())

    assert poster(client, workshop)[0].status_code == status


def test_it_shows_picture_address_and_code(client, facilitator):
    workshop = make_workshop(by=facilitator, title="Kigali <b>")

    with TWO_NETWORKS:
        _, text = poster(client, workshop, **LAPTOP)

    assert f"{NEAR}/j/{workshop.code}/" in text
    assert qr_code(f"{NEAR}/j/{workshop.code}/") in text
    assert "Kigali &lt;b&gt;" in text
    assert "join the Wi-Fi" not in text


def test_the_wifi_stands_on_it_once_it_was_typed(client, facilitator):
    workshop = make_workshop(by=facilitator)

    response, _ = save(client, workshop, wifi_name="Room 4", wifi_password="correct horse")
    _, text = poster(client, workshop)

    assert response.status_code == 302
    assert "<bdi>Room 4</bdi>" in text
    assert "<bdi>correct horse</bdi>" in text
    assert qr_code("WIFI:T:WPA;S:Room 4;P:correct horse;;") in text


def test_without_a_password_none_is_shown(client, facilitator):
    workshop = make_workshop(by=facilitator)

    save(client, workshop, wifi_name="Open")
    _, text = poster(client, workshop)

    assert "<bdi>Open</bdi>" in text
    assert "<dt>Password</dt>" not in text


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"wifi_name": "x" * 33}, "wifi_name"),
        ({"wifi_name": "Room", "wifi_password": "seven77"}, "wifi_password"),
        ({"wifi_name": "Room", "wifi_password": "x" * 64}, "wifi_password"),
        ({"wifi_password": "correct horse"}, "wifi_name"),
        ({"join_address": "http://elsewhere.example.org"}, "join_address"),
        ({"wifi_name": "\x00"}, "wifi_name"),
    ],
)
def test_what_cannot_be_right_is_told_beside_its_field(client, facilitator, data, field):
    workshop = make_workshop(by=facilitator)

    response, _ = save(client, workshop, **data)

    assert list(response.context["form"].errors) == [field]
    workshop.refresh_from_db()
    assert (workshop.wifi_name, workshop.wifi_password, workshop.join_address) == ("", "", "")


def test_of_several_addresses_the_chosen_one_holds_everywhere(client, facilitator):
    workshop = make_workshop(by=facilitator)

    save(client, workshop, join_address=FAR)
    with TWO_NETWORKS:
        page = client.get(reverse("diagnostics:run", args=[workshop.code]), **LAPTOP)

    assert page.context["join_url"] == f"{FAR}/j/{workshop.code}/"


def test_a_laptop_that_moved_is_pointed_out(client, facilitator):
    workshop = make_workshop(by=facilitator)
    Workshop.objects.update(join_address="http://192.168.9.9:8000")

    with TWO_NETWORKS:
        response, text = poster(client, workshop, **LAPTOP)

    assert "no longer answers at http://192.168.9.9:8000" in text
    assert response.context["join_url"].startswith(NEAR)


def test_the_one_address_left_replaces_the_one_that_is_gone(client, facilitator):
    workshop = make_workshop(by=facilitator)
    Workshop.objects.update(join_address="http://192.168.9.9:8000")

    with override_settings(ALLOWED_HOSTS=["127.0.0.1", "192.168.4.1"]):
        poster(client, workshop, {"join_address": NEAR}, **LAPTOP)

    workshop.refresh_from_db()
    assert workshop.join_address == NEAR


def test_a_concluded_workshop_keeps_its_poster(client, facilitator):
    workshop = make_workshop(by=facilitator, state="concluded")

    response, text = save(client, workshop, wifi_name="Late")

    assert response.status_code == 200
    assert "Reopen it" in text
