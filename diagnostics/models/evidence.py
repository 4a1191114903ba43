from django.db import models
from django.utils.translation import gettext_lazy as _

from alignment.models import Participant, Side, StoredFile
from alignment.vocabulary import AnswerMode
from diagnostics.models.questions import Question


class EvidenceFile(models.Model):
    """A file that one official put beside an answer. It is published with that answer or not at
    all; until then only whoever holds the seat sees it.
    """

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="evidence_files")
    question = models.ForeignKey(Question, models.CASCADE, related_name="evidence_files")
    round = models.PositiveSmallIntegerField()
    mode = models.CharField(max_length=13, choices=AnswerMode.choices)
    # Made with the page that sent it: the same one twice is the same file sent twice.
    upload = models.UUIDField()
    file = models.OneToOneField(StoredFile, models.CASCADE, related_name="evidence")
    received_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["participant", "upload"], name="evidence_file_received_once"
            )
        ]


class PublishedFile(models.Model):
    """A file as everybody may see it: under a number, without who, when or what it was called.

    ``side`` is empty unless a delegation speaks in its own name. The row refers to nobody, so
    nothing that happens to a seat or an answer alters it.
    """

    question = models.ForeignKey(Question, models.CASCADE, related_name="published_files")
    number = models.PositiveIntegerField()
    side = models.CharField(max_length=10, blank=True)
    file = models.OneToOneField(StoredFile, models.RESTRICT, related_name="publication")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["question", "number"], name="published_file_numbered")
        ]


class DelegationRemark(models.Model):
    """A line of the note in which a delegation talks a question over before it answers together.

    Only those who sit on ``side`` read it, and it is never published. The side is that of the
    moment: whoever moves to another one takes nothing along.
    """

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="delegation_remarks")
    side = models.ForeignKey(Side, models.CASCADE, related_name="delegation_remarks")
    question = models.ForeignKey(Question, models.CASCADE, related_name="delegation_remarks")
    round = models.PositiveSmallIntegerField()
    text = models.TextField(_("what you think"), max_length=1000)
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
