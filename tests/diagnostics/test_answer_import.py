import pytest
from django.core.management import CommandError, call_command

from alignment.models import Participant
from alignment.services.people import add_seats
from diagnostics.models import Answer, AnswerRevision, Question
from diagnostics.services.answers import record_answer
from tests.factories import (
    make_institution,
    make_participants,
    make_question,
    make_user,
    make_workshop,
)

HEADER = "participant,institution,round,question,answer,comment,evidence"


@pytest.fixture
def room(db):
    """A delegation of three seats (the third named Amina), and two open questions."""
    user = make_user()
    workshop = make_workshop(by=user, state="open")
    ministry = make_institution(workshop, name="Ministry of Health")
    add_seats(institution=ministry, count=2)
    add_seats(institution=ministry, name="Amina Uwase")
    make_question(workshop, "F-01", state="open")
    make_question(workshop, "F-02", state="open", who=["MOF"])
    return workshop


def bring(tmp_path, workshop, *rows, **options):
    table = tmp_path / "answers.csv"
    table.write_text("\n".join([HEADER, *rows]), encoding="utf-8")
    call_command("import_answers", workshop.code, str(table), **options)


def stored():
    rows = Answer.objects.order_by("participant__seat", "round")
    return list(rows.values_list("participant__seat", "question__code", "round", "value", "origin"))


def test_rows_name_people_by_seat_or_by_name(tmp_path, room):
    bring(
        tmp_path,
        room,
        "1,Ministry of Health,,F-01,2,Because,Gazette",
        " amina  UWASE ,ministry of health,1,f-01,DK,,",
    )

    assert stored() == [(1, "F-01", 1, "2", "paper"), (3, "F-01", 1, "dk", "paper")]
    assert [(a.comment, a.evidence) for a in Answer.objects.filter(value="2")] == [
        ("Because", "Gazette")
    ]


def test_a_dry_run_says_what_it_would_do_and_stores_nothing(tmp_path, room, capsys):
    rows = ["1,Ministry of Health,,F-01,2,,", "2,Ministry of Health,,F-01,3,,"]

    bring(tmp_path, room, *rows, dry_run=True)

    assert capsys.readouterr().out == "2 answers of 2 people from paper.\n"
    assert stored() == []


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("9,Ministry of Health,,F-01,2,,", "row 2, column “participant”: Nobody in this"),
        ("Nobody,Ministry of Health,,F-01,2,,", "row 2, column “participant”: Nobody in this"),
        ("1,Ministry,,F-01,2,,", "row 2, column “institution”: This institution is not"),
        ("1,Ministry of Health,,Z-09,2,,", "row 2, column “question”: This workshop does not"),
        ("1,Ministry of Health,,F-02,2,,", "row 2, column “question”: This question is not put"),
        ("1,Ministry of Health,,F-03,2,,", "row 2, column “question”: This question is not open"),
        ("1,Ministry of Health,2,F-01,2,,", "row 2, column “question”: This question is not open"),
        ("1,Ministry of Health,3,F-01,2,,", "row 2, column “round”"),
        ("1,Ministry of Health,,F-01,5,,", "row 2, column “answer”: “5” is not known"),
        ("1,Ministry of Health,,F-01,,,", "row 2, column “answer”: This cell is empty"),
        (f"1,Ministry of Health,,F-01,2,{'x' * 2001},", "row 2, column “comment”"),
        ("2,Ministry of Health,,F-01,2,,", "row 2, column “answer”: This person has answered"),
        ("4,Ministry of Health,,F-01,2,,", "row 2, column “participant”: This seat gives no"),
        ("5,Ministry of Health,,F-01,2,,", "row 2, column “participant”: This seat gives no"),
    ],
)
def test_every_fault_names_its_row_and_column_and_stores_nothing(tmp_path, room, row, fault):
    ministry = room.institutions.get()
    make_question(room, "F-03", state="draft")
    second = ministry.participants.select_related("workshop", "institution__side").get(seat=2)
    record_answer(participant=second, question=Question.objects.get(code="F-01"), value="4")
    make_participants(room, institution=ministry, role="observer")
    make_participants(room, institution=ministry, voided_at=room.created_at)

    with pytest.raises(CommandError) as refused:
        bring(tmp_path, room, row, "1,Ministry of Health,,F-01,1,,")

    assert str(refused.value).startswith(fault)
    assert stored() == [(2, "F-01", 1, "4", "device")]


def test_all_faults_come_at_once(tmp_path, room):
    with pytest.raises(CommandError) as refused:
        bring(
            tmp_path,
            room,
            "1,Ministry of Health,,F-01,2,,",
            "1,Ministry of Health,,F-01,3,,",
            "8,Elsewhere,,X-01,2,,",
        )

    assert [line.split(":")[0] for line in str(refused.value).splitlines()] == [
        "row 3, column “answer”",
        "row 4, column “institution”",
        "row 4, column “question”",
    ]


def test_two_people_of_one_name_are_told_apart_by_seat(tmp_path, room):
    add_seats(institution=room.institutions.get(), name="Amina Uwase")

    with pytest.raises(CommandError, match="Write the seat number"):
        bring(tmp_path, room, "Amina Uwase,Ministry of Health,,F-01,2,,")


@pytest.mark.parametrize(
    ("state", "taken"), [("draft", False), ("open", True), ("closed", True), ("revealed", True)]
)
def test_paper_comes_in_until_and_after_the_reveal(tmp_path, room, state, taken):
    Question.objects.update(state=state)

    if taken:
        bring(tmp_path, room, "1,Ministry of Health,,F-01,2,,")
    else:
        with pytest.raises(CommandError, match="Open its stage first"):
            bring(tmp_path, room, "1,Ministry of Health,,F-01,2,,")

    assert len(stored()) == taken


def test_a_concluded_workshop_takes_no_paper(tmp_path, room):
    room.state = "concluded"
    room.save()

    with pytest.raises(CommandError, match="concluded"):
        bring(tmp_path, room, "1,Ministry of Health,,F-01,2,,")


def test_the_page_shows_the_plan_then_stores_with_who_entered_it(client, room):
    user = room.facilitators.get().user
    client.force_login(user)
    table = f"{HEADER}\n1,Ministry of Health,,F-01,2,Because,"

    shown = client.post(f"/w/{room.code}/paper/", {"table": table})
    assert "1 answer of 1 person from paper." in shown.content.decode()
    assert stored() == []
    done = client.post(
        f"/w/{room.code}/paper/", {"table": shown.context["carried"], "confirm": "1"}
    )

    assert done.url == f"/w/{room.code}/run/"
    assert stored() == [(1, "F-01", 1, "2", "paper")]
    assert AnswerRevision.objects.get().entered_by == user


def test_planning_an_import_costs_the_same_for_one_row_and_many(
    tmp_path, room, django_assert_num_queries
):
    rows = [f"{seat},Ministry of Health,,F-01,2,," for seat in (1, 2, 3)]
    for count in (1, 3):
        with django_assert_num_queries(6):
            bring(tmp_path, room, *rows[:count], dry_run=True)
    assert Participant.objects.count() == 3
