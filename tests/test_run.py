"""`make run` as a stranger meets it: one command, a running demo, and nothing lost by a second."""

import contextlib
import http.cookiejar
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.parse
import urllib.request

import pytest
from django.conf import settings

from scripts.postgres import free_port

NOT_COPIED = (".venv", ".git", "node_modules", "data", "staticfiles", "__pycache__", ".*_cache")


@pytest.fixture(scope="module")
def checkout(tmp_path_factory):
    """A copy of this checkout without its data, with the environment already made."""
    folder = tmp_path_factory.mktemp("run") / "accord"
    shutil.copytree(settings.BASE_DIR, folder, ignore=shutil.ignore_patterns(*NOT_COPIED))
    (folder / ".venv").symlink_to(sys.prefix)
    return folder


@contextlib.contextmanager
def started(checkout, **variables):
    """Yields what `make run` printed up to its last line, and its address. Ctrl-C ends it."""
    port = free_port()
    environment = {"PATH": os.environ["PATH"], "HOME": str(checkout), "PORT": str(port)}
    environment |= variables
    process = subprocess.Popen(
        [sys.executable, "-m", "scripts.run"],
        cwd=checkout,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield _printed(process), f"http://127.0.0.1:{port}"
    finally:
        process.send_signal(signal.SIGINT)
        rest, _ = process.communicate(timeout=60)
        assert rest.endswith("Stopped. Everything is kept in data/.\n")
        assert process.returncode == 0


def _printed(process):
    lines = []
    for line in process.stdout:
        lines.append(line)
        if "make run LAN=1" in line:
            return "".join(lines)
    raise AssertionError("".join(lines))


def told(printed, what):
    return re.search(rf"{what} +(\S+)$", printed, re.MULTILINE).group(1)


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
    with started(checkout) as (printed, address):
        code, password = told(printed, "join with the code"), told(printed, "first password")

        with urllib.request.urlopen(f"{address}/j/{code}/") as page:
            assert page.status == 200
        assert sign_in(address, "facilitator@example.org", password) == "/workshops/"

    stick = tmp_path / "stick"
    stick.mkdir()
    with started(checkout, BACKUP_DIR=str(stick)) as (printed, address):
        assert told(printed, "join with the code") == code
        assert told(printed, "first password") == password
        assert sign_in(address, "facilitator@example.org", password) == "/workshops/"
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
