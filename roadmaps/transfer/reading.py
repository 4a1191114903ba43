"""Reading a workshop file back: checked whole, then written whole or not at all."""

import base64
from collections.abc import Iterable
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import Error as DatabaseError
from django.db import models, transaction

from accounts.models import User
from alignment.models import Workshop
from diagnostics.models import BankRelease
from roadmaps.transfer.container import BATCH_ROWS, BrokenFile, Container, opened
from roadmaps.transfer.kinds import KINDS, RELEASE_FIELDS, WORKSHOP, Kind

# What no database takes: an empty key, a null or half a character, too large a number.
_UNFIT = (DatabaseError, ValueError, TypeError, OverflowError)


@transaction.atomic
def read_workshop(path: Path) -> Workshop:
    """Restore the workshop. Raises BrokenFile; all rows are written, or none.

    Facilitators are attached again where their account exists on this server.
    """
    with opened(path) as container:
        return _restore(container)


def _restore(container: Container) -> Workshop:
    _ensure_new(container)
    placed = {BankRelease: [_release(row).pk for row in container.rows("releases")]}
    for kind in KINDS:
        placed[kind.model] = _Restored(kind, placed).write(container.batches(kind.name))
    workshop = Workshop.objects.get(pk=placed[Workshop][0])
    _stay(workshop)
    return workshop


def _ensure_new(container) -> None:
    rows = list(container.rows(WORKSHOP.name))
    if len(rows) != 1:
        raise BrokenFile("The file must hold exactly one workshop. Export it again.")
    code = rows[0].get("code")
    if not isinstance(code, str) or not code.isalnum():
        raise BrokenFile("The workshop in the file has no code. Export it again.")
    if Workshop.objects.filter(code=code).exists():
        raise BrokenFile(
            f"A workshop with the code {code} is already here and is left as it is. "
            "Restore the file into another database."
        )


def _stay(workshop: Workshop) -> None:
    """Whoever restores a workshop wants it, though it was to be deleted where it came from."""
    if workshop.delete_at:
        workshop.delete_at = None
        workshop.save(update_fields=["delete_at"])


def _release(row: dict) -> BankRelease:
    """The release as it is here, or its description when its bank was never loaded here."""
    fields = {name: row[name] for name in RELEASE_FIELDS if name in row}
    place = {name: fields.get(name) for name in ("slug", "version")}
    try:
        found = BankRelease.objects.filter(**place).first()
        return found or BankRelease.objects.create(**fields)
    except _UNFIT:
        raise BrokenFile("A question bank in the file cannot be read. Export it again.") from None


class _Restored:
    """The rows of one kind, with references resolved among the kinds before it.

    Of what is written only the keys stay in memory: a row may carry a file.
    """

    def __init__(self, kind: Kind, placed: dict[type, list]):
        self.kind = kind
        self.placed = placed
        self.fields = {field.name: field for field in kind.fields}
        self.links = {link.name: link for link in kind.links}
        self.users = dict(User.objects.values_list("email", "pk")) if self._names_users() else {}
        # References among the kind's own rows, which may point to a later one.
        self.among = [name for name, f in self.fields.items() if f.related_model is kind.model]

    def write(self, batches: Iterable[list[dict]]) -> list:
        """The new rows' keys in the file's order; None where a facilitator is unknown here."""
        keys: list = []
        pointing: list[dict] = []
        for batch in batches:
            made = [self._row(len(keys) + n, row) for n, row in enumerate(batch, start=1)]
            self._create([row for row in made if row is not None])
            keys += [row and row.pk for row in made]
            if self.among or self.links:
                wanted = {*self.among, *self.links}
                pointing += [{n: v for n, v in row.items() if n in wanted} for row in batch]
        rows = list(zip(map(self._known, keys), pointing, strict=False))
        self._point(rows, keys)
        for row, plain in rows:
            self._link(row, plain, keys)
        return keys

    def _known(self, key):
        """A stored row by its key alone, to point from."""
        return self.kind.model(pk=key)

    def _point(self, rows: list[tuple], keys: list) -> None:
        if not (self.among and rows):
            return
        for row, plain in rows:
            for name in self.among:
                if plain.get(name) is not None:
                    setattr(row, self.fields[name].attname, self._among(keys, plain[name]))
        pointing = [row for row, _plain in rows]
        self.kind.model.objects.bulk_update(pointing, self.among, batch_size=BATCH_ROWS)

    def _among(self, keys, place):
        try:
            return _at(keys, place)
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
        self.kind.model.objects.bulk_create(rows, batch_size=BATCH_ROWS)
        for row, originals in zip(rows, times, strict=True):
            for name, original in zip(stamped, originals, strict=True):
                setattr(row, name, original)
        if stamped and rows:
            self.kind.model.objects.bulk_update(rows, stamped, batch_size=BATCH_ROWS)

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
        return _at(self.placed[field.related_model], value)

    def _link(self, row, plain: dict, own: list) -> None:
        for name, link in self.links.items():
            keys = {self.kind.model: own} | self.placed
            try:
                linked = [_at(keys[link.related_model], place) for place in plain.get(name, [])]
            except (IndexError, TypeError, ValueError):
                raise BrokenFile(f"{self.kind.name}: a row refers to one that is absent.") from None
            getattr(row, name).set(linked)


def _at(keys: list, place):
    """The key of the row at this place, from 1."""
    if not isinstance(place, int) or place < 1:
        raise ValueError(place)
    return keys[place - 1]


def _stamps_itself(field) -> bool:
    return getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False)
