"""`make restore FILE=...`: this laptop takes over what a backup holds, keys included."""

import os
import sys
from pathlib import Path

from scripts import environment, room, run

EXAMPLE = "make restore FILE=/media/stick/accord/accord-20260302-101500-000000.zip"


def main():
    os.umask(0o077)
    file = os.environ.get("FILE", "").strip()
    if not file:
        sys.exit(f"Say which file: {EXAMPLE}")
    environment.prepare("requirements.txt")
    print(take_over(Path(file).resolve()))
    print("Go on with: make run LAN=1, at the address that the first laptop had.")


def take_over(file: Path) -> str:
    variables = run.settings_for(room.chosen({}))
    run.manage(variables, "migrate", "--noinput", "-v0")
    replace = os.environ.get("REPLACE", "").strip().lower() in room.YES
    return run.manage(
        variables, "restore", str(file), "--keys", *(["--replace"] if replace else [])
    )


if __name__ == "__main__":
    main()
