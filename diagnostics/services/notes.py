"""The facilitators' own note beside a question: one, that they share."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from diagnostics.models import Note, Question


@transaction.atomic
def write_note(*, question: Question, text: str, replaces: int, by=None) -> Note:
    """``replaces``: the version that the writer had read, 0 for none.

    Raises ValidationError, with nothing stored, when a colleague has written meanwhile.
    """
    Question.objects.select_for_update().get(pk=question.pk)
    note = Note.objects.filter(question=question).first() or Note(question=question, version=0)
    if note.version != replaces:
        raise ValidationError(
            _(
                "Somebody has changed this note while you were writing. Read the newer one "
                "below, put yours into words beside it, and save again."
            ),
            code="note_changed",
        )
    note.text, note.version, note.changed_by = text, replaces + 1, by
    note.save()
    return note
