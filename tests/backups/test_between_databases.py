"""What was written on a laptop's SQLite is restored on a hub's PostgreSQL, and back."""

import os
import subprocess
import sys

from django.conf import settings

from scripts.postgres import private_server
from tests.backups.test_backup import rows_of


def manage(url, *arguments, typed=""):
    variables = {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=settings.BASE_DIR,
        env={"PATH": os.environ["PATH"]} | variables,
        input=typed,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_backup_travels_from_sqlite_to_postgresql_and_back(tmp_path):
    laptop, second = (f"sqlite:///{tmp_path}/{name}.sqlite3" for name in ("laptop", "second"))
    files = [str(tmp_path / f"{name}.zip") for name in ("laptop", "hub", "second")]
    manage(laptop, "migrate", "-v0")
    manage(laptop, "load_bank", "fixtures/pfm-hf-alignment")
    manage(laptop, "create_facilitator", "one@example.org", typed="a-long-password\n")
    manage(laptop, "create_demo", "--facilitator", "one@example.org")
    manage(laptop, "backup", files[0])

    with private_server() as hub:
        manage(hub, "migrate", "-v0")
        manage(hub, "restore", files[0])
        manage(hub, "backup", files[1])
        # The sequences go on behind what was restored.
        code = manage(hub, "create_demo", "--facilitator", "one@example.org").split()[-1]
    manage(second, "migrate", "-v0")
    manage(second, "restore", files[1])
    manage(second, "backup", files[2])

    assert len(code) == 6
    assert rows_of(files[1]) == rows_of(files[0])
    assert rows_of(files[2]) == rows_of(files[0])
