"""What lies beside the database and a second laptop needs: the key that signs seats, and what
`make run` keeps in its folder.
"""

import os
from pathlib import Path

from django.conf import settings

SECRET = "secret_key"
KEPT = (SECRET, "facilitator_password", "demo_code", "address")


def kept_keys() -> dict[str, str]:
    """Name to text. The key in use counts, wherever it came from."""
    found = {name: _read(settings.KEYS_DIR / name) for name in KEPT}
    return {name: text for name, text in found.items() if text} | {SECRET: settings.SECRET_KEY}


def keep_keys(keys: dict[str, str]) -> None:
    """As `make run` keeps them: for the owner only. One that is not given is forgotten."""
    folder: Path = settings.KEYS_DIR
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name in KEPT:
        (folder / name).unlink(missing_ok=True)
        if name in keys:
            with open(folder / name, "x", opener=_for_the_owner) as file:
                file.write(keys[name] + "\n")


def _read(path: Path) -> str:
    return path.read_text().strip() if path.exists() else ""


def _for_the_owner(path, flags):
    return os.open(path, flags, 0o600)
