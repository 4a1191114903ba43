"""A delegation that answers together talks a question over in a note of its own."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from alignment.models import Participant, Side
from alignment.services.seats import release_seat
from diagnostics.models import DelegationRemark, Question
from diagnostics.services.delegation import take_line_back, write_line
from tests.diagnostics.officials import make_room, stage_url, text_of
from tests.factories import make_participants, take_seat

LINE = "The circular says quarterly"


@pytest.fixture
def room(client, db):
    """The speaker's phone, and a colleague's."""
    speaker, [question] = make_room(client, questions=1)
    colleague = make_participants(speaker.workshop, institution=speaker.institution)[0]
    Side.objects.filter(code="MOH").update(mode="institutional")
    Participant.objects.filter(pk=speaker.pk).update(speaks_for_side=True, name="Ada Speaker")
    phone = Client()
    take_seat(phone, colleague)
    return {"speaker": client, "colleague": phone, "question": question, "seat": speaker}


def note_url(room):
    return f"/j/{room['seat'].workshop.code}/questions/F-01/note/"


def written():
    return list(DelegationRemark.objects.values_list("text", flat=True))


def test_what_one_writes_the_others_read(room):
    response = room["colleague"].post(note_url(room), {"text": LINE})

    assert response.url == note_url(room)
    assert LINE in text_of(room["speaker"].get(note_url(room)))
    assert "Note of the delegation<span" in text_of(room["speaker"].get(stage_url(room["seat"])))
    assert "(1)" in text_of(room["colleague"].get(stage_url(room["seat"])))


def test_everybody_is_told_who_enters_the_answer(room):
    mine = text_of(room["speaker"].get(f"/j/{room['seat'].workshop.code}/me/"))
    theirs = text_of(room["colleague"].get(stage_url(room["seat"])))

    assert "You enter it, from this seat." in mine
    assert "Ada Speaker" in theirs


def test_the_other_side_observers_and_strangers_read_nothing(room):
    room["colleague"].post(note_url(room), {"text": LINE})
    workshop = room["seat"].workshop
    others = {
        "finance": make_participants(workshop, "MOF")[0],
        "observer": make_participants(workshop, "MOH", role="observer")[0],
    }

    for seat in others.values():
        phone = Client()
        take_seat(phone, seat)
        response = phone.get(note_url(room))
        assert response.status_code == 403
        assert LINE not in response.content.decode()
    assert Client().get(note_url(room)).status_code == 404


def test_another_delegation_has_a_note_of_its_own(room):
    room["colleague"].post(note_url(room), {"text": LINE})
    Side.objects.update(mode="institutional")
    phone = Client()
    take_seat(phone, make_participants(room["seat"].workshop, "MOF")[0])

    assert LINE not in text_of(phone.get(note_url(room)))


def test_the_facilitator_and_the_results_show_nothing_of_it(room):
    room["colleague"].post(note_url(room), {"text": LINE})
    workshop = room["seat"].workshop
    Question.objects.update(state="revealed")
    boss = Client()
    boss.force_login(workshop.facilitators.get().user)

    for path in ("run/", "compare/", "compare/F-01/", "log/"):
        assert LINE not in boss.get(f"/w/{workshop.code}/{path}").content.decode()


def test_where_each_answers_alone_there_is_no_note(room):
    Side.objects.update(mode="individual")

    assert room["speaker"].get(note_url(room)).status_code == 403
    assert "Note of the delegation" not in text_of(room["speaker"].get(stage_url(room["seat"])))


def test_ones_own_line_can_be_taken_back(room):
    room["colleague"].post(note_url(room), {"text": LINE})
    line = DelegationRemark.objects.get()

    room["speaker"].post(note_url(room), {"take_back": line.pk})
    assert written() == [LINE]
    room["colleague"].post(note_url(room), {"take_back": line.pk})
    assert written() == []


def test_the_next_holder_of_a_seat_takes_no_line_back(room):
    colleague = Participant.objects.exclude(pk=room["seat"].pk).first()
    line = write_line(participant=colleague, question=room["question"], text=LINE)
    release_seat(participant=colleague)
    take_seat(room["colleague"], Participant.objects.get(pk=colleague.pk))
    holder = Participant.objects.get(pk=colleague.pk)

    with pytest.raises(ValidationError, match="Only who wrote"):
        take_line_back(participant=holder, line=line)


@pytest.mark.parametrize("text", ["", "x" * 1001, "\x00"])
def test_what_cannot_be_written_says_why(room, text):
    response = room["colleague"].post(note_url(room), {"text": text})

    assert response.status_code == 200
    assert "Please correct this first" in text_of(response)
    assert written() == []


def test_the_second_round_begins_a_new_note(room):
    room["colleague"].post(note_url(room), {"text": LINE})
    Question.objects.update(round=2)

    assert LINE not in text_of(room["colleague"].get(note_url(room)))
