"""Signing in with e-mail and password; nobody makes an account unless the host allows it."""

from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.factories import make_user

pytestmark = pytest.mark.django_db

ACCOUNT = {
    "email": "new@example.org",
    "password1": "a-long-secret-42",
    "password2": "a-long-secret-42",
}


def sign_in(client, password):
    user = make_user(password="a-long-secret-42")
    return client.post(
        reverse("account_login"), {"login": user.email.upper(), "password": password}
    )


def test_email_and_password_lead_to_the_workshops(client):
    assert sign_in(client, "a-long-secret-42").url == reverse("alignment:workshop_list")


def test_a_wrong_password_is_refused(client):
    assert sign_in(client, "guess").context["form"].errors


@pytest.mark.parametrize(("is_open", "accounts"), [(True, 1), (False, 0)])
def test_the_host_decides_whether_accounts_are_made(client, settings, is_open, accounts):
    settings.SIGNUP_OPEN = is_open

    client.post(reverse("account_signup"), ACCOUNT)

    assert User.objects.filter(email="new@example.org").count() == accounts


@pytest.mark.parametrize("is_open", [True, False])
def test_the_way_to_an_account_is_shown_only_where_it_leads_somewhere(client, settings, is_open):
    settings.SIGNUP_OPEN = is_open

    page = client.get(reverse("account_login")).content.decode()

    assert ("Make an account" in page) == is_open


def test_a_closed_sign_up_says_whom_to_ask(client):
    page = client.get(reverse("account_signup")).content.decode()

    assert "Ask the person who runs it" in page


def test_a_forgotten_password_says_whom_to_ask(client):
    page = client.get(reverse("account_reset_password")).content.decode()

    assert "Ask the person who runs it to set a new password" in page


@pytest.mark.parametrize(
    "name",
    ["home", "account_login", "account_signup", "account_reset_password"],
)
def test_front_pages_need_no_account_and_no_inline_code(client, name):
    response = client.get(reverse(name))

    assert response.status_code == 200
    assert b" style=" not in response.content


@pytest.mark.parametrize(
    "name", ["account_change_password", "account_logout", "mfa_index", "account_reauthenticate"]
)
def test_pages_of_ones_own_account(client, name):
    client.force_login(make_user())

    response = client.get(reverse(name))

    assert response.status_code == 200
    assert b" style=" not in response.content


def test_a_second_step_is_switched_on_after_the_password_once_more(client):
    sign_in(client, "a-long-secret-42")
    address = reverse("mfa_activate_totp")
    asked = client.get(address)

    page = client.post(asked.url, {"password": "a-long-secret-42"}, follow=True)

    assert asked.url == f"{reverse('account_reauthenticate')}?next={quote(address, safe='')}"
    assert page.request["PATH_INFO"] == address
    assert b"data:image/svg+xml" in page.content


def test_a_form_without_its_token_is_explained():
    response = Client(enforce_csrf_checks=True).post(reverse("account_login"), {})

    assert response.status_code == 403
    assert b"Please send it again" in response.content
