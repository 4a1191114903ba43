"""DATABASE_URL to Django's DATABASES entry: a SQLite file for a laptop, PostgreSQL for a hub."""

from pathlib import Path

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

# IMMEDIATE makes two people who save at once wait for each other instead of failing with
# "database is locked". FULL costs a tenth of the throughput, and a power cut then takes no
# answer that a phone was told is stored.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA cache_size=-20000;"
        "PRAGMA mmap_size=134217728;PRAGMA temp_store=MEMORY;PRAGMA journal_size_limit=27103364;"
    ),
}


def database(url: str, *, default_file: Path) -> dict:
    """Shape of one DATABASES entry. Raises ImproperlyConfigured with the variable's name."""
    if not url:
        default_file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        url = f"sqlite:///{default_file}"
    try:
        # Connections stay open: on PostgreSQL a login for each request is five times slower.
        entry = dj_database_url.parse(url, conn_max_age=None, conn_health_checks=True)
    except (ValueError, KeyError, dj_database_url.UnknownSchemeError) as error:
        raise ImproperlyConfigured(
            "DATABASE_URL must look like sqlite:///file or postgres://user:password@host/name."
        ) from error
    if entry["NAME"] in ("", ":memory:"):
        raise ImproperlyConfigured(
            "DATABASE_URL must name a database: processes share nothing else."
        )
    if entry["ENGINE"].endswith("sqlite3"):
        entry["OPTIONS"] = entry.get("OPTIONS", {}) | SQLITE_OPTIONS
    elif not entry["ENGINE"].endswith("postgresql"):
        raise ImproperlyConfigured("DATABASE_URL must name SQLite or PostgreSQL.")
    return entry
