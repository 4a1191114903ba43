from django.core.management.base import BaseCommand

from alignment.models import Workshop
from alignment.vocabulary import WorkshopState

OVER = (WorkshopState.CONCLUDED, WorkshopState.FOLLOWED_UP)


class Command(BaseCommand):
    help = "List the workshops in use whose address for the phones is fixed: code and address."

    def handle(self, **options):
        fixed = Workshop.objects.in_use().exclude(join_address="").exclude(state__in=OVER)
        for code, address in fixed.order_by("pk").values_list("code", "join_address"):
            self.stdout.write(f"{code} {address}")
