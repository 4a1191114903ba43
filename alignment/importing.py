"""What every import has in common: read, say what it would do, then write all of it or nothing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.core.management.base import CommandError
from django.db import transaction

from alignment.commanding import ChangeCommand
from alignment.findings import Advice
from alignment.models import Workshop
from alignment.tables import Column, Row, TableFaults, raise_faults, read_rows


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """``lines`` say in sentences what would be done; ``apply`` does it. ``advice`` tells what
    an organiser would check afterwards."""

    lines: list[str]
    apply: Callable[[], None]
    advice: Sequence[Advice] = ()


EverydayReader = Callable[[Workshop, bytes | str, list[str]], tuple[bytes | str, list[str]]]


@dataclass(frozen=True, slots=True)
class Importer:
    """A kind of table. ``plan(workshop, rows, by)`` checks the rows against the workshop.

    Rows whose cells could not be read come too, with empty values and their faults noted, so
    that everything wrong is said at once. ``plan`` notes more and raises TableFaults with all
    of it, or ValidationError when no import is possible now.

    ``everyday`` puts a table with other column names into ours, for pages; it returns the table
    and sentences that say how it was read.
    """

    name: str
    columns: Sequence[Column]
    plan: Callable[[Workshop, list[Row], object], ImportPlan]
    everyday: EverydayReader | None = None

    @property
    def column_names(self) -> list[str]:
        return [column.name for column in self.columns]


def preview(importer: Importer, workshop: Workshop, source: bytes | str, by=None) -> ImportPlan:
    """What the import would do. Raises TableFaults or ValidationError; writes nothing."""
    rows = read_rows(source, importer.columns)
    plan = importer.plan(workshop, rows, by)
    raise_faults(rows)
    return plan


@transaction.atomic
def run_import(importer: Importer, workshop: Workshop, source: bytes | str, by=None) -> ImportPlan:
    """Do it: all rows or, on any fault, none."""
    Workshop.objects.select_for_update().get(pk=workshop.pk)
    plan = preview(importer, workshop, source, by)
    plan.apply()
    return plan


class ImportCommand(ChangeCommand):
    """``import_<name> CODE FILE [--dry-run]``."""

    importer: Importer

    def add_arguments(self, parser):
        parser.add_argument("code", help="the workshop's code")
        parser.add_argument("file", help="a CSV (UTF-8) or XLSX file")
        parser.add_argument("--dry-run", action="store_true", help="say what would be done only")

    def handle(self, *, code, file, dry_run, **options):
        run = preview if dry_run else run_import
        with self.changing(code) as workshop:
            try:
                plan = run(self.importer, workshop, _content(file))
            except TableFaults as faults:
                raise CommandError(str(faults)) from None
        for line in plan.lines:
            self.stdout.write(line)


def _content(file: str) -> bytes:
    try:
        return Path(file).read_bytes()
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}.") from None
