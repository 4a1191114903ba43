from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from alignment.importing import workshop_by_code
from diagnostics.services.states import ALL, set_state
from diagnostics.vocabulary import QuestionState


class Command(BaseCommand):
    help = "Open, close or reveal a stage of a workshop."

    def add_arguments(self, parser):
        parser.add_argument("code", help="the workshop's code")
        parser.add_argument("stage", help=f"a stage's code, or {ALL}")
        parser.add_argument("state", help=", ".join(QuestionState.values))

    def handle(self, *, code, stage, state, **options):
        workshop = workshop_by_code(code)
        try:
            move = set_state(workshop=workshop, stage=stage, state=state)
        except ValidationError as refused:
            raise CommandError(" ".join(refused.messages)) from None
        self.stdout.write(f"{state}: {', '.join(move.moved) or 'nothing to change'}")
