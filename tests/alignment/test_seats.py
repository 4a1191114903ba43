"""Sides, institutions and seats: what the services promise."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from alignment.models import Event, Institution, Participant, Side
from alignment.services.people import (
    add_seats,
    change_institution,
    remove_institution,
    settle_speaker,
    side_named,
)
from alignment.services.seats import (
    change_seat,
    release_seat,
    remove_seat,
    restore_seat,
    void_seat,
)
from alignment.services.sides import add_side, choose_speaker, remove_side, set_side_mode
from alignment.vocabulary import AnswerMode, Role, WorkshopState
from diagnostics.models import Snapshot
from diagnostics.services.agreement import record_dissent
from roadmaps.services.priorities import open_scoring, reveal_scores
from tests.factories import (
    make_bottleneck,
    make_institution,
    make_participants,
    make_question,
    make_workshop,
)

pytestmark = pytest.mark.django_db


def speakers(side):
    seats = Participant.objects.filter(institution__side=side, speaks_for_side=True)
    return list(seats.values_list("pk", flat=True))


def make_delegation(count=3, **fields):
    workshop = make_workshop()
    seats = make_participants(workshop, "MOF", count, **fields)
    side = set_side_mode(side=side_named(workshop, "MOF"), mode=AnswerMode.INSTITUTIONAL)
    return side, [Participant.objects.get(pk=seat.pk) for seat in seats]


def reveal(side):
    question = make_question(side.workshop)
    Snapshot.objects.create(
        question=question, side=side, round=1, taken_at=timezone.now(), figures={}
    )


def refusal_of(call, **arguments):
    with pytest.raises(ValidationError) as refusal:
        call(**arguments)
    return refusal.value.code


def test_the_first_seat_speaks_for_a_delegation():
    side, seats = make_delegation()

    assert speakers(side) == [seats[0].pk]


def test_observers_never_speak():
    side, _seats = make_delegation(role=Role.OBSERVER)

    assert speakers(side) == []


def test_the_facilitator_may_choose_another_speaker():
    side, seats = make_delegation()

    choose_speaker(side=side, participant=seats[2])

    assert speakers(side) == [seats[2].pk]


def test_a_speaker_of_another_side_is_refused():
    side, _seats = make_delegation()
    stranger = make_participants(side.workshop, "MOH")[0]

    assert refusal_of(choose_speaker, side=side, participant=stranger) == "speaker_unfit"


@pytest.mark.parametrize("leave", ["void", "remove", "observe", "move"])
def test_the_next_seat_takes_over_when_the_speaker_leaves(leave):
    side, (first, second, _third) = make_delegation()
    elsewhere = make_institution(side.workshop, "MOH")
    same = {"name": "", "post": "", "language": "", "email": ""}

    {
        "void": lambda: void_seat(participant=first),
        "remove": lambda: remove_seat(participant=first),
        "observe": lambda: change_seat(
            participant=first, institution=first.institution, role=Role.OBSERVER, **same
        ),
        "move": lambda: change_seat(
            participant=first, institution=elsewhere, role=Role.RESPONDENT, **same
        ),
    }[leave]()

    assert speakers(side) == [second.pk]


def test_nobody_speaks_once_each_answers_alone():
    side, _seats = make_delegation()

    set_side_mode(side=side, mode=AnswerMode.INDIVIDUAL)

    assert speakers(side) == []


def test_seats_added_to_an_empty_delegation_bring_a_speaker():
    workshop = make_workshop()
    side = set_side_mode(side=side_named(workshop, "MOF"), mode=AnswerMode.INSTITUTIONAL)

    seats = make_participants(workshop, "MOF", 2)

    assert speakers(side) == [seats[0].pk]


def test_an_institution_that_changes_sides_leaves_its_voice_behind():
    side, seats = make_delegation(2)
    institution = Institution.objects.get(pk=seats[0].institution_id)
    health = side_named(side.workshop, "MOH")

    change_institution(institution=institution, name=institution.name, side=health)

    assert (speakers(side), speakers(health)) == ([], [])


def test_settling_twice_changes_nothing(django_assert_num_queries):
    side, seats = make_delegation()

    with django_assert_num_queries(3):
        settle_speaker(side)

    assert speakers(side) == [seats[0].pk]


def test_the_mode_stays_once_something_was_revealed():
    side, _seats = make_delegation()
    reveal(side)

    refused = refusal_of(set_side_mode, side=side, mode=AnswerMode.INDIVIDUAL)

    assert refused == "side_revealed"
    side.refresh_from_db()
    assert side.mode == AnswerMode.INSTITUTIONAL


def test_setting_the_same_mode_is_no_change_even_after_a_reveal():
    side, _seats = make_delegation()
    reveal(side)

    assert set_side_mode(side=side, mode=AnswerMode.INSTITUTIONAL) == side


def test_ministries_stay_and_used_sides_too():
    workshop = make_workshop()
    partners = add_side(workshop=workshop, code="PARTNER")
    make_institution(workshop, "PARTNER")

    assert refusal_of(remove_side, side=side_named(workshop, "MOH")) == "ministry_stays"
    assert refusal_of(remove_side, side=partners) == "side_in_use"


def test_a_side_that_results_name_stays_when_its_institutions_have_gone():
    workshop = make_workshop()
    partners = add_side(workshop=workshop, code="PARTNER")
    make_bottleneck(workshop)
    open_scoring(workshop=workshop)
    reveal_scores(workshop=workshop)

    assert refusal_of(remove_side, side=partners) == "side_published"
    assert Side.objects.filter(pk=partners.pk).exists()


def test_an_unused_side_can_be_removed():
    workshop = make_workshop()

    remove_side(side=add_side(workshop=workshop, code="PARTNER"))

    assert list(Side.objects.filter(workshop=workshop).values_list("code", flat=True)) == [
        "MOH",
        "MOF",
    ]


def test_a_moved_seat_takes_the_next_number_there():
    workshop = make_workshop()
    seat = make_participants(workshop)[0]
    there = make_institution(workshop, "MOF")
    add_seats(institution=there, count=2)

    change_seat(participant=seat, institution=there, name="Ann")

    seat.refresh_from_db()
    assert (seat.institution, seat.seat, seat.name) == (there, 3, "Ann")


def test_freeing_a_seat_takes_its_pin_and_its_devices_but_no_answer():
    seat = make_participants(make_workshop(), pin="hash", session_key="old")[0]

    release_seat(participant=seat)

    seat.refresh_from_db()
    assert seat.pin == ""
    assert len(seat.session_key) == 32
    assert seat.reset_at is not None


def test_a_withdrawn_seat_can_stand_again():
    seat = make_participants(make_workshop())[0]

    void_seat(participant=seat)
    assert not Participant.objects.seated().exists()
    restore_seat(participant=seat)

    assert Participant.objects.seated().get() == seat


def test_a_seat_that_was_used_is_withdrawn_not_removed():
    moment = datetime.datetime(2026, 3, 2, 9, tzinfo=datetime.UTC)
    seat = make_participants(make_workshop(), joined_at=moment)[0]

    assert refusal_of(remove_seat, participant=seat) == "seat_used"
    assert Participant.objects.filter(pk=seat.pk).exists()


def test_an_institution_with_seats_stays():
    workshop = make_workshop()
    institution = make_participants(workshop)[0].institution

    assert refusal_of(remove_institution, institution=institution) == "institution_in_use"


def test_an_institution_in_whose_name_a_dissent_stands_stays():
    workshop = make_workshop()
    institution = make_institution(workshop)
    question = make_question(workshop, state="revealed")
    record_dissent(question=question, institution=institution, text="Level 2 at most.")

    assert refusal_of(remove_institution, institution=institution) == "institution_dissents"
    assert Institution.objects.filter(pk=institution.pk).exists()


def test_the_log_names_nobody():
    seat = make_participants(make_workshop(), name="Ann")[0]

    release_seat(participant=seat)
    void_seat(participant=seat)

    logged = Event.objects.values_list("action", "subject")
    place = f"{seat.institution.name} / {seat.seat}"
    assert list(logged)[:2] == [("seat_voided", place), ("seat_released", place)]


@pytest.mark.parametrize("service", [void_seat, restore_seat, release_seat, remove_seat])
def test_seats_rest_when_the_workshop_is_over(service):
    seat = make_participants(make_workshop(state=WorkshopState.CONCLUDED))[0]

    assert refusal_of(service, participant=seat) == "workshop_over"
