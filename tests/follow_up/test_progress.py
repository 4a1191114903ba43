"""Where an action stands: a pure function of what was promised, what was said, and the day."""

import datetime

import pytest

from roadmaps.progress import Note, Promise, counts, progress, standing

TODAY = datetime.date(2027, 1, 31)
BEGAN = datetime.date(2026, 12, 1)


def day(ahead):
    return TODAY + datetime.timedelta(days=ahead)


def note(key, status="under_way", *, ago=1, percent=None, takes_back=None):
    return Note(key, day(-ago), status, percent, takes_back)


def stand(*notes, status="not_started", due=None, since=BEGAN):
    return progress(Promise(status, due), notes, since=since, today=TODAY)


def test_without_a_note_the_roadmap_says_how_it_stands():
    found = stand(status="under_way")

    assert (found.status, found.percent, found.heard) == ("under_way", None, None)


def test_the_note_written_last_says_how_it_stands():
    found = stand(note(1, "done", ago=9), note(2, "delayed", ago=2))

    assert (found.status, found.heard) == ("delayed", day(-2))


def test_a_percentage_stands_until_another_is_said():
    assert stand(note(1, percent=40), note(2)).percent == 40
    assert stand(note(1, percent=40), note(2, percent=0)).percent == 0
    assert stand(note(1, percent=40), note(2, "done")).percent == 100


def test_a_note_taken_back_no_longer_counts():
    notes = [note(1, "under_way", percent=20), note(2, "done"), note(3, "done", takes_back=2)]

    assert [each.key for each in standing(notes)] == [1]
    found = stand(*notes)
    assert (found.status, found.percent) == ("under_way", 20)


@pytest.mark.parametrize(
    ("due", "status", "groups"),
    [
        (-1, "under_way", ("overdue",)),
        (0, "under_way", ("soon", "later")),
        (30, "not_started", ("soon", "later")),
        (31, "not_started", ("later",)),
        (90, "delayed", ("later",)),
        (91, "under_way", ()),
        (None, "under_way", ()),
        (-1, "done", ("done",)),
        (5, "done", ("done",)),
        (-1, "dropped", ()),
    ],
)
def test_what_is_due_when(due, status, groups):
    found = stand(status=status, due=None if due is None else day(due))

    assert found.groups == groups


@pytest.mark.parametrize(
    ("silent", "status", "stalled"),
    [
        (89, "under_way", False),
        (90, "under_way", True),
        (400, "not_started", True),
        (400, "done", False),
        (400, "dropped", False),
    ],
)
def test_an_action_stalls_after_ninety_days_without_a_note(silent, status, stalled):
    assert stand(status=status, since=day(-silent)).is_stalled == stalled
    assert stand(note(1, status, ago=silent), since=day(-1)).is_stalled == stalled


def test_days_late():
    assert stand(due=day(-12)).days_late == 12
    assert stand(due=day(3)).days_late == 0
    assert stand(due=day(-12), status="done").days_late == 0


def test_counts_of_the_views():
    rows = [
        stand(due=day(-1)),
        stand(due=day(9), since=day(-200)),
        stand(status="done"),
        stand(status="dropped", due=day(-1)),
    ]

    assert counts(rows) == {"all": 4, "overdue": 1, "soon": 1, "later": 1, "stalled": 1, "done": 1}
