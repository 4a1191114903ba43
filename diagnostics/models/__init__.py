from diagnostics.models.agreement import Dissent, Fact, Snapshot
from diagnostics.models.answers import Answer, AnswerRevision
from diagnostics.models.evidence import DelegationRemark, EvidenceFile, PublishedFile
from diagnostics.models.library import BankBottleneck, BankPractice, BankTerm
from diagnostics.models.questions import BankQuestion, BankRelease, Question, ShortForm
from diagnostics.models.room import Note, ParkedItem

__all__ = [
    "Answer",
    "AnswerRevision",
    "BankBottleneck",
    "BankPractice",
    "BankQuestion",
    "BankRelease",
    "BankTerm",
    "DelegationRemark",
    "Dissent",
    "EvidenceFile",
    "Fact",
    "Note",
    "ParkedItem",
    "PublishedFile",
    "Question",
    "ShortForm",
    "Snapshot",
]
