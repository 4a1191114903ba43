"""Commands that change a workshop keep the rules that pages keep."""

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from alignment.models import Event, Workshop
from roadmaps.content import content_digest, roadmap_content
from roadmaps.services.signing import sign
from roadmaps.signatures import standing_signatures
from tests.factories import (
    PIN,
    make_action,
    make_answers,
    make_question,
    make_workshop,
)
from tests.roadmaps.people import make_signatory

TABLES = {
    "import_participants": "institution,side,seats\nTreasury,MOF,2\n",
    "import_agenda": "day,start,end,title,responsible\n2026-03-02,09:00,10:00,Opening,Chair\n",
    "import_answers": "participant,institution,round,question,answer\n1,Treasury,,F-01,3\n",
    "import_roadmap": "bottleneck\nLate release\n",
}


def make_signed():
    """A workshop with an action that the ministry of health has signed."""
    workshop = make_workshop(state="open")
    make_answers(make_question(workshop, state="open"), "123")
    make_action(workshop, text="Publish the ceilings")
    person = make_signatory(workshop, "MOH")
    digest = content_digest(roadmap_content(workshop, "en"))
    sign(participant=person, pin=PIN, name="Habiba N.", post="Minister", digest=digest)
    return workshop


def table(tmp_path, command):
    path = tmp_path / "table.csv"
    path.write_text(TABLES[command])
    return str(path)


@pytest.mark.parametrize("put_away", ["archived_at", "delete_at"])
@pytest.mark.parametrize("command", [*TABLES, "workshop_state"])
def test_a_workshop_that_is_put_away_takes_nothing_new(db, tmp_path, command, put_away):
    workshop = make_workshop(state="open")
    make_question(workshop)
    Workshop.objects.filter(pk=workshop.pk).update(**{put_away: timezone.now()})
    rest = ["all", "open"] if command == "workshop_state" else [table(tmp_path, command)]
    before = Event.objects.count()

    with pytest.raises(CommandError, match="is put away and takes nothing new"):
        call_command(command, workshop.code, *rest)

    assert not workshop.institutions.exists()
    assert workshop.questions.get().state == "draft"
    assert Event.objects.count() == before


def test_a_put_away_workshop_is_still_read(db, tmp_path, capsys):
    workshop = make_workshop()
    Workshop.objects.filter(pk=workshop.pk).update(archived_at=timezone.now())

    call_command("workshop_results", workshop.code)
    call_command("export_workshop", workshop.code, str(tmp_path / "w.zip"))

    assert (tmp_path / "w.zip").exists()


def test_a_command_that_voids_a_signature_logs_and_says_it_without_a_name(db, tmp_path, capsys):
    workshop = make_signed()
    assert len(standing_signatures(workshop.code)) == 1

    call_command("import_roadmap", workshop.code, table(tmp_path, "import_roadmap"))

    said = capsys.readouterr().err
    assert "the signature of Ministry of health is void" in said
    assert "Habiba" not in said
    [event] = Event.objects.filter(action="signature_voided")
    assert (event.subject, event.by) == ("MOH", None)


def test_a_command_that_changes_nothing_signed_says_nothing(db, tmp_path, capsys):
    workshop = make_signed()
    before = standing_signatures(workshop.code)

    call_command("import_agenda", workshop.code, table(tmp_path, "import_agenda"))

    assert standing_signatures(workshop.code) == before
    assert capsys.readouterr().err == ""


def test_the_addresses_that_workshops_in_use_are_fixed_to_are_listed(db, capsys):
    here = make_workshop()
    over, away = make_workshop(state="concluded"), make_workshop()
    make_workshop()
    for workshop in (here, over, away):
        Workshop.objects.filter(pk=workshop.pk).update(join_address="http://192.168.4.1:8000")
    Workshop.objects.filter(pk=away.pk).update(archived_at=timezone.now())

    call_command("fixed_addresses")

    assert capsys.readouterr().out == f"{here.code} http://192.168.4.1:8000\n"
