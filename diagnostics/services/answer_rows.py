"""The two rows of a save, each in one SQL statement.

Spelled out because one statement must add the answer or replace exactly the one that was
seen, whoever else writes at that moment; and because a save is what a room full of phones
waits for, and the ORM would take longer to word the statements than the database to run them.
"""

import datetime
import uuid

from django.db import connection

from diagnostics.models import AnswerRevision

BODY = ("value", "comment", "evidence", "origin", "mode", "answered_at", "received_at")
_PLACE = ("participant_id", "question_id", "round")
_ONCE = (*_PLACE, "mode")


def _insert(table: str, columns: tuple[str, ...]) -> str:
    places = ", ".join(["%s"] * len(columns))
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})"


# The answer does not give way when a revision of the new one has overtaken it on its way here.
_ANSWER = (*_PLACE, *BODY, "revision")
_PUT_ANSWER = f"""
    {_insert("diagnostics_answer", _ANSWER)}
    ON CONFLICT ({", ".join(_ONCE)}) DO UPDATE
    SET {", ".join(f"{name} = excluded.{name}" for name in (*BODY, "revision"))}
    WHERE diagnostics_answer.revision = %s
    AND NOT EXISTS (
        SELECT 1 FROM diagnostics_answerrevision AS later
        WHERE later.participant_id = excluded.participant_id
        AND later.replaces = excluded.revision
    )
"""
_REVISION = (*_PLACE, *BODY, "id", "replaces", "entered_by_id")
_PUT_REVISION = f"""
    {_insert("diagnostics_answerrevision", _REVISION)} ON CONFLICT (id) DO NOTHING
"""


def write_rows(new: AnswerRevision) -> bool:
    """Add the revision and let it be the answer, provided that the answer is as it names it.

    False: it is not, or the revision is there already; the caller then rolls back.
    """
    row = [_prepared(getattr(new, name)) for name in (*_PLACE, *BODY, "pk")]
    replaces = _prepared(new.replaces)
    with connection.cursor() as cursor:
        cursor.execute(_PUT_ANSWER, [*row, replaces])
        if cursor.rowcount != 1:
            return False
        cursor.execute(_PUT_REVISION, [*row, replaces, new.entered_by_id])
        return cursor.rowcount == 1


def _prepared(value):
    """As the database at hand takes it."""
    if isinstance(value, datetime.datetime):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(value, uuid.UUID) and not connection.features.has_native_uuid_field:
        return value.hex
    return value
