"""Settings come from the environment only, and a wrong value is refused by its name."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

FINE = {"SECRET_KEY": "long enough", "DEBUG": "false", "DATABASE_URL": "sqlite:////tmp/unused"}


def start(**variables):
    """Import the settings in a process of their own, with these variables and no others."""
    command = [sys.executable, "-c", "from config import settings; print(settings.HTTPS)"]
    environment = {"PATH": os.environ["PATH"]} | FINE | variables
    return subprocess.run(
        command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True
    )


def last_line(done):
    return (
        done.stderr.strip()
        .splitlines()[-1]
        .removeprefix("django.core.exceptions.ImproperlyConfigured: ")
    )


def test_https_is_on_unless_it_is_switched_off():
    assert start().stdout == "True\n"
    assert start(HTTPS="no").stdout == "False\n"


def test_a_start_without_a_secret_key_is_refused():
    done = start(SECRET_KEY="")

    assert done.returncode == 1
    assert last_line(done) == "Set SECRET_KEY in the environment. It may not be empty."


def test_a_start_without_a_secret_key_is_for_development_only():
    assert start(SECRET_KEY="", DEBUG="true").returncode == 0


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("DEBUG", "maybe", "DEBUG must be true or false, not 'maybe'."),
        ("HTTPS", "2", "HTTPS must be true or false, not '2'."),
        ("SIGNUP_OPEN", "open", "SIGNUP_OPEN must be true or false, not 'open'."),
        ("PORT", "http", "PORT must be a whole number from 1 to 65535, not 'http'."),
        ("PORT", "65536", "PORT must be a whole number from 1 to 65535, not '65536'."),
        (
            "PUBLIC_URL",
            "accord.example.org",
            "PUBLIC_URL must begin with http:// or https://, not 'accord.example.org'.",
        ),
        (
            "PUBLIC_URL",
            "https://example.org/accord",
            "PUBLIC_URL must end with the host or its port, such as https://accord.example.org, "
            "not 'https://example.org/accord'.",
        ),
        (
            "PUBLIC_URL",
            "http://[::1",
            "PUBLIC_URL must end with the host or its port, such as https://accord.example.org, "
            "not 'http://[::1'.",
        ),
        (
            "ALLOWED_HOSTS",
            "127.0.0.1, https://accord.example.org",
            "ALLOWED_HOSTS must hold host names without http:// and port, such as "
            "accord.example.org, not 'https://accord.example.org'.",
        ),
        (
            "ALLOWED_HOSTS",
            "accord.example.org:8000",
            "ALLOWED_HOSTS must hold host names without http:// and port, such as "
            "accord.example.org, not 'accord.example.org:8000'.",
        ),
        (
            "DATABASE_URL",
            "accord.sqlite3",
            "DATABASE_URL must look like sqlite:///file or postgres://user:password@host/name.",
        ),
        ("DATABASE_URL", "mysql://host/accord", "DATABASE_URL must name SQLite or PostgreSQL."),
        (
            "DATABASE_URL",
            "sqlite://",
            "DATABASE_URL must name a database: processes share nothing else.",
        ),
    ],
)
def test_a_wrong_value_is_refused_by_its_name(name, value, sentence):
    done = start(**{name: value})

    assert done.returncode == 1
    assert last_line(done) == sentence


@pytest.mark.parametrize(
    "hosts", ["", "*", ".example.org", "localhost,127.0.0.1, [::1] ,accord.example.org", "my_pc"]
)
def test_host_names_of_every_kind_are_taken(hosts):
    assert start(ALLOWED_HOSTS=hosts).returncode == 0


@pytest.mark.parametrize(
    "address", ["https://accord.example.org", "http://192.168.4.1:8000/", "http://[fe80::1]:8000"]
)
def test_addresses_of_every_kind_are_taken(address):
    assert start(PUBLIC_URL=address).returncode == 0
