from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from roadmaps.backups.reading import BrokenBackup
from roadmaps.backups.writing import write_backup


class Command(BaseCommand):
    help = (
        "Write everything of this installation to one file, while people go on answering: "
        "workshops, answers, accounts, banks, documents, and the key that signs seats."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="the file to write")

    def handle(self, *, file, **options):
        try:
            write_backup(file)
        except OSError as error:
            raise CommandError(f"{file} cannot be written: {error.strerror or error}.") from None
        except BrokenBackup as fault:
            raise CommandError(f"The copy could not be read back. {fault}") from None
        self.stdout.write(f"Everything is in {file}. Keep it safe: it holds answers and keys.")
