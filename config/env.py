"""Reading settings from the environment: a wrong value stops the start and is named.

Every function returns the default when the variable is absent or empty. A default of
``REQUIRED`` makes the variable compulsory.
"""

import os
import re

from django.core.exceptions import ImproperlyConfigured

REQUIRED = object()
_BOOLEANS = {"true": True, "1": True, "yes": True, "on": True}
_BOOLEANS |= {"false": False, "0": False, "no": False, "off": False}

# A name, an IPv4 address, an IPv6 address in brackets, .example.org for all below it, or *.
_HOST = re.compile(r"\*|\.?[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*\.?|\[[0-9A-Fa-f:.]+\]")
_ADDRESS = re.compile(r"https?://([A-Za-z0-9_.-]+|\[[0-9A-Fa-f:.]+\])(:\d+)?")


def text(name: str, default=""):
    value = os.environ.get(name, "").strip()
    if value:
        return value
    if default is REQUIRED:
        raise ImproperlyConfigured(f"Set {name} in the environment. It may not be empty.")
    return default


def flag(name: str, *, default: bool) -> bool:
    raw = os.environ.get(name, "").strip()
    if not raw:
        return default
    try:
        return _BOOLEANS[raw.lower()]
    except KeyError:
        raise ImproperlyConfigured(f"{name} must be true or false, not {raw!r}.") from None


def number(name: str, *, default: int, low: int, high: int) -> int:
    raw = os.environ.get(name, "").strip()
    if not raw:
        return default
    if not raw.isdecimal() or not low <= int(raw) <= high:
        raise ImproperlyConfigured(
            f"{name} must be a whole number from {low} to {high}, not {raw!r}."
        )
    return int(raw)


def hosts(name: str, *, default: tuple[str, ...]) -> list[str]:
    """Host names separated by commas, as browsers send them: without http:// and port."""
    raw = os.environ.get(name, "")
    found = [part.strip() for part in raw.split(",") if part.strip()]
    wrong = next((host for host in found if not _HOST.fullmatch(host)), None)
    if wrong is not None:
        raise ImproperlyConfigured(
            f"{name} must hold host names without http:// and port, such as "
            f"accord.example.org, not {wrong!r}."
        )
    return found or list(default)


def web_address(name: str, *, default: str = "") -> str:
    """An address that begins with http:// or https://, without path and slash at its end."""
    value = text(name, default).rstrip("/")
    if value and not value.startswith(("http://", "https://")):
        raise ImproperlyConfigured(f"{name} must begin with http:// or https://, not {value!r}.")
    if value and not _ADDRESS.fullmatch(value):
        raise ImproperlyConfigured(
            f"{name} must end with the host or its port, such as https://accord.example.org, "
            f"not {value!r}."
        )
    return value
