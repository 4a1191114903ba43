from alignment.commanding import ChangeCommand
from diagnostics.services.states import ALL, SECOND_ROUND, set_state
from diagnostics.vocabulary import QuestionState


class Command(ChangeCommand):
    help = "Open, close or reveal a stage of a workshop."

    def add_arguments(self, parser):
        parser.add_argument("code", help="the workshop's code")
        parser.add_argument("stage", help=f"a stage's code, or {ALL}")
        parser.add_argument("state", help=", ".join(QuestionState.values))

    def handle(self, *, code, stage, state, **options):
        with self.changing(code) as workshop:
            move = set_state(workshop=workshop, stage=stage, state=state)
        for line in _lines(move):
            self.stdout.write(line)


def _lines(move) -> list[str]:
    """The codes that moved; those that open once more on a line of their own."""
    again = [question.code for question in move.done.get(SECOND_ROUND, ())]
    moved = [code for code in move.moved if code not in again]
    lines = [f"{move.state}: {', '.join(moved)}"] if moved else []
    if again:
        lines.append(f"{move.state} for a second round: {', '.join(again)}")
    return lines or [f"{move.state}: nothing to change"]
