"""Writing a backup: a zip of JSON lines with a manifest of hashes, and the keys."""

import hashlib
import json
import os
import zipfile
from pathlib import Path

from django.db import connections
from django.utils import timezone

from roadmaps.backups.keys import kept_keys
from roadmaps.backups.moment import one_moment
from roadmaps.backups.reading import FORMAT, SCHEMA, checked
from roadmaps.backups.tables import columns, migrations, plain, rows, tables


def write_backup(path: Path) -> None:
    """Everything of this installation, as it is at one moment, read back before it counts.

    Only the owner may read the file: it holds every answer, and the key that signs seats.
    """
    unfinished = path.with_name(path.name + ".part")
    try:
        with open(unfinished, "wb", opener=_for_the_owner) as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as members:
                _write_members(members)
            file.flush()
            os.fsync(file.fileno())  # a stick may be pulled at any moment
        checked(unfinished)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def _for_the_owner(path, flags):
    return os.open(path, flags, 0o600)


def _write_members(file) -> None:
    manifest = {"format": FORMAT, "schema": SCHEMA, "written_at": timezone.now().isoformat()}
    with one_moment() as using:
        manifest["migrations"] = migrations(connections[using])
        manifest["tables"] = {
            name: _write_table(file, name, model, using) for name, model in tables().items()
        }
    keys = json.dumps(kept_keys()).encode()
    file.writestr("keys.json", keys)
    manifest["keys"] = hashlib.sha256(keys).hexdigest()
    file.writestr("manifest.json", json.dumps(manifest, indent=1))


def _write_table(file, name: str, model, using: str) -> dict:
    digest, number = hashlib.sha256(), 0
    with file.open(f"{name}.jsonl", "w", force_zip64=True) as member:
        for row in rows(model, using):
            line = json.dumps(row, default=plain, ensure_ascii=False).encode() + b"\n"
            member.write(line)
            digest.update(line)
            number += 1
    return {"columns": columns(model), "rows": number, "sha256": digest.hexdigest()}
