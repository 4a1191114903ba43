"""The demonstration, built once for many tests that each leave it as they found it."""

from contextlib import contextmanager

from django.conf import settings
from django.core.management import call_command
from django.db import transaction

from roadmaps.demo.workshops import create_full_demo
from tests.factories import make_user
from tests.walk.roles import people_of

BANK = settings.BASE_DIR / "fixtures" / "pfm-hf-alignment"


@contextmanager
def standing_demo(blocker):
    """The people of the demonstration by role; ``workshop`` is among them. Undone at the end."""
    with blocker.unblock(), transaction.atomic():
        yield build_demo()
        transaction.set_rollback(True)


def build_demo() -> dict:
    call_command("load_bank", str(BANK), verbosity=0)
    facilitator = make_user()
    workshop = create_full_demo(by=facilitator)
    return people_of(workshop, facilitator) | {"workshop": workshop}
