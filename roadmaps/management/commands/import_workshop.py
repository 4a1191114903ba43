from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from roadmaps.transfer.container import BrokenFile
from roadmaps.transfer.reading import read_workshop


class Command(BaseCommand):
    help = "Restore a workshop from a file written by export_workshop."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="the zip file to read")

    def handle(self, *, file, **options):
        try:
            workshop = read_workshop(file)
        except BrokenFile as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(f"{workshop.code} restored: {workshop.title}")
