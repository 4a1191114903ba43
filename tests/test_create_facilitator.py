import io

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command

from accounts.models import User


@pytest.fixture
def type_password(monkeypatch):
    return lambda text: monkeypatch.setattr("sys.stdin", io.StringIO(text + "\n"))


def create(email):
    output = io.StringIO()
    call_command("create_facilitator", email, stdout=output)
    return output.getvalue().strip()


def test_the_account_may_sign_in(db, type_password):
    type_password("correct horse battery")

    assert create("Lead@Example.org") == "created"
    assert authenticate(username="lead@example.org", password="correct horse battery")


def test_an_account_that_exists_keeps_its_password(db, type_password):
    type_password("correct horse battery")
    create("lead@example.org")
    type_password("another long password")

    assert create("lead@example.org") == "kept"
    assert authenticate(username="lead@example.org", password="correct horse battery")


@pytest.mark.parametrize(
    ("email", "password", "sentence"),
    [
        ("lead", "correct horse battery", "Enter a valid email address."),
        ("lead@example.org", "short", "This password is too short."),
    ],
)
def test_a_wrong_address_or_a_weak_password_is_refused(
    db, type_password, email, password, sentence
):
    type_password(password)

    with pytest.raises(CommandError, match=sentence):
        create(email)
    assert not User.objects.exists()
