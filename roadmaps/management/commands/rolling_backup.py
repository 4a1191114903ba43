import argparse
import os
import time
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import close_old_connections

from roadmaps.backups.rolling import copy_now


class Command(BaseCommand):
    help = (
        "Write a backup again and again into a folder or onto a stick, and keep the last few. "
        "Goes on when the stick is gone, and says so."
    )

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, help="a folder that is there already")
        parser.add_argument("--every", type=_positive, default=60, help="seconds between copies")
        parser.add_argument("--keep", type=_positive, default=10, help="how many copies to keep")
        parser.add_argument("--once", action="store_true", help="make one copy, then stop")

    def handle(self, *, folder, every, keep, once, **options):
        if once:
            return self._told(copy_now(folder, keep=keep, every=every))
        os.nice(10)  # people who answer come first
        said = None
        while True:
            copy = copy_now(folder, keep=keep, every=every)
            if copy.fault != said:  # each change once, not each minute
                self._tell(copy, folder)
                said = copy.fault
            close_old_connections()
            time.sleep(every)

    def _told(self, copy) -> str:
        if copy.fault:
            raise CommandError(copy.fault)
        return f"A copy was made at {copy.at:%H:%M:%S} UTC."

    def _tell(self, copy, folder):
        if copy.fault:
            since = f"The last was made at {copy.at:%H:%M} UTC." if copy.at else "There is none."
            self.stderr.write(f"No copy could be made. {copy.fault} {since}")
        else:
            self.stdout.write(f"Copies are made in {folder}.")


def _positive(text) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"must be a whole number from 1, not {text!r}")
    return int(text)
