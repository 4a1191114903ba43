"""What every command that changes a workshop has in common with every press on a page: a workshop
that is put away takes nothing new, and what looks on at changes looks on at commands too.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.module_loading import import_string

from alignment.models import Workshop


class ChangeCommand(BaseCommand):
    """A command that changes the workshop it names."""

    @contextmanager
    def changing(self, code: str) -> Iterator[Workshop]:
        """The workshop to change; a refusal ends the command with its sentence."""
        workshop = workshop_by_code(code)
        told: list[list[str]] = []
        try:
            workshop.ensure_not_put_away()
            with ExitStack() as watches:
                for name in settings.WATCHES:
                    # By name: what watches stands above the apps whose commands it watches.
                    told.append(watches.enter_context(import_string(name)(workshop)))
                yield workshop
        except ValidationError as refusal:
            raise CommandError(" ".join(refusal.messages)) from None
        for sentences in told:
            for sentence in sentences:
                self.stderr.write(sentence)


def workshop_by_code(code: str) -> Workshop:
    """The workshop a command names. Raises CommandError when there is none."""
    try:
        return Workshop.objects.get(code=code.upper())
    except Workshop.DoesNotExist:
        raise CommandError(f"There is no workshop with the code {code}.") from None
