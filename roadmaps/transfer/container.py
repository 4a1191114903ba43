"""The file around the rows: a zip of JSON lines with a manifest of hashes.

It is checked as a whole before the first row is given, and its rows come in batches: a workshop
with gigabytes of photos needs no more memory than one without.
"""

import hashlib
import json
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from roadmaps.transfer.kinds import KINDS, LARGEST_ROW, SCHEMA

BATCH_ROWS = 500
BATCH_BYTES = 16 * 1024 * 1024
_PIECE = 1024 * 1024
# What the standard library raises for a damaged container; RuntimeError: it is encrypted.
_DAMAGED = (EOFError, RuntimeError, ValueError, zipfile.BadZipFile, zlib.error, lzma.LZMAError)
# What is no JSON, or nested deeper than any row of ours.
_NO_JSON = (ValueError, RecursionError)


class BrokenFile(Exception):
    """The file is not a whole workshop file; the text says what to do. Nothing was stored."""


@contextmanager
def opened(path: Path) -> Iterator["Container"]:
    """Raises BrokenFile unless every member is as the manifest says."""
    with _refusing(path):
        file = zipfile.ZipFile(path)
    with file:
        with _refusing(path):
            container = Container(path, file)
        yield container


@contextmanager
def _refusing(path: Path):
    try:
        yield
    except OSError as error:
        raise BrokenFile(f"{path} cannot be read: {error.strerror or error}.") from None
    except _DAMAGED:
        raise BrokenFile(
            f"{path.name} is not a workshop file, or it is damaged. Export the workshop again."
        ) from None


class Container:
    def __init__(self, path: Path, file: zipfile.ZipFile):
        self._path = path
        self._file = file
        known = {"releases", *(kind.name for kind in KINDS)}
        members = _manifest(file)
        present = {member.removesuffix(".jsonl") for member in file.namelist()}
        surplus = sorted(set(file.namelist()) - {f"{n}.jsonl" for n in known} - {"manifest.json"})
        if surplus:
            raise BrokenFile(f"The file holds what a workshop file does not hold: {surplus[0]!r}.")
        # An earlier version of Accord kept fewer kinds of rows.
        self._absent = known - set(members) - present
        for member in sorted(known - self._absent):
            self._ensure_whole(member, members.get(member))

    def rows(self, name: str) -> Iterator[dict]:
        for batch in self.batches(name):
            yield from batch

    def batches(self, name: str) -> Iterator[list[dict]]:
        """The rows of one kind in the order of the file, some at a time."""
        batch, size = [], 0
        for line in self._lines(name):
            row = _plain(line)
            if not isinstance(row, dict):
                raise BrokenFile(f"{name}.jsonl holds a line that is not a row. Export it again.")
            batch.append(row)
            size += len(line)
            if len(batch) == BATCH_ROWS or size >= BATCH_BYTES:
                yield batch
                batch, size = [], 0
        if batch:
            yield batch

    def _ensure_whole(self, name: str, declared) -> None:
        digest = hashlib.sha256()
        with _member(self._file, f"{name}.jsonl") as member:
            while piece := member.read(_PIECE):
                digest.update(piece)
        if not isinstance(declared, dict) or declared.get("sha256") != digest.hexdigest():
            raise BrokenFile(f"{name}.jsonl was changed or damaged. Export the workshop again.")

    def _lines(self, name: str) -> Iterator[bytes]:
        """Without the empty ones."""
        if name in self._absent:
            return
        with _refusing(self._path), _member(self._file, f"{name}.jsonl") as member:
            while line := member.readline(LARGEST_ROW + 1):
                if len(line) > LARGEST_ROW:
                    raise BrokenFile(f"{name}.jsonl holds a row that is too large to be read.")
                if line != b"\n":
                    yield line


def _member(file, name: str):
    try:
        return file.open(name)
    except KeyError:
        raise BrokenFile(f"The file is not whole: {name} is missing. Export it again.") from None


def _manifest(file) -> dict:
    """The members as they were written, by name."""
    with _member(file, "manifest.json") as member:
        body = member.read(LARGEST_ROW)
    try:
        manifest = json.loads(body)
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


def _plain(line: bytes):
    """None when the line is not JSON."""
    try:
        return json.loads(line)
    except _NO_JSON:
        return None
