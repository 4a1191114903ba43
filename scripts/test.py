"""`make test`: everything from a fresh checkout to all tests passed, on both databases."""

import os
import signal
import subprocess
import sys
import tempfile

from scripts import ROOT, debian, environment, postgres

BIN = environment.VENV / "bin"
MANAGE = [environment.PYTHON, "manage.py"]
CHECKS = [
    ("Code style", [BIN / "ruff", "check", "."]),
    ("Code format", [BIN / "ruff", "format", "--check", "."]),
    ("Imports flow one way", [BIN / "lint-imports"]),
    ("No migration missing", [*MANAGE, "makemigrations", "--check", "--dry-run"]),
    ("The question bank", [*MANAGE, "load_bank", "fixtures/pfm-hf-alignment", "--check"]),
]
# Every test that touches the database, browser tests included, runs on each of the two; the
# arithmetic, which knows no database, once.
PYTEST = [environment.PYTHON, "-m", "pytest", "-n", "2", "--dist", "worksteal", "-q"]


def main():
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that PostgreSQL is removed
    # A run in the background is deaf to Ctrl-C, and would leave what it starts deaf to it too.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    if not debian.install(debian.TO_TEST):
        sys.exit(1)
    environment.prepare("requirements-dev.txt")
    with tempfile.TemporaryDirectory() as folder:
        sqlite = f"sqlite:///{folder}/checks.sqlite3"
        failed = [title for title, command in CHECKS if not passes(title, command, sqlite)]
    failed += test_on("SQLite", "")
    with postgres.private_server() as url:
        # The server goes away whole; dropping its databases would trip over a browser test's
        # last connections.
        failed += test_on("PostgreSQL", url, "--database-only", "--reuse-db")
    if failed:
        sys.exit(f"Failed: {', '.join(failed)}.")
    print("Everything passed, on SQLite and on PostgreSQL.")


def test_on(database, url, *options):
    title = f"Tests on {database}"
    return [] if passes(title, [*PYTEST, *options], url) else [title]


def passes(title, command, database_url) -> bool:
    print(f"\n== {title}", flush=True)
    settings = {
        "DATABASE_URL": database_url,
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "PYTHONUNBUFFERED": "1",
    }
    code = subprocess.run(command, cwd=ROOT, env=os.environ | settings).returncode
    if code < 0:
        print(f"{title}: ended from outside, by signal {-code}.", flush=True)
    return code == 0


if __name__ == "__main__":
    main()
