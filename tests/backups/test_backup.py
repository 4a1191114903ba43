"""A backup holds everything, is written while people answer, and comes back whole or not at all."""

import datetime
import hashlib
import json
import threading
import zipfile

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from accounts.models import User
from alignment.models import Event, Participant, Workshop
from diagnostics.models import Answer, AnswerRevision
from diagnostics.services.answers import record_answer
from roadmaps.backups.moment import one_moment
from roadmaps.backups.reading import checked
from roadmaps.backups.tables import tables
from roadmaps.backups.writing import write_backup
from roadmaps.models import Document
from tests.factories import (
    PIN,
    make_action,
    make_answers,
    make_question,
    make_user,
    make_workshop,
    take_seat,
)

pytestmark = pytest.mark.django_db(transaction=True)


def make_room(**fields):
    workshop = make_workshop(title="Café \u2028 “🎈”", **fields)
    question = make_question(workshop, state="open")
    make_answers(question, "132")
    make_action(workshop, cost="12.50")
    Document.objects.create(
        workshop=workshop, kind="pdf", language="en", state="ready", content=b"%PDF\x00\xff"
    )
    return workshop


def rows_of(path):
    with zipfile.ZipFile(path) as file:
        names = (name for name in file.namelist() if name.endswith(".jsonl"))
        return {name: [json.loads(line) for line in file.open(name)] for name in names}


def lose_everything():
    call_command("flush", interactive=False, verbosity=0)


def rewritten(path, **members):
    """The file with some members changed, and the manifest made to agree with them."""
    with zipfile.ZipFile(path) as file:
        held = {name: file.read(name) for name in file.namelist()}
    manifest = json.loads(held["manifest.json"]) | members.pop("manifest", {})
    for name, body in members.items():
        held[f"{name}.jsonl"] = body
        manifest["tables"][name] |= {
            "sha256": hashlib.sha256(body).hexdigest(),
            "rows": body.count(b"\n"),
        }
    held["manifest.json"] = json.dumps(manifest).encode()
    with zipfile.ZipFile(path, "w") as file:
        for name, body in held.items():
            file.writestr(name, body)


def test_everything_comes_back_as_it_was(tmp_path):
    make_room()
    moment = datetime.datetime(2026, 3, 2, 9, 30, 15, 123457, tzinfo=datetime.UTC)
    Event.objects.update(at=moment)
    first, again = tmp_path / "first.zip", tmp_path / "again.zip"
    write_backup(first)
    lose_everything()

    call_command("restore", str(first))

    write_backup(again)
    assert rows_of(again) == rows_of(first)
    assert set(rows_of(first)) == {f"{name}.jsonl" for name in tables()}
    assert Workshop.objects.get().title == "Café \u2028 “🎈”"
    assert {event.at for event in Event.objects.all()} == {moment}
    assert bytes(Document.objects.get().content) == b"%PDF\x00\xff"


def test_the_next_row_gets_a_number_that_no_restored_row_has(tmp_path):
    workshop = make_room()
    write_backup(tmp_path / "backup.zip")
    make_workshop()  # the numbers went on since
    call_command("restore", str(tmp_path / "backup.zip"), replace=True)

    assert make_workshop().pk > workshop.pk
    make_question(workshop, "F-02")
    make_action(workshop).causes.create(workshop=workshop, text="Late circular")


def test_a_phone_stays_in_its_seat(tmp_path, client):
    participant = make_room(state="open").participants.first()
    take_seat(client, participant)
    write_backup(tmp_path / "backup.zip")
    lose_everything()

    call_command("restore", str(tmp_path / "backup.zip"))

    page = client.get(f"/j/{participant.workshop.code}/me/")
    assert page.status_code == 200
    assert Participant.objects.get(pk=participant.pk).pin != PIN


def test_whoever_was_signed_in_stays_so(tmp_path, client):
    workshop = make_room()
    client.force_login(workshop.facilitators.get().user)
    write_backup(tmp_path / "backup.zip")
    lose_everything()

    call_command("restore", str(tmp_path / "backup.zip"))

    assert client.get(f"/w/{workshop.code}/").status_code == 200


def test_only_the_owner_may_read_the_file_and_nothing_half_written_stays(tmp_path):
    path = tmp_path / "backup.zip"

    call_command("backup", str(path))

    assert path.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.glob("*backup*")) == [path]


def save_from_another_connection(question, participant):
    def save():
        record_answer(participant=participant, question=question, value="4")
        connection.close()

    other = threading.Thread(target=save)
    other.start()
    other.join(timeout=10)
    assert not other.is_alive()


def test_people_save_while_a_backup_reads_and_it_shows_one_moment():
    question = make_room().questions.get()
    participant = question.workshop.participants.first()

    with one_moment() as reader:
        seen = AnswerRevision.objects.using(reader)
        before = seen.count()
        save_from_another_connection(question, participant)
        after = seen.count()

    assert (before, after) == (3, 3)
    assert AnswerRevision.objects.count() == 4


def test_the_keys_of_make_run_travel_for_the_owner_only(tmp_path, settings, keys_folder):
    (keys_folder / "facilitator_password").write_text("the first password\n")
    (keys_folder / "demo_code").write_text("ABC\n")
    write_backup(tmp_path / "backup.zip")
    settings.KEYS_DIR = tmp_path / "second laptop"
    settings.KEYS_DIR.mkdir()
    (settings.KEYS_DIR / "address").write_text("10.0.0.7\n")

    call_command("restore", str(tmp_path / "backup.zip"), replace=True, keys=True)

    kept = {path.name: path.read_text() for path in settings.KEYS_DIR.iterdir()}
    assert kept == {
        "secret_key": "only-for-tests\n",
        "facilitator_password": "the first password\n",
        "demo_code": "ABC\n",
    }
    assert {path.stat().st_mode & 0o777 for path in settings.KEYS_DIR.iterdir()} == {0o600}


def test_a_restore_under_another_key_says_that_people_sign_in_anew(tmp_path, settings, capsys):
    write_backup(tmp_path / "backup.zip")
    settings.SECRET_KEY = "another"

    call_command("restore", str(tmp_path / "backup.zip"))

    printed = capsys.readouterr().out
    assert "so phones and facilitators sign in anew" in printed
    assert "only-for-tests" not in printed


def test_what_is_here_is_lost_only_on_demand(tmp_path):
    path = tmp_path / "backup.zip"
    write_backup(path)
    make_user(email="here@example.org")

    with pytest.raises(CommandError, match="say --replace to lose them"):
        call_command("restore", str(path))

    assert User.objects.get().email == "here@example.org"
    call_command("restore", str(path), replace=True)
    assert not User.objects.exists()


def not_a_zip(path):
    path.write_bytes(b"hello")


def cut_short(path):
    path.write_bytes(path.read_bytes()[:-200])


def one_byte_flipped(path):
    with zipfile.ZipFile(path) as file:
        packed = max(file.infolist(), key=lambda member: member.compress_size)
    body = bytearray(path.read_bytes())
    body[packed.header_offset + 30 + len(packed.filename) + packed.compress_size // 2] ^= 0x10
    path.write_bytes(body)


def a_member_missing(path):
    with zipfile.ZipFile(path) as file:
        held = {name: file.read(name) for name in file.namelist()}
    del held["alignment_workshop.jsonl"]
    with zipfile.ZipFile(path, "w") as file:
        for name, body in held.items():
            file.writestr(name, body)


def another_kind_of_file(path):
    rewritten(path, manifest={"format": "accord-workshop"})


def from_the_future(path):
    rewritten(path, manifest={"migrations": [*checked(path)["migrations"], "roadmaps.9999_more"]})


def from_the_past(path):
    rewritten(path, manifest={"migrations": checked(path)["migrations"][:-1]})


def without_a_manifest(path):
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("keys.json", "{}")


def a_row_without_its_workshop(path):
    rewritten(path, alignment_workshop=b"")


def a_row_of_nonsense(path):
    rewritten(path, alignment_side=b'["x"]\n')


def gone(path):
    path.unlink()


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        (gone, "cannot be read: No such file or directory"),
        (not_a_zip, "is damaged"),
        (cut_short, "is damaged"),
        (one_byte_flipped, "damaged"),
        (a_member_missing, "alignment_workshop.jsonl is missing"),
        (without_a_manifest, "no readable manifest"),
        (another_kind_of_file, "not a backup of Accord"),
        (from_the_future, "written by a newer version"),
        (from_the_past, "written by an older version"),
        (a_row_without_its_workshop, "contradict each other"),
        (a_row_of_nonsense, "contradict each other"),
    ],
)
def test_a_damaged_file_is_refused_and_changes_nothing(tmp_path, damage, sentence):
    path = tmp_path / "backup.zip"
    workshop = make_room()
    write_backup(path)
    damage(path)

    with pytest.raises(CommandError, match=sentence):
        call_command("restore", str(path), replace=True)

    assert Workshop.objects.get() == workshop
    assert Answer.objects.count() == 3


def test_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(CommandError, match="cannot be written: No such file or directory"):
        call_command("backup", str(tmp_path / "nowhere" / "backup.zip"))
