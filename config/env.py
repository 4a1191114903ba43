"""Reading settings from the environment: a wrong value stops the start and is named.

Every function returns the default when the variable is absent or empty. A default of
``REQUIRED`` makes the variable compulsory.
"""

import os

from django.core.exceptions import ImproperlyConfigured

REQUIRED = object()
_BOOLEANS = {"true": True, "1": True, "yes": True, "on": True}
_BOOLEANS |= {"false": False, "0": False, "no": False, "off": False}


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


def names(name: str, *, default: tuple[str, ...] = ()) -> list[str]:
    """A list separated by commas."""
    raw = os.environ.get(name, "")
    return [part.strip() for part in raw.split(",") if part.strip()] or list(default)


def web_address(name: str, *, default: str = "") -> str:
    """An address that begins with http:// or https://, without a slash at its end."""
    value = text(name, default)
    if value and not value.startswith(("http://", "https://")):
        raise ImproperlyConfigured(f"{name} must begin with http:// or https://, not {value!r}.")
    return value.rstrip("/")
