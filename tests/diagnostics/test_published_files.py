"""Evidence files at the reveal: from groups of k, under numbers, and never altered after."""

import datetime

import pytest
from django.utils import timezone

from alignment.models import StoredFile
from alignment.services.seats import release_seat
from diagnostics.evidence import published_files
from diagnostics.models import EvidenceFile, PublishedFile
from diagnostics.services.answers import record_answer
from roadmaps.services.rehearsal import begin_rehearsal, end_rehearsal
from roadmaps.transfer.reading import read_workshop
from roadmaps.transfer.writing import write_workshop
from tests.diagnostics.evidence import a_pdf, put_beside
from tests.diagnostics.test_publishing import (
    answer_late,
    delete,
    demote,
    make_delegation,
    make_open_question,
    move,
    reveal,
    withdraw,
)
from tests.factories import (
    make_answers,
    make_participants,
    make_question,
    make_workshop,
    remove_workshop,
    take_seat,
)


def make_answers_with_files(question, values, side="MOH"):
    """Everybody's file has as many pages as the answer says."""
    people = make_answers(question, values, side=side)
    for person, value in zip(people, values, strict=True):
        put_beside(person, question, f"{person.pk} signed.pdf", a_pdf(int(value)))
    return people


def contents(question):
    rows = PublishedFile.objects.filter(question=question).order_by("number")
    return [(row.number, bytes(row.file.content)) for row in rows.select_related("file")]


def test_files_of_a_group_come_under_numbers_without_side_or_name(db):
    question = make_open_question()
    make_answers_with_files(question, "123")
    make_answers_with_files(question, "123", "MOF")

    reveal(question)

    shown = published_files(question)
    assert [(file.number, file.name, file.side) for file in shown] == [
        (n, f"Evidence {n}.pdf", "") for n in range(1, 7)
    ]
    assert sorted(len(content) for _, content in contents(question)) == sorted(
        file.size for file in StoredFile.objects.all()
    )


def test_the_order_is_chances(db):
    orders = set()
    for _again in range(6):
        question = make_open_question()
        make_answers_with_files(question, "123")
        reveal(question)
        orders.add(tuple(content for _, content in contents(question)))

    assert len(orders) > 1


def test_files_of_a_group_under_k_stay_hidden(db):
    question = make_open_question()
    make_answers_with_files(question, "12")
    make_answers_with_files(question, "123", "MOF")

    reveal(question)

    assert len(published_files(question)) == 3


def test_a_file_without_an_answer_is_not_shown(db):
    question = make_open_question()
    make_answers(question, "123")
    put_beside(make_participants(question.workshop)[0], question)

    reveal(question)

    assert published_files(question) == []


def test_a_delegation_shows_its_files_under_its_name(db):
    question = make_open_question()
    speaker = make_delegation(question)
    record_answer(participant=speaker, question=question, value="4")
    put_beside(speaker, question)

    reveal(question)

    assert [(f.name, f.side) for f in published_files(question)] == [
        ("Evidence 1.jpg", "Ministry of finance")
    ]


def test_files_set_aside_with_the_other_mode_stay_unseen(db):
    question = make_open_question()
    make_answers_with_files(question, "123", "MOF")
    speaker = make_delegation(question)
    record_answer(participant=speaker, question=question, value="4")

    reveal(question)

    assert published_files(question) == []


def test_the_last_holders_file_does_not_go_with_the_next_holders_answer(db, client):
    question = make_open_question()
    people = make_answers_with_files(question, "123")
    release_seat(participant=people[0])
    people[0].refresh_from_db()
    holder = take_seat(client, people[0])
    holder.refresh_from_db()
    record_answer(
        participant=holder, question=question, value="4", replaces=holder.answers.get().revision
    )

    reveal(question)

    assert len(published_files(question)) == 2


def test_the_last_holders_file_goes_with_the_last_holders_answer(db, client):
    question = make_open_question()
    people = make_answers_with_files(question, "123")
    release_seat(participant=people[0])
    people[0].refresh_from_db()
    take_seat(client, people[0])

    reveal(question)

    assert len(published_files(question)) == 3


@pytest.mark.parametrize("change", [withdraw, move, delete, demote])
@pytest.mark.parametrize("press_again", [False, True])
def test_nothing_later_alters_what_was_shown(db, change, press_again):
    question = make_open_question()
    people = make_answers_with_files(question, "123")
    reveal(question)
    before = contents(question), published_files(question)

    change(question, people[0])
    if press_again:
        reveal(question)

    assert (contents(question), published_files(question)) == before


def test_a_new_press_numbers_on(db):
    question = make_open_question()
    make_answers_with_files(question, "123")
    late = make_participants(question.workshop, "MOH", 3)
    for person in late:
        put_beside(person, question)
    reveal(question)
    before = contents(question)

    in_time = question.closed_at - datetime.timedelta(microseconds=1)
    make_answers(question, "143", participants=late, answered_at=in_time)
    reveal(question)

    after = contents(question)
    assert (after[:3], len(after)) == (before, 6)


def test_late_answers_without_files_add_none(db):
    question = make_open_question()
    make_answers_with_files(question, "123")
    reveal(question)
    answer_late(question, "143")

    reveal(question)

    assert len(published_files(question)) == 3


def test_who_reads_a_file_and_when(client, admin_client, db):
    question = make_open_question()
    code = question.workshop.code
    people = make_answers_with_files(question, "123")
    take_seat(client, people[0])
    client.force_login(question.workshop.facilitators.get().user)
    paths = [f"/w/{code}/compare/F-01/evidence/1/", f"/j/{code}/results/F-01/evidence/1/"]
    before = [client.get(path).status_code for path in paths]

    reveal(question)

    assert before == [404, 404]
    for path in paths:
        response = client.get(path)
        page = path.removesuffix("evidence/1/")
        assert response["Content-Disposition"] == 'attachment; filename="Evidence 1.pdf"'
        assert response.content.startswith(b"%PDF")
        assert path in client.get(page).content.decode()
        assert "signed" not in client.get(page).content.decode()
    assert admin_client.get(paths[0]).status_code == 404
    assert client.get(paths[0].replace("/1/", "/9/")).status_code == 404
    client.cookies.clear()
    assert client.get(paths[1]).status_code == 404


def test_files_travel(db, tmp_path):
    question = make_open_question()
    make_answers_with_files(question, "123")
    reveal(question)
    before = contents(question)
    write_workshop(question.workshop, tmp_path / "w.zip")
    remove_workshop(question.workshop)

    restored = read_workshop(tmp_path / "w.zip")

    assert contents(restored.questions.get()) == before
    assert EvidenceFile.objects.filter(participant__workshop=restored).count() == 3


def test_a_rehearsals_files_are_wiped_and_others_stay(db):
    workshop = make_workshop(disclosure_threshold=3)
    question = make_question(workshop)
    people = make_participants(workshop, count=3)
    kept = StoredFile.objects.create(
        workshop=workshop, name="act.txt", media_type="text/plain", size=1, content=b"x"
    )
    begin_rehearsal(workshop=workshop)
    question.state = "open"
    question.save()
    question.workshop.refresh_from_db()
    for person in people:
        person.refresh_from_db()
        person.joined_at = timezone.now()
        person.save()
    make_answers(question, "123", participants=people)
    for person in people:
        put_beside(person, question)
    reveal(question)
    assert len(published_files(question)) == 3

    end_rehearsal(workshop=workshop, free_seats=True)

    assert list(StoredFile.objects.all()) == [kept]
    assert (EvidenceFile.objects.count(), PublishedFile.objects.count()) == (0, 0)
