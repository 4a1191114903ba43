"""A private PostgreSQL for one test run: own directory, free loopback port, gone afterwards."""

import contextlib
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

# Nothing here has to survive a power cut.
FAST = ("fsync=off", "full_page_writes=off", "synchronous_commit=off")


@contextlib.contextmanager
def private_server(options=FAST):
    """Yields the DATABASE_URL of a server that is removed even when the tests fail."""
    programs, account = _programs(), _account()
    folder = Path(tempfile.mkdtemp(prefix="accord-postgres-"))
    password, port = secrets.token_hex(16), free_port()
    try:
        _create(programs, folder, account, password)
        with _running(programs, folder, account, port, options):
            yield f"postgres://accord:{password}@127.0.0.1:{port}/postgres"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _programs():
    """The folder of the newest initdb and postgres."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=_version)
    on_path = shutil.which("initdb")
    if found:
        return found[-1].parent
    if on_path:
        return Path(on_path).parent
    sys.exit("PostgreSQL is not installed: sudo apt-get install postgresql")


def _version(path):
    return [int(part) for part in path.parent.parent.name.split(".") if part.isdecimal()]


def _account():
    """PostgreSQL refuses to run as root: an ordinary account then, else None for oneself."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    return names.get("postgres") or names["nobody"]


def _as(account):
    """What subprocess needs to run a program under ``account``."""
    if account is None:
        return {}
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def _create(programs, folder, account, password):
    secret = folder / "password"
    secret.write_text(password)
    if account is not None:
        for path in (folder, secret):
            os.chown(path, account.pw_uid, account.pw_gid)
    command = [programs / "initdb", "--pgdata", folder / "data", "--username", "accord"]
    command += ["--pwfile", secret, "--auth", "scram-sha-256"]
    command += ["--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, **_as(account))
    if done.returncode:
        sys.exit(f"PostgreSQL could not be set up: {done.stderr}")


@contextlib.contextmanager
def _running(programs, folder, account, port, options):
    place = (f"port={port}", "listen_addresses=127.0.0.1", f"unix_socket_directories={folder}")
    command = [programs / "postgres", "-D", folder / "data"]
    for option in (*place, *options):
        command += ["-c", option]
    log = folder / "log"
    with log.open("w") as output:
        server = subprocess.Popen(command, cwd=folder, stdout=output, stderr=output, **_as(account))
    try:
        _wait_until_ready(programs, server, port, log)
        yield
    finally:
        server.send_signal(signal.SIGINT)  # PostgreSQL's "fast shutdown"
        server.wait(timeout=60)


def _wait_until_ready(programs, server, port, log):
    question = [programs / "pg_isready", "--quiet", "--host", "127.0.0.1", "--port", str(port)]
    for _ in range(300):
        if subprocess.run(question).returncode == 0:
            return
        if server.poll() is not None:
            break
        time.sleep(0.1)
    sys.exit(f"PostgreSQL did not start: {log.read_text()}")
