from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from roadmaps.demo.workshops import create_blank_demo, create_full_demo


class Command(BaseCommand):
    help = "Make a demonstration workshop and print its code. Its answers are made up."

    def add_arguments(self, parser):
        parser.add_argument(
            "--blank",
            action="store_true",
            help="only the short form with every stage open: no people, no answers",
        )
        parser.add_argument("--facilitator", help="e-mail address of the account that runs it")

    def handle(self, *, blank, facilitator, **options):
        create = create_blank_demo if blank else create_full_demo
        try:
            workshop = create(by=_account(facilitator))
        except ValidationError as refusal:
            raise CommandError(" ".join(refusal.messages)) from None
        self.stdout.write(workshop.code)


def _account(email):
    if not email:
        return None
    account = User.objects.filter(email__iexact=email).first()
    if account is None:
        raise CommandError(f"There is no account with the address {email}. Create it first.")
    return account
