"""What `make run` keeps in data/ from one start to the next: keys, the demo's code, an address."""

import secrets

from scripts import ROOT

DATA = ROOT / "data"
FACILITATOR = "facilitator@example.org"


def kept(name: str, make) -> str:
    """The text kept under ``name``; ``make()`` gives it the first time. For the owner only."""
    DATA.mkdir(mode=0o700, exist_ok=True)
    path = DATA / name
    if not path.exists():
        path.touch(mode=0o600)
    text = path.read_text().strip()
    if not text:
        text = make()
        path.write_text(text + "\n")
    return text


def secret_key() -> str:
    return kept("secret_key", lambda: secrets.token_urlsafe(50))


def facilitator_password() -> str:
    return kept("facilitator_password", lambda: secrets.token_urlsafe(12))


def forget(name: str) -> None:
    (DATA / name).unlink(missing_ok=True)


def remember(name: str, text: str) -> str:
    """Keep ``text`` and return what was kept before: empty the first time."""
    before = kept(name, lambda: text)
    (DATA / name).write_text(text + "\n")
    return "" if before == text else before
