from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from alignment.importing import workshop_by_code
from roadmaps.transfer.writing import write_workshop


class Command(BaseCommand):
    help = "Write a workshop with everything in it to a file. The file carries answers."

    def add_arguments(self, parser):
        parser.add_argument("code", help="the workshop's code")
        parser.add_argument("file", type=Path, help="the zip file to write")

    def handle(self, *, code, file, **options):
        workshop = workshop_by_code(code)
        if workshop.is_rehearsal:
            raise CommandError(
                f"A rehearsal is under way in {workshop.code}, and all that is entered now will "
                "be wiped. End it first, then export."
            )
        try:
            write_workshop(workshop, file)
        except OSError as error:
            raise CommandError(f"{file} cannot be written: {error.strerror}.") from None
        self.stdout.write(f"{workshop.code} written to {file}. Keep it safe: it holds answers.")
