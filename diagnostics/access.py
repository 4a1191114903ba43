"""The seat that saves an answer and the question it answers, in one statement.

Two look-ups through the ORM cost more than storing the answer itself, so this one place
spells out its SQL. The rows come as ordinary objects that load what else is asked of them.
"""

import datetime
import json

from django.db import connection
from django.http import Http404

from alignment import seats
from alignment.models import Institution, Participant, Side, Workshop
from diagnostics.models import Question

_NAMES = {
    Participant: {"id", "role", "language", "speaks_for_side", "joined_at", "voided_at"},
    Institution: {"id"},
    Side: {"id", "code", "mode"},
    Workshop: {
        "id",
        "code",
        "state",
        "time_zone",
        "answering_began_at",
        "archived_at",
        "delete_at",
    },
    Question: {"id", "code", "who", "state", "round", "closed_at"},
}
# In the order of each model's fields, which is how objects take them.
_WANTED = {
    model: [field.attname for field in model._meta.concrete_fields if field.attname in names]
    for model, names in _NAMES.items()
}
_SELECT = """
    SELECT {columns}
    FROM alignment_participant
    JOIN alignment_workshop ON alignment_workshop.id = alignment_participant.workshop_id
    JOIN alignment_institution ON alignment_institution.id = alignment_participant.institution_id
    LEFT JOIN alignment_side ON alignment_side.id = alignment_institution.side_id
    LEFT JOIN diagnostics_question
        ON diagnostics_question.workshop_id = alignment_workshop.id
        AND diagnostics_question.code = %s
    WHERE alignment_participant.id = %s
    AND alignment_participant.session_key = %s
    AND alignment_workshop.code = %s
""".format(
    columns=", ".join(
        f"{model._meta.db_table}.{name}" for model, names in _WANTED.items() for name in names
    )
)


def seat_at_question(request, code: str, question_code: str) -> tuple[Participant, Question | None]:
    """The seat this device holds, and the workshop's question of that code, if there is one.

    Raises Http404 without a seat. A withdrawn one is given, so that it is told so in its own
    language.
    """
    claim = seats.claim_of(request, code)
    row = claim and _row(question_code, *claim, code.upper())
    if not row:
        raise Http404
    return _objects(row)


def _row(*params):
    with connection.cursor() as cursor:
        cursor.execute(_SELECT, params)
        return cursor.fetchone()


def _objects(row) -> tuple[Participant, Question | None]:
    values = iter(row)
    participant, institution, side, workshop, question = (
        _object(model, names, [next(values) for _ in names]) for model, names in _WANTED.items()
    )
    institution.side = side
    participant.institution, participant.workshop = institution, workshop
    return participant, question


def _object(model, names, values):
    if values[0] is None:
        return None
    pairs = zip(names, values, strict=True)
    return model.from_db(connection.alias, names, [_value(name, value) for name, value in pairs])


def _value(name, value):
    """SQLite gives times without a zone (they are in UTC); both give JSON as text."""
    if isinstance(value, datetime.datetime) and value.tzinfo is None:
        return value.replace(tzinfo=datetime.UTC)
    return json.loads(value) if name == "who" and value is not None else value
