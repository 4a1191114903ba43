"""The demonstration holds what its concept note gives, and shows every kind of result."""

import json
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.utils.formats import date_format

from alignment.models import Facilitator, Institution, Participant, Workshop
from alignment.queries import advice
from diagnostics.queries import results_of
from diagnostics.results import as_json
from roadmaps.advice import advice_on
from roadmaps.demo.workshops import create_full_demo
from roadmaps.queries import bottlenecks_of
from roadmaps.services.proposals import propose_from_results
from roadmaps.transfer.reading import read_workshop
from roadmaps.transfer.writing import write_workshop
from tests.factories import make_user, remove_workshop

pytestmark = pytest.mark.django_db
UNFENCED = {0x2068: None, 0x2069: None}
EXPECTED = Path(__file__).with_name("results.json")


@pytest.fixture
def bank(db):
    call_command("load_bank", str(settings.BASE_DIR / "fixtures" / "pfm-hf-alignment"), verbosity=0)


@pytest.fixture
def demo(bank):
    return create_full_demo(by=make_user())


def test_the_seats_are_those_of_the_concept_note(demo):
    seats = {i.name: i.participants.count() for i in Institution.objects.filter(workshop=demo)}

    assert list(seats.values()) == [10, 2, 3, 6, 4, 8, 10, 1, 2]
    assert sum(seats.values()) == 46
    assert demo.expected_participants == 45


def test_the_checks_find_what_does_not_add_up_in_the_concept_note(demo):
    assert [found.text.translate(UNFENCED) for found in advice(demo)] == [
        "You expect 45 participants, but the list has 46 seats. Correct the list or the expected "
        "number.",
        "Providers: 2 people answer one by one, but groups under 5 are never shown. Add seats, or "
        "let the delegation give one answer.",
        "Others: all its seats are for observers, so nobody answers for it. Give a seat the role "
        "of respondent, if it is to answer.",
        "The ministry of health has 13 seats that answer and the ministry of finance 2. Invite "
        "more people of the smaller one.",
        f"“Lunch” on {date_format(demo.starts_on)} begins at 12:45, before “Health benefits "
        "package: progress update” ends at 13:00. Move one of them, unless they are meant to run "
        "side by side.",
    ]


def test_the_demonstration_shows_every_kind_of_result(demo):
    results = results_of(demo)
    questions = {question.code: question for question in results.questions}

    assert questions["F-13"].basis == "no_agreement"
    assert questions["A-07"].basis == "agreed"
    assert "rule_not_applied" in questions["A-07"].flags
    assert questions["F-05"].basis == "provisional"
    assert questions["F-04"].reading == "conflict"
    assert "gateway_at_1" in questions["E-04"].flags
    assert "information_gap:MOH" in questions["E-15"].flags
    assert [side.suppressed for side in questions["E-10"].sides] == [True]
    assert questions["M-05"].sides[0].answered == 7
    assert {stage.code for stage in results.stages if stage.level is not None} == {"F", "A", "E"}


def test_its_bottlenecks_come_from_the_bank_and_show_what_others_did(demo):
    advice = advice_on(demo, bottlenecks_of(demo))

    assert len(advice) == 6
    assert all(found.entry and found.examples for found in advice.values())


def test_one_press_proposes_statements_for_all_that_its_bottlenecks_leave_open(demo):
    proposals = propose_from_results(workshop=demo)

    assert proposals.new
    assert all(row.bank_code for row in proposals.new)
    assert not [row.title for row in demo.bottlenecks.all() if "?" in row.title]


def test_two_demonstrations_have_the_same_results(bank):
    first, second = (as_json(results_of(create_full_demo())) for _time in range(2))

    first.pop("workshop"), second.pop("workshop")
    assert first == second


def test_the_demonstration_is_marked_as_illustrative(demo):
    assert demo.illustrative is True


def test_a_moved_demonstration_has_byte_identical_results(demo, tmp_path, capsys):
    call_command("workshop_results", demo.code)
    before = capsys.readouterr().out
    path = tmp_path / "demo.zip"
    write_workshop(demo, path)
    remove_workshop(demo)

    read_workshop(path)

    call_command("workshop_results", demo.code)
    assert capsys.readouterr().out == before
    assert json.loads(before)["workshop"]["code"] == demo.code


def test_the_command_prints_only_the_code(bank, capsys):
    user = make_user()

    call_command("create_demo", facilitator=user.email)

    code = capsys.readouterr().out.strip()
    assert Facilitator.objects.get(user=user).workshop.code == code


def test_the_blank_one_is_open_and_empty(bank, capsys):
    call_command("create_demo", blank=True)

    workshop = Workshop.objects.get(code=capsys.readouterr().out.strip())
    assert {q.state for q in workshop.questions.all()} == {"open"}
    assert workshop.questions.count() == 23
    assert not workshop.institutions.exists()
    assert not Participant.objects.filter(workshop=workshop).exists()


def test_without_a_bank_the_command_says_what_to_do(db):
    with pytest.raises(CommandError, match="No question bank is loaded"):
        call_command("create_demo")


def test_an_unknown_facilitator_is_refused(bank):
    with pytest.raises(CommandError, match="There is no account with the address"):
        call_command("create_demo", facilitator="nobody@example.org")

    assert not Workshop.objects.exists()


def test_one_press_adds_a_workshop_to_play_with(bank, client):
    user = make_user()
    client.force_login(user)

    response = client.post("/demo/")

    workshop = Workshop.objects.get()
    assert response.url == f"/w/{workshop.code}/"
    assert Facilitator.objects.filter(workshop=workshop, user=user).exists()
    assert workshop.illustrative is True


def test_without_a_bank_the_press_says_what_to_do(db, client):
    client.force_login(make_user())

    response = client.post("/demo/", follow=True)

    assert "No question bank is loaded" in response.content.decode()
    assert not Workshop.objects.exists()


@pytest.mark.parametrize("moved", [False, True])
def test_both_databases_print_the_results_kept_here_byte_for_byte(demo, tmp_path, capsys, moved):
    """``results.json`` is what ``workshop_results`` prints of the demonstration.

    When the bank or the demonstration changes on purpose, write it anew from that command.
    """
    Workshop.objects.filter(pk=demo.pk).update(code="DEMO77")
    if moved:
        path = str(tmp_path / "demo.zip")
        call_command("export_workshop", "DEMO77", path)
        remove_workshop(demo)
        call_command("import_workshop", path)
    capsys.readouterr()

    call_command("workshop_results", "DEMO77")

    assert capsys.readouterr().out.encode() == EXPECTED.read_bytes()
