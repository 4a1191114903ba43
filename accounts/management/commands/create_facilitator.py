import sys

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from accounts.models import User


class Command(BaseCommand):
    help = (
        "Creates an account that may sign in. The password is read from standard input, so that "
        "it appears in no list of processes. Prints 'created', or 'kept' when the account exists."
    )

    def add_arguments(self, parser):
        parser.add_argument("email")

    def handle(self, *, email, **options):
        if User.objects.filter(email__iexact=email).exists():
            self.stdout.write("kept")
            return
        user, password = User(email=email.lower()), sys.stdin.readline().rstrip("\n")
        try:
            validate_password(password, user)
            user.set_password(password)
            user.full_clean()
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        user.save()
        self.stdout.write("created")
