"""Writing a workshop file: a zip of JSON lines with a manifest of hashes."""

import base64
import datetime
import hashlib
import json
import zipfile
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from alignment.models import Workshop
from diagnostics.models import BankRelease
from roadmaps.transfer.kinds import KINDS, LARGEST_ROW, RELEASE_FIELDS, SCHEMA, Kind

_MANY = 500


class _Encoder(DjangoJSONEncoder):
    """Times keep their microseconds: revisions are ordered by them."""

    def default(self, o):
        return o.isoformat() if isinstance(o, datetime.datetime) else super().default(o)


def write_workshop(workshop: Workshop, path: Path) -> None:
    """Write everything of the workshop to ``path``, as it is at one moment.

    The file carries answers: it belongs to whoever runs the server. Raises ValidationError in a
    rehearsal: what was prepared before it lies aside until it ends.
    """
    ensure_not_rehearsed(workshop)
    unfinished = path.with_name(path.name + ".part")
    try:
        with transaction.atomic(), zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED) as file:
            _one_moment()
            _write_members(workshop, file)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def ensure_not_rehearsed(workshop: Workshop) -> None:
    if workshop.is_rehearsal:
        raise ValidationError(
            _(
                "A rehearsal is under way in %(code)s, and all that is entered now will be wiped. "
                "End it first, then export. A backup of everything can be made meanwhile."
            ),
            code="rehearsed",
            params={"code": workshop.code},
        )


def _one_moment() -> None:
    # SQLite's transaction is a snapshot already; PostgreSQL must be asked for one.
    if connection.vendor == "postgresql" and not connection.savepoint_ids:
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")


def _write_members(workshop, file) -> None:
    releases = _releases(workshop)
    places = {BankRelease: _places(releases), User: _emails(workshop)}
    members = {"releases": _write_lines(file, "releases", map(_plain_release, releases))}
    for kind in KINDS:
        members[kind.name] = _write_kind(kind, workshop, places, file)
    manifest = {
        "format": "accord-workshop",
        "schema": SCHEMA,
        "code": workshop.code,
        "written_at": timezone.now().isoformat(),
        "members": members,
    }
    file.writestr("manifest.json", json.dumps(manifest, indent=1))


def _releases(workshop) -> list[BankRelease]:
    used = workshop.questions.exclude(release=None).values("release")
    return list(BankRelease.objects.filter(pk__in=used).order_by("pk"))


def _plain_release(release: BankRelease) -> dict:
    return {name: getattr(release, name) for name in RELEASE_FIELDS}


def _emails(workshop) -> dict[int, str]:
    return dict(User.objects.filter(facilitates__workshop=workshop).values_list("pk", "email"))


def _places(rows) -> dict:
    return {row.pk: place for place, row in enumerate(rows, start=1)}


def _write_kind(kind: Kind, workshop, places, file) -> dict:
    """Rows that carry files are fetched one by one: a workshop may hold gigabytes of them."""
    rows = kind.rows(workshop)
    places[kind.model] = {pk: n for n, pk in enumerate(rows.values_list("pk", flat=True), 1)}
    rows = rows.prefetch_related(*(link.name for link in kind.links))
    with closing(rows.iterator(chunk_size=1 if kind.carries_files else _MANY)) as some:
        return _write_lines(file, kind.name, (_plain(kind, row, places) for row in some))


def _write_lines(file, name: str, rows: Iterable[dict]) -> dict:
    count, digest = 0, hashlib.sha256()
    with file.open(f"{name}.jsonl", "w", force_zip64=True) as member:
        for row in rows:
            line = f"{json.dumps(row, cls=_Encoder, ensure_ascii=False)}\n".encode()
            _ensure_readable(name, line)
            digest.update(line)
            member.write(line)
            count += 1
    return {"rows": count, "sha256": digest.hexdigest()}


def _ensure_readable(name, line: bytes) -> None:
    """What is written can be read back, or is not written."""
    if len(line) > LARGEST_ROW:
        raise ValidationError(
            _(
                "The workshop holds something too large for a workshop file (in %(name)s, "
                "%(size)d MB). Nothing was written. Make a backup of everything instead, and "
                "restore it elsewhere."
            ),
            code="too_large",
            params={"name": name, "size": len(line) // 1024**2},
        )


def _plain(kind: Kind, row, places) -> dict:
    plain = {field.name: _value(field, row, places) for field in kind.fields}
    for link in kind.links:
        linked = places[link.related_model]
        plain[link.name] = sorted(linked[other.pk] for other in getattr(row, link.name).all())
    return plain


def _value(field, row, places):
    value = getattr(row, field.attname)
    if isinstance(field, models.ForeignKey):
        # None: no reference, or a user who does not facilitate this workshop.
        return places[field.related_model].get(value)
    if isinstance(field, models.BinaryField) and value is not None:
        return base64.b64encode(value).decode()
    return value
