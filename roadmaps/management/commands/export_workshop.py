from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from alignment.commanding import workshop_by_code
from roadmaps.transfer.writing import write_workshop


class Command(BaseCommand):
    help = "Write a workshop with everything in it to a file. The file carries answers."

    def add_arguments(self, parser):
        parser.add_argument("code", help="the workshop's code")
        parser.add_argument("file", type=Path, help="the zip file to write")

    def handle(self, *, code, file, **options):
        workshop = workshop_by_code(code)
        try:
            write_workshop(workshop, file)
        except ValidationError as refusal:
            raise CommandError(" ".join(refusal.messages)) from None
        except OSError as error:
            raise CommandError(f"{file} cannot be written: {error.strerror}.") from None
        self.stdout.write(f"{workshop.code} written to {file}. Keep it safe: it holds answers.")
