"""`make bench`, or `python -m bench save results`: the rows named, or all, on both databases."""

import os
import subprocess
import sys
import tempfile

from scripts import ROOT
from scripts.postgres import private_server

ON_BOTH = ("save", "room", "results")
ROWS = (*ON_BOTH, "pdf", "memory")  # documents are rendered alike, whatever the database


def main():
    rows = sys.argv[1:] or ROWS
    unknown = [row for row in rows if row not in ROWS]
    if unknown:
        sys.exit(f"No such row: {', '.join(unknown)}. There are: {', '.join(ROWS)}.")
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        failed |= measure("SQLite", f"sqlite:///{folder}/bench.sqlite3", folder, rows)
        rows = [row for row in rows if row in ON_BOTH]
        if rows:
            with private_server(options=()) as url:  # as careful with the disk as in production
                failed |= measure("PostgreSQL", url, folder, rows)
    sys.exit(failed)


def measure(database, url, folder, rows) -> bool:
    """True when something went wrong; a missed budget is printed, not a failure."""
    print(f"\n{database}", flush=True)
    settings = {
        "DATABASE_URL": url,
        "BENCH_FOLDER": folder,
        "SECRET_KEY": "only-for-measuring",
        "DEBUG": "false",
        "HTTPS": "false",
        "DJANGO_SETTINGS_MODULE": "bench.settings",
    }
    command = [sys.executable, "-m", "bench.measure", *rows]
    return subprocess.run(command, cwd=ROOT, env=os.environ | settings).returncode != 0


if __name__ == "__main__":
    main()
