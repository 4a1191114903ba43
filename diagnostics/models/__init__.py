from diagnostics.models.agreement import Dissent, Fact, Snapshot
from diagnostics.models.answers import Answer, AnswerRevision
from diagnostics.models.questions import BankQuestion, BankRelease, Question, ShortForm

__all__ = [
    "Answer",
    "AnswerRevision",
    "BankQuestion",
    "BankRelease",
    "Dissent",
    "Fact",
    "Question",
    "ShortForm",
    "Snapshot",
]
