"""Reading a backup back: looked through whole, then put in place whole or not at all."""

import hashlib
import itertools
import json
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.color import no_style
from django.db import Error as DatabaseError
from django.db import connection, transaction

from accounts.models import User
from alignment.models import Workshop
from roadmaps.backups.keys import SECRET
from roadmaps.backups.tables import columns, migrations, stored, tables

FORMAT = "accord-backup"
SCHEMA = 1
# What the standard library raises for a damaged container; RuntimeError: it is encrypted.
_DAMAGED = (EOFError, RuntimeError, ValueError, zipfile.BadZipFile, zlib.error, lzma.LZMAError)
_NOT_OURS = (KeyError, TypeError, AttributeError, ValueError, RecursionError)
_UNFIT = (DatabaseError, ValidationError, ValueError, TypeError, OverflowError)
# SQLite takes 999 values in one statement wherever it was built.
MOST_VALUES = 900


class BrokenBackup(Exception):
    """The file cannot be restored here; the text says what to do. Nothing was changed."""


def checked(path: Path) -> dict:
    """The manifest, after every byte was compared with its hash. Raises BrokenBackup."""
    try:
        with zipfile.ZipFile(path) as file:
            manifest = _manifest(file)
            for name, table in manifest["tables"].items():
                _check(file, f"{name}.jsonl", table["sha256"], table["rows"])
            _check(file, "keys.json", manifest["keys"], None)
    except OSError as error:
        raise BrokenBackup(f"{path} cannot be read: {error.strerror or error}.") from None
    except _DAMAGED:
        raise BrokenBackup(
            f"{path.name} is not a backup, or it is damaged. Take an earlier backup."
        ) from None
    return manifest


def restore_backup(path: Path, *, replace: bool) -> dict[str, str]:
    """Put everything in place of what is here, and return the keys of the backup.

    Raises BrokenBackup; also when there are accounts or workshops here and not ``replace``.
    """
    manifest = checked(path)
    _ensure_same_version(manifest)
    try:
        with zipfile.ZipFile(path) as file, transaction.atomic():
            _ensure_room(replace)
            _empty()
            for name, model in tables().items():
                _fill(model, _lines(file, name))
            _set_sequences()
            keys = json.loads(file.read("keys.json"))
    except _UNFIT:
        raise BrokenBackup(
            f"{path.name} holds rows that contradict each other. Take an earlier backup."
        ) from None
    return keys


# --- looking through ----------------------------------------------------------------------


def _manifest(file) -> dict:
    try:
        manifest = json.loads(file.read("manifest.json"))
        ours, schema = manifest["format"] == FORMAT, int(manifest["schema"])
        whole = {name: table["sha256"] for name, table in manifest["tables"].items()}
        manifest["keys"], manifest["migrations"]
    except _NOT_OURS:
        raise BrokenBackup("The file has no readable manifest. Is it a backup?") from None
    if not ours:
        raise BrokenBackup("This is not a backup of Accord. Choose a file that `backup` wrote.")
    if schema > SCHEMA or not whole:
        raise BrokenBackup("The backup was written by a newer Accord. Update this one first.")
    return manifest


def _check(file, name: str, expected: str, rows: int | None) -> None:
    digest, lines = hashlib.sha256(), 0
    try:
        with file.open(name) as member:
            while part := member.read(1 << 20):
                digest.update(part)
                lines += part.count(b"\n")
    except KeyError:
        raise BrokenBackup(f"The backup is not whole: {name} is missing.") from None
    if digest.hexdigest() != expected or rows not in (None, lines):
        raise BrokenBackup(f"{name} was changed or damaged. Take an earlier backup.")


def _ensure_same_version(manifest: dict) -> None:
    theirs, ours = set(manifest["migrations"]), set(migrations(connection))
    if theirs - ours:
        raise BrokenBackup(
            "The backup was written by a newer version of Accord. Update this one, run "
            "`migrate`, then restore."
        )
    known = {name: columns(model) for name, model in tables().items()}
    held = {name: table.get("columns") for name, table in manifest["tables"].items()}
    if ours - theirs or known != held:
        raise BrokenBackup(
            "The backup was written by an older version of Accord. Restore it with that "
            "version, then update: the data is brought up to date on the way."
        )


def _ensure_room(replace: bool) -> None:
    if replace or not (Workshop.objects.exists() or User.objects.exists()):
        return
    raise BrokenBackup(
        "There are accounts or workshops here already, and they are left as they are. Restore "
        "into an empty database, or say --replace to lose them."
    )


# --- putting in place ---------------------------------------------------------------------


def _empty() -> None:
    """Keys between tables are looked at when all is done, so the order does not matter."""
    with connection.cursor() as cursor:
        for name in tables():
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(name)}")


def _lines(file, name: str) -> Iterator[list]:
    with file.open(f"{name}.jsonl") as member:
        for line in member:
            yield json.loads(line)


def _fill(model, lines: Iterator[list]) -> None:
    fields = model._meta.concrete_fields
    size = max(1, MOST_VALUES // len(fields))
    while batch := list(itertools.islice(lines, size)):
        values = [
            stored(field, value, connection)
            for line in batch
            for field, value in zip(fields, line, strict=True)
        ]
        with connection.cursor() as cursor:
            cursor.execute(_insert(model, len(batch)), values)


def _insert(model, rows: int) -> str:
    quote = connection.ops.quote_name
    names = ", ".join(quote(name) for name in columns(model))
    one = f"({', '.join(['%s'] * len(columns(model)))})"
    return f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES {', '.join([one] * rows)}"


def _set_sequences() -> None:
    """So that the next row gets a number that no restored row has."""
    statements = connection.ops.sequence_reset_sql(no_style(), list(tables().values()))
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def same_key(keys: dict[str, str], key: str) -> bool:
    """Whether phones stay signed in under ``key``."""
    return keys.get(SECRET) == key
