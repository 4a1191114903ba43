"""What a backup holds: every row of every table, in a form that both databases read.

A row is a list of JSON values in the order of its table's columns, keys of the database
included, so that a phone's cookie finds its seat again.
"""

import base64
import datetime
import decimal
import uuid
from collections.abc import Iterator

from django.apps import apps
from django.db import models
from django.db.migrations.recorder import MigrationRecorder

CHUNK = 1000


def tables() -> dict[str, type[models.Model]]:
    """Table name to model, for every table that this installation keeps; the links too."""
    kept = (m for m in apps.get_models(include_auto_created=True) if m._meta.managed)
    return {model._meta.db_table: model for model in kept if not model._meta.proxy}


def columns(model) -> list[str]:
    return [field.column for field in model._meta.concrete_fields]


def migrations(connection) -> list[str]:
    """What the tables look like, told by the migrations that made them."""
    applied = MigrationRecorder(connection).applied_migrations()
    return sorted(f"{app}.{name}" for app, name in applied)


def rows(model, using: str) -> Iterator[list]:
    names = [field.attname for field in model._meta.concrete_fields]
    stored = model._base_manager.using(using).order_by("pk").values_list(*names)
    return map(list, stored.iterator(chunk_size=CHUNK))


def plain(value):
    """What JSON has no word for. Times keep their microseconds: answers are ordered by them."""
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, uuid.UUID | decimal.Decimal):
        return str(value)
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(value).decode()
    raise TypeError(type(value))


def stored(field, value, connection):
    """A value of a backup as the database takes it."""
    if not isinstance(field, models.JSONField):
        value = field.to_python(value)
    return field.get_db_prep_save(value, connection)
