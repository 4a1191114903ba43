"""The rolling copy: the last few are kept, and a stick that is gone is told, not fatal."""

import datetime

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from alignment.copies import KEY, last_copy, note_copy
from roadmaps.backups.reading import checked
from roadmaps.backups.rolling import copy_now
from tests.factories import make_user, make_workshop


@pytest.fixture
def stick(tmp_path):
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.mark.django_db(transaction=True)
def test_the_last_copies_are_kept_and_nothing_else_is_touched(stick):
    (stick / "holiday.zip").write_bytes(b"mine")
    (stick / "accord-20260302-090000-000000.zip.part").write_bytes(b"half")

    made = [copy_now(stick, keep=2, every=60) for _ in range(3)]

    copies = sorted(stick.glob("accord-*"))
    assert [path.name for path in stick.glob("*") if path not in copies] == ["holiday.zip"]
    assert len(copies) == 2
    assert [checked(path)["format"] for path in copies] == ["accord-backup"] * 2
    assert last_copy() == made[-1]
    assert made[-1].is_well


@pytest.mark.django_db(transaction=True)
def test_a_stick_that_is_gone_is_told_and_its_place_is_not_filled(stick):
    good = copy_now(stick, keep=2, every=60)
    for path in stick.iterdir():
        path.unlink()
    stick.rmdir()

    failed = copy_now(stick, keep=2, every=60)

    assert not stick.exists()
    assert failed.fault == f"{stick} is not there. Put the stick back in."
    assert failed.at == good.at
    assert not failed.is_well


@pytest.mark.django_db(transaction=True)
def test_the_command_makes_one_copy_or_says_why_not(stick, capsys):
    call_command("rolling_backup", str(stick), once=True)
    assert capsys.readouterr().out.startswith("A copy was made at ")
    assert len(list(stick.iterdir())) == 1

    with pytest.raises(CommandError, match="Put the stick back in"):
        call_command("rolling_backup", str(stick / "gone"), once=True)


@pytest.mark.parametrize("number", ["0", "-1", "often"])
def test_a_number_that_makes_no_sense_is_refused(stick, number):
    with pytest.raises(CommandError, match="must be a whole number from 1"):
        call_command("rolling_backup", str(stick), "--every", number)


@pytest.fixture
def page(client, db, settings):
    """What the facilitator's page says about the copies."""
    facilitator = make_user()
    workshop = make_workshop(by=facilitator)
    client.force_login(facilitator)
    address = reverse("diagnostics:run", args=[workshop.code])

    def read():
        whole = client.get(address).content.decode()
        part = client.get(f"{address}?part=copies", headers={"HX-Request": "true"})
        shown = part.content.decode().strip()
        assert (shown in whole) == bool(settings.BACKUP_DIR)
        return shown

    return read


def test_the_page_tells_when_the_last_copy_was_made(page, settings):
    settings.BACKUP_DIR = "/media/stick/accord"
    assert "No copy was made yet." in page()

    copy = note_copy(every=60)

    assert f'datetime="{copy.at.isoformat()}"' in page()
    assert "alert" not in page()


def test_the_page_warns_when_the_stick_is_gone(page, settings):
    settings.BACKUP_DIR = "/media/stick/accord"
    note_copy(every=60)
    note_copy(every=60, fault="/media/stick/accord is not there. Put the stick back in.")

    assert "alert-warning" in page()
    assert "Put the stick back in." in page()


def test_the_page_warns_when_nobody_makes_copies_any_more(page, settings):
    settings.BACKUP_DIR = "/media/stick/accord"
    long_ago = timezone.now() - datetime.timedelta(minutes=10)
    cache.set(KEY, {"at": long_ago, "tried_at": long_ago, "fault": "", "every": 60})

    assert "Copies have stopped." in page()


def test_nothing_is_said_where_no_copies_are_asked_for(page, settings):
    settings.BACKUP_DIR = ""
    note_copy(every=60)

    assert "Last copy" in page()  # the fixture looks for it on the whole page, in vain
