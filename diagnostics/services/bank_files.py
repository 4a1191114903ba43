"""Printed parts of the bank: asked for by anybody, made once by the background worker.

A file is kept under the release's digest, its part and its language, so it never goes out of
date. Who asks again while it is being made, or after, starts nothing.
"""

from dataclasses import dataclass

from django.core.cache import cache
from django.utils.module_loading import import_string

DRAWING = 2  # Raise it when files of the same release should be drawn anew.
PATIENCE = 180
"""Seconds after which a file that still waits, or failed, may be asked for again."""

READY, WAITING, FAILED = "ready", "waiting", "failed"


@dataclass(frozen=True, slots=True)
class BankFile:
    """``part`` is a selection's code or another word of our own, never what a visitor wrote."""

    digest: str
    part: str
    language: str

    @property
    def key(self) -> str:
        return f"bank-file:{DRAWING}:{self.digest}:{self.language}:{self.part}"

    @property
    def content(self) -> bytes | None:
        """None until it is ready."""
        return cache.get(f"{self.key}:content")


def states_of(files: list[BankFile]) -> dict[str, str]:
    """By part; empty where nobody has asked yet. One query."""
    known = cache.get_many([file.key for file in files])
    return {file.part: known.get(file.key, "") for file in files}


def request_file(*, file: BankFile) -> bool:
    """Have it made, unless it is there, on its way, or failed just now. True when it was begun."""
    begun = cache.add(file.key, WAITING, PATIENCE)
    if begun:
        # By its name: the worker's side imports the renderers, which stand above services.
        import_string("diagnostics.tasks.print_bank_part").enqueue(file.part, file.language)
    return begun


def keep_file(*, file: BankFile, content: bytes) -> None:
    cache.set(f"{file.key}:content", content, None)
    cache.set(file.key, READY, None)


def fail_file(*, file: BankFile) -> None:
    cache.set(file.key, FAILED, PATIENCE)
