from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from roadmaps.backups.keys import keep_keys
from roadmaps.backups.reading import BrokenBackup, restore_backup, same_key


class Command(BaseCommand):
    help = "Restore everything from a file that `backup` wrote, on either database."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="the file to read")
        parser.add_argument(
            "--replace", action="store_true", help="lose the accounts and workshops that are here"
        )
        parser.add_argument(
            "--keys", action="store_true", help="keep the keys too, where `make run` looks for them"
        )

    def handle(self, *, file, replace, keys, **options):
        try:
            found = restore_backup(file, replace=replace)
        except BrokenBackup as refusal:
            raise CommandError(str(refusal)) from None
        if keys:
            keep_keys(found)
        self.stdout.write(f"Everything is restored from {file}.")
        if not keys and not same_key(found, settings.SECRET_KEY):
            self.stdout.write(
                "This server signs with another SECRET_KEY, so phones and facilitators sign in "
                "anew. To let them go on, set the SECRET_KEY of the server that wrote the file."
            )
