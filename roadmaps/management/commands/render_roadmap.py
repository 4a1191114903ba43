from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from alignment.commanding import workshop_by_code
from alignment.vocabulary import WORKSHOP_LANGUAGES
from roadmaps.documents import prepared_document
from roadmaps.models import Document
from roadmaps.vocabulary import DocumentFault

KINDS = {f".{kind.ending}": kind for kind in reversed(Document.Kind)}


class Command(BaseCommand):
    help = "Write the roadmap as PDF, Word, Excel or figures: the signed file, or else a draft."

    def add_arguments(self, parser):
        known = dict(WORKSHOP_LANGUAGES) | dict(settings.LANGUAGES)
        parser.add_argument("code", help="the workshop's code")
        parser.add_argument("--language", default="en", choices=sorted(known))
        parser.add_argument(
            "--output", type=Path, required=True, help=", ".join(f"*{e}" for e in KINDS)
        )
        parser.add_argument("--brief", action="store_true", help="the minister's brief, as PDF")

    def handle(self, *, code, language, output, brief, **options):
        workshop = workshop_by_code(code)
        kind = KINDS.get(output.suffix.lower())
        if kind is None:
            raise CommandError(
                "The output's name must end with .pdf, .docx or .xlsx; or with .json or .zip for "
                "the figures alone."
            )
        if brief and kind != Document.Kind.PDF:
            raise CommandError("The brief is a PDF: let the output's name end with .pdf.")
        kind = Document.Kind.BRIEF if brief else kind
        document = prepared_document(workshop=workshop, kind=kind, language=language)
        if document.state == Document.State.FAILED:
            raise CommandError(str(DocumentFault(document.fault).label))
        self._write(output, bytes(document.content))
        state = f"version {document.version.number}" if document.version else "a draft"
        self.stdout.write(f"{output} is {state}.")

    def _write(self, output, content):
        try:
            output.write_bytes(content)
        except OSError as error:
            raise CommandError(f"{output} cannot be written: {error.strerror}.") from None
