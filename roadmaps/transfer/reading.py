"""Reading a workshop file back: checked whole, then written whole or not at all."""

import base64
import hashlib
import json
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import Error as DatabaseError
from django.db import models, transaction

from accounts.models import User
from alignment.models import Workshop
from diagnostics.models import BankRelease
from roadmaps.transfer.kinds import KINDS, RELEASE_FIELDS, Kind
from roadmaps.transfer.writing import SCHEMA

LARGEST_MEMBER = 500 * 1024 * 1024
# What the standard library raises for a damaged container; RuntimeError: it is encrypted.
_DAMAGED = (EOFError, RuntimeError, ValueError, zipfile.BadZipFile, zlib.error, lzma.LZMAError)
# What is no JSON, or nested deeper than any row of ours.
_NO_JSON = (ValueError, RecursionError)
# What no database takes: an empty key, a null or half a character, too large a number.
_UNFIT = (DatabaseError, ValueError, TypeError, OverflowError)
BATCH = 500


class BrokenFile(Exception):
    """The file is not a whole workshop file; the text says what to do. Nothing was stored."""


@transaction.atomic
def read_workshop(path: Path) -> Workshop:
    """Restore the workshop. Raises BrokenFile; all rows are written, or none.

    Facilitators are attached again where their account exists on this server.
    """
    return _restore(_members(path))


def _restore(members: dict[str, list[dict]]) -> Workshop:
    code = members["workshop"][0].get("code")
    if not isinstance(code, str) or not code.isalnum():
        raise BrokenFile("The workshop in the file has no code. Export it again.")
    if Workshop.objects.filter(code=code).exists():
        raise BrokenFile(
            f"A workshop with the code {code} is already here and is left as it is. "
            "Restore the file into another database."
        )
    placed = {BankRelease: [_release(row) for row in members["releases"]]}
    for kind in KINDS:
        placed[kind.model] = _Restored(kind, placed).write(members[kind.name])
    workshop = placed[Workshop][0]
    _stay(workshop)
    return workshop


def _stay(workshop: Workshop) -> None:
    """Whoever restores a workshop wants it, though it was to be deleted where it came from."""
    if workshop.delete_at:
        workshop.delete_at = None
        workshop.save(update_fields=["delete_at"])


# --- the container -----------------------------------------------------------------------


def _members(path: Path) -> dict[str, list[dict]]:
    try:
        with zipfile.ZipFile(path) as file:
            return _checked_members(file)
    except OSError as error:
        raise BrokenFile(f"{path} cannot be read: {error.strerror or error}.") from None
    except _DAMAGED:
        raise BrokenFile(
            f"{path.name} is not a workshop file, or it is damaged. Export the workshop again."
        ) from None


def _checked_members(file: zipfile.ZipFile) -> dict[str, list[dict]]:
    manifest = _manifest(file)
    names = {"releases", *(kind.name for kind in KINDS)}
    wanted = {f"{name}.jsonl" for name in names} | {"manifest.json"}
    surplus = sorted(set(file.namelist()) - wanted)
    if surplus:
        raise BrokenFile(f"The file holds what a workshop file does not hold: {surplus[0]!r}.")
    # An earlier version of Accord kept fewer kinds of rows.
    unknown_then = {name for name in names if name not in manifest} - set(_names(file))
    members = {name: list(_lines(file, name, manifest)) for name in sorted(names - unknown_then)}
    members |= {name: [] for name in unknown_then}
    if len(members["workshop"]) != 1:
        raise BrokenFile("The file must hold exactly one workshop. Export it again.")
    return members


def _names(file) -> list[str]:
    return [name.removesuffix(".jsonl") for name in file.namelist()]


def _manifest(file) -> dict:
    try:
        manifest = json.loads(_bytes(file, "manifest.json"))
        known = manifest["format"] == "accord-workshop"
        schema = int(manifest["schema"])
        members = dict(manifest["members"])
    except (KeyError, TypeError, OverflowError, *_NO_JSON):
        raise BrokenFile("The file has no readable manifest. Is it a workshop file?") from None
    if not known:
        raise BrokenFile("This is not a workshop file. Export the workshop again.")
    if schema > SCHEMA:
        raise BrokenFile("The file was written by a newer version of Accord. Update this one.")
    return members


def _bytes(file, name: str) -> bytes:
    try:
        info = file.getinfo(name)
    except KeyError:
        raise BrokenFile(f"The file is not whole: {name} is missing. Export it again.") from None
    if info.file_size > LARGEST_MEMBER:
        raise BrokenFile(f"{name} is too large to be part of a workshop file.")
    return file.read(info)


def _lines(file, name: str, members: dict) -> Iterator[dict]:
    body = _bytes(file, f"{name}.jsonl")
    declared = members.get(name)
    if not isinstance(declared, dict) or declared.get("sha256") != _sha256(body):
        raise BrokenFile(f"{name}.jsonl was changed or damaged. Export the workshop again.")
    for line in filter(None, body.split(b"\n")):
        row = _plain(line)
        if not isinstance(row, dict):
            raise BrokenFile(f"{name}.jsonl holds a line that is not a row. Export it again.")
        yield row


def _plain(line: bytes):
    """None when the line is not JSON."""
    try:
        return json.loads(line)
    except _NO_JSON:
        return None


def _sha256(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def _release(row: dict) -> BankRelease:
    """The release as it is here, or its description when its bank was never loaded here."""
    fields = {name: row[name] for name in RELEASE_FIELDS if name in row}
    place = {name: fields.get(name) for name in ("slug", "version")}
    try:
        found = BankRelease.objects.filter(**place).first()
        return found or BankRelease.objects.create(**fields)
    except _UNFIT:
        raise BrokenFile("A question bank in the file cannot be read. Export it again.") from None


# --- the rows ----------------------------------------------------------------------------


class _Restored:
    """The rows of one kind, with references resolved among the kinds before it."""

    def __init__(self, kind: Kind, placed: dict[type, list]):
        self.kind = kind
        self.placed = placed
        self.fields = {field.name: field for field in kind.fields}
        self.links = {link.name: link for link in kind.links}
        self.users = dict(User.objects.values_list("email", "pk")) if self._names_users() else {}
        # References among the kind's own rows, which may point to a later one.
        self.among = [name for name, f in self.fields.items() if f.related_model is kind.model]

    def write(self, rows: list[dict]) -> list[models.Model]:
        """The new rows in the file's order; None where a facilitator is unknown here."""
        made = [self._row(number, row) for number, row in enumerate(rows, start=1)]
        self._create([row for row in made if row is not None])
        self._point(made, rows)
        for row, plain in zip(made, rows, strict=True):
            self._link(row, plain, made)
        return made

    def _point(self, made: list, rows: list[dict]) -> None:
        if not (self.among and made):
            return
        for row, plain in zip(made, rows, strict=True):
            for name in self.among:
                if plain.get(name) is not None:
                    setattr(row, name, self._among(made, plain[name]))
        self.kind.model.objects.bulk_update(made, self.among, batch_size=BATCH)

    def _among(self, made, place):
        try:
            return _at(made, place)
        except (IndexError, ValueError):
            raise BrokenFile(
                f"{self.kind.name}: a row refers to one that is absent. Export it again."
            ) from None

    def _create(self, rows) -> None:
        try:
            self._store(rows)
        except _UNFIT:
            raise BrokenFile(
                f"Rows of {self.kind.name} contradict each other, or hold what cannot be stored."
            ) from None

    def _store(self, rows) -> None:
        """Times that the database sets on creation stay as they are in the file."""
        stamped = [name for name, field in self.fields.items() if _stamps_itself(field)]
        times = [[getattr(row, name) for name in stamped] for row in rows]
        self.kind.model.objects.bulk_create(rows, batch_size=BATCH)
        for row, originals in zip(rows, times, strict=True):
            for name, original in zip(stamped, originals, strict=True):
                setattr(row, name, original)
        if stamped and rows:
            self.kind.model.objects.bulk_update(rows, stamped, batch_size=BATCH)

    def _row(self, number: int, plain: dict):
        unknown = sorted(plain.keys() - self.fields.keys() - self.links.keys())
        if unknown:
            raise BrokenFile(f"{self.kind.name}, row {number}: {unknown[0]!r} is not known here.")
        try:
            row = self.kind.model(
                **{
                    self.fields[name].attname: self._value(self.fields[name], value)
                    for name, value in plain.items()
                    if name in self.fields and name not in self.among
                }
            )
            faults = self._faults(row)
        except ValidationError as error:
            faults = error.messages
        except (ValueError, TypeError, IndexError, KeyError, OverflowError):
            raise BrokenFile(f"{self.kind.name}, row {number} cannot be read.") from None
        if faults:
            raise BrokenFile(f"{self.kind.name}, row {number}: {'; '.join(faults)}")
        lost = self.kind.name == "facilitators" and row.user_id is None
        return None if lost else row

    def _faults(self, row) -> list[str]:
        """What no form would have stored; but a form may ask for more than a row must have."""
        try:
            row.clean_fields(exclude=[n for n, f in self.fields.items() if f.is_relation])
        except ValidationError as error:
            found = [(name, e) for name, es in error.error_dict.items() for e in es]
            return [f"{n}: {' '.join(e.messages)}" for n, e in found if e.code != "blank"]
        return []

    def _names_users(self) -> bool:
        return any(field.related_model is User for field in self.fields.values())

    def _value(self, field, value):
        if value is None:
            return None
        if isinstance(field, models.ForeignKey):
            return self._reference(field, value)
        if isinstance(field, models.BinaryField):
            return base64.b64decode(value, validate=True)
        return field.to_python(value)

    def _reference(self, field, value):
        if field.related_model is User:
            return self.users.get(value)
        return _at(self.placed[field.related_model], value).pk

    def _link(self, row, plain: dict, made: list) -> None:
        for name, link in self.links.items():
            rows = {self.kind.model: made} | self.placed
            try:
                keys = [_at(rows[link.related_model], place).pk for place in plain.get(name, [])]
            except (IndexError, TypeError, ValueError):
                raise BrokenFile(f"{self.kind.name}: a row refers to one that is absent.") from None
            getattr(row, name).set(keys)


def _at(rows: list[models.Model], place) -> models.Model:
    if not isinstance(place, int) or place < 1:
        raise ValueError(place)
    return rows[place - 1]


def _stamps_itself(field) -> bool:
    return getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False)
