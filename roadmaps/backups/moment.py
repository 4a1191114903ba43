"""Reading the whole database as it is at one moment, while people go on answering."""

from contextlib import contextmanager

from django.db import connection, connections, transaction

READER = "backup"


@contextmanager
def one_moment():
    """Yields the alias of a connection of its own that sees one moment and locks nobody out.

    On SQLite a reader of a write-ahead log sees the database as it was when it began; on
    PostgreSQL that is asked for.
    """
    reader = connection.copy(alias=READER)
    if connection.vendor == "sqlite":
        # The usual IMMEDIATE would keep everybody from saving until the backup is written.
        reader.settings_dict["OPTIONS"]["transaction_mode"] = "DEFERRED"
    connections[READER] = reader
    try:
        with transaction.atomic(using=READER):
            _hold_still(reader)
            yield READER
    finally:
        reader.close()
        del connections[READER]


def _hold_still(reader) -> None:
    if reader.vendor == "postgresql":
        with reader.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
