"""The barest view that keeps what the product keeps: one answer and one revision."""

from django.db import transaction
from django.http import HttpResponse
from django.utils import timezone

from diagnostics.models import Answer, AnswerRevision

CHANGED = ["value", "comment", "evidence", "revision", "answered_at", "received_at"]


def save(request):
    """No form, no access check, no middleware: parse, two statements, 204."""
    sent, now = request.POST, timezone.now()
    whose = {"participant_id": sent["participant"], "question_id": sent["question_id"]}
    body = {
        "value": sent["value"],
        "comment": sent["comment"],
        "evidence": sent["evidence"],
        "mode": "individual",
        "answered_at": now,
        "received_at": now,
    }
    with transaction.atomic():
        AnswerRevision.objects.create(id=sent["revision"], **whose, **body)
        Answer.objects.bulk_create(
            [Answer(revision=sent["revision"], **whose, **body)],
            update_conflicts=True,
            unique_fields=["participant", "question", "round", "mode"],
            update_fields=CHANGED,
        )
    return HttpResponse(status=204)
