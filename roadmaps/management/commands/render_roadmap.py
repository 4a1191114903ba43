from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from alignment.importing import workshop_by_code
from alignment.vocabulary import WORKSHOP_LANGUAGES
from roadmaps.documents import prepared_document
from roadmaps.models import Document
from roadmaps.vocabulary import DocumentFault


class Command(BaseCommand):
    help = "Write the roadmap as PDF, Word or Excel: the signed file, or else a draft."

    def add_arguments(self, parser):
        known = dict(WORKSHOP_LANGUAGES) | dict(settings.LANGUAGES)
        parser.add_argument("code", help="the workshop's code")
        parser.add_argument("--language", default="en", choices=sorted(known))
        parser.add_argument("--output", type=Path, required=True, help="*.pdf, *.docx or *.xlsx")

    def handle(self, *, code, language, output, **options):
        workshop = workshop_by_code(code)
        kind = output.suffix.lower().removeprefix(".")
        if kind not in Document.Kind.values:
            raise CommandError("The output's name must end with .pdf, .docx or .xlsx.")
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
