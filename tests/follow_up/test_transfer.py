"""The follow-up travels with its workshop, and goes with it."""

import pytest

from roadmaps.follow_up import followed, today_at
from roadmaps.models import OwnerLink, ProgressNote, Review
from roadmaps.services.progress_notes import take_back
from roadmaps.services.reviews import record_review
from roadmaps.transfer.reading import read_workshop
from roadmaps.transfer.writing import write_workshop
from tests.factories import remove_workshop
from tests.follow_up.notes import make_link, write

pytestmark = pytest.mark.django_db


def told(workshop):
    """What the follow-up says, without keys."""
    return [
        (
            row.action.ref,
            row.status,
            row.progress,
            [(line.note.text, line.note.writer, bool(line.taken_back)) for line in row.lines],
        )
        for row in followed(workshop)
    ]


def test_links_notes_and_reviews_come_back(workshop, tmp_path):
    first, second, _third = workshop.actions.all()
    link, token = make_link(workshop)
    note = write(first, "done", link=link, text="Too early")
    take_back(note=note, link=link)
    write(second, "delayed", percent=20)
    given = {"held_on": today_at(workshop), "decision": "Go on"}
    record_review(workshop=workshop, actions={first.pk: ("stop", "No law")}, **given)
    before, path = told(workshop), tmp_path / "workshop.zip"

    write_workshop(workshop, path)
    remove_workshop(workshop)
    assert (OwnerLink.objects.count(), ProgressNote.objects.count()) == (0, 0)
    restored = read_workshop(path)

    assert told(restored) == before
    assert OwnerLink.objects.opened_by(token).get().workshop == restored
    review = Review.objects.get(workshop=restored)
    assert [(row.action.ref, row.decision) for row in review.actions.all()] == [("A1", "stop")]
