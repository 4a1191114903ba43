"""`make run` as a stranger meets it: one command, a running demo, and nothing lost by a second."""

import contextlib
import http.cookiejar
import os
import shutil
import subprocess
import sys
import time
import urllib.parse
import urllib.request

import pytest

from scripts.postgres import free_port
from tests import laptop


@pytest.fixture(scope="module")
def checkout(tmp_path_factory):
    return laptop.copy_to(tmp_path_factory.mktemp("run") / "accord")


@contextlib.contextmanager
def started(checkout, **variables):
    running = laptop.start(checkout, free_port(), **variables)
    try:
        yield running
    finally:
        assert running.stop().endswith("Stopped. Everything is kept in data/.\n")


def sign_in(address, email, password):
    """The address of the page one lands on."""
    jar = http.cookiejar.CookieJar()
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    with opener.open(f"{address}/accounts/login/") as page:
        page.read()
    token = next(cookie.value for cookie in jar if cookie.name == "csrftoken")
    fields = {"login": email, "password": password, "csrfmiddlewaretoken": token}
    data = urllib.parse.urlencode(fields).encode()
    with opener.open(f"{address}/accounts/login/", data) as page:
        return page.url.removeprefix(address)


def wait_for(look):
    """What ``look`` finds, as soon as it finds something."""
    for _ in range(300):
        if found := look():
            return found
        time.sleep(0.1)
    raise AssertionError("nothing came within half a minute")


def second_laptop(checkout, tmp_path):
    folder = tmp_path / "second"
    shutil.copytree(checkout, folder, ignore=shutil.ignore_patterns("data"), symlinks=True)
    return folder


def restore(folder, **variables):
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder)} | variables
    command = [sys.executable, "-m", "scripts.restore"]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)


def test_one_command_starts_the_demo_and_a_second_run_keeps_everything(checkout, tmp_path):
    with started(checkout) as first:
        code, password = first.told("join with the code"), first.told("first password")

        with urllib.request.urlopen(f"{first.address}/j/{code}/") as page:
            assert page.status == 200
        assert sign_in(first.address, "facilitator@example.org", password) == "/workshops/"

    stick = tmp_path / "stick"
    stick.mkdir()
    with started(checkout, BACKUP_DIR=str(stick)) as again:
        assert again.told("join with the code") == code
        assert again.told("first password") == password
        assert sign_in(again.address, "facilitator@example.org", password) == "/workshops/"
        first_copy = wait_for(lambda: list(stick.glob("accord-*.zip")))
        assert first_copy[0].stat().st_mode & 0o077 == 0

    second = second_laptop(checkout, tmp_path)
    restored = restore(second, FILE=str(first_copy[0]))
    assert "Go on with: make run LAN=1" in restored.stdout
    for name in ("secret_key", "facilitator_password", "demo_code"):
        assert (second / "data" / name).read_text() == (checkout / "data" / name).read_text()
    assert "say --replace to lose them" in restore(second, FILE=str(first_copy[0])).stderr
    assert restore(second).stderr.startswith("Say which file: ")

    kept = list((checkout / "data").iterdir())
    assert "accord.sqlite3" in {path.name for path in kept}
    assert [path.name for path in kept if path.stat().st_mode & 0o077] == []
