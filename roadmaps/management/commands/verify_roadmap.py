from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from roadmaps.documents.verify import NotGenuine, verified_document


class Command(BaseCommand):
    help = "Say whether a PDF is the roadmap that both ministries signed."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="the PDF")

    def handle(self, *, file, **options):
        try:
            document = verified_document(file.read_bytes())
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from None
        except NotGenuine as reason:
            raise CommandError(str(reason)) from None
        version = document.version
        self.stdout.write(
            f"Genuine: {document.workshop.title}, version {version.number}, "
            f"signed by both ministries on {version.signed_at:%Y-%m-%d}."
        )
