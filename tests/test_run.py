"""`make run` as a stranger meets it: one command, a running demo, and nothing lost by a second."""

import contextlib
import http.cookiejar
import os
import re
import shutil
import signal
import subprocess
import sys
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
def started(checkout):
    """Yields what `make run` printed up to its last line, and its address. Ctrl-C ends it."""
    port = free_port()
    environment = {"PATH": os.environ["PATH"], "HOME": str(checkout), "PORT": str(port)}
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


def test_one_command_starts_the_demo_and_a_second_run_keeps_everything(checkout):
    with started(checkout) as (printed, address):
        code, password = told(printed, "join with the code"), told(printed, "first password")

        with urllib.request.urlopen(f"{address}/j/{code}/") as page:
            assert page.status == 200
        assert sign_in(address, "facilitator@example.org", password) == "/workshops/"

    with started(checkout) as (printed, address):
        assert told(printed, "join with the code") == code
        assert told(printed, "first password") == password
        assert sign_in(address, "facilitator@example.org", password) == "/workshops/"

    kept = list((checkout / "data").iterdir())
    assert "accord.sqlite3" in {path.name for path in kept}
    assert [path.name for path in kept if path.stat().st_mode & 0o077] == []
