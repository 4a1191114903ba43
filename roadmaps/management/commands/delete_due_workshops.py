from django.core.management.base import BaseCommand

from roadmaps.services.removal import remove_due_workshops


class Command(BaseCommand):
    help = (
        "Delete the workshops that their facilitators deleted and that nobody brought back "
        "within the waiting period. Prints their codes."
    )

    def handle(self, **options):
        for code in remove_due_workshops():
            self.stdout.write(code)
