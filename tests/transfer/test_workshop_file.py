"""A workshop file carries everything and comes back whole, or not at all."""

import hashlib
import json
import uuid
import zipfile

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.utils import timezone

from alignment.files import ReadFile, store_file
from alignment.models import Event, Facilitator, Workshop
from diagnostics.models import Answer, AnswerRevision, BankRelease, Note, ParkedItem, Question
from roadmaps.models import Action, Bottleneck, Document, RoadmapVersion
from roadmaps.transfer.container import BrokenFile
from roadmaps.transfer.kinds import BY_MODEL
from roadmaps.transfer.reading import read_workshop
from roadmaps.transfer.writing import write_workshop
from tests.factories import (
    make_participants,
    make_question,
    make_user,
    make_workshop,
    remove_workshop,
)

pytestmark = pytest.mark.django_db


def make_full_workshop():
    workshop = make_workshop(title="Café \u2028 “🎈”")
    question = make_question(workshop, release=make_release(), verdict="differ")
    for participant in make_participants(workshop, count=3):
        give_answer(participant, question)
    bottleneck = Bottleneck.objects.create(
        workshop=workshop, number=1, title="Late release", bank_code="BN-18"
    )
    bottleneck.questions.add(question)
    first, second = (
        Action.objects.create(workshop=workshop, ref=ref, cost="12.50") for ref in "ab"
    )
    first.bottlenecks.add(bottleneck)
    first.depends_on.add(second)
    store_file(workshop=workshop, file=ReadFile("act.pdf", "application/pdf", bytes(range(256))))
    ParkedItem.objects.create(workshop=workshop, text="Ask the treasury", question=question)
    Note.objects.create(question=question, text="Health speaks first")
    Event.objects.filter(workshop=workshop).update(from_phone=True, at="2026-01-02T03:04:05Z")
    return workshop


def make_release():
    return BankRelease.objects.create(
        slug="bank", version="1.0.0", title="Bank", licence="CC-BY-4.0", digest="d" * 64
    )


def give_answer(participant, question):
    now, revision = timezone.now(), uuid.uuid4()
    common = {"participant": participant, "question": question, "value": "2", "mode": "individual"}
    times = {"answered_at": now, "received_at": now}
    AnswerRevision.objects.create(id=revision, **common, **times)
    Answer.objects.create(revision=revision, **common, **times)


def moved(workshop, tmp_path):
    """Exported, removed here with its release, and restored."""
    path = tmp_path / "workshop.zip"
    write_workshop(workshop, path)
    remove_workshop(workshop)
    BankRelease.objects.all().delete()
    return read_workshop(path)


def rewritten(path, name, change):
    """The file with one member changed and the manifest made to agree with it."""
    with zipfile.ZipFile(path) as file:
        members = {n: file.read(n) for n in file.namelist()}
    members[name] = change(members[name])
    manifest = json.loads(members["manifest.json"])
    digest = hashlib.sha256(members[name]).hexdigest()
    manifest["members"][name.removesuffix(".jsonl")]["sha256"] = digest
    members["manifest.json"] = json.dumps(manifest).encode()
    with zipfile.ZipFile(path, "w") as file:
        for member, body in members.items():
            file.writestr(member, body)


def test_every_model_of_a_workshop_is_in_the_file():
    own = {
        m
        for app in ("alignment", "diagnostics", "roadmaps")
        for m in apps.get_app_config(app).get_models()
    }
    library = {"BankBottleneck", "BankPractice", "BankTerm", "LibraryStage", "LibraryObjective"}
    outside = library | {"BankRelease", "BankQuestion", "ShortForm", "Rehearsal"}
    outside |= {"Invitation", "Pairing"}  # ways in, good on this server only
    outside.add("FollowUpReport")  # made again on demand

    assert {m.__name__ for m in own - BY_MODEL.keys()} == outside


def test_a_workshop_comes_back_as_it_was(tmp_path):
    workshop = make_full_workshop()
    first = tmp_path / "first.zip"
    write_workshop(workshop, first)

    restored = moved(workshop, tmp_path)

    again = tmp_path / "again.zip"
    write_workshop(restored, again)
    assert lines_of(again) == lines_of(first)
    assert restored.title == "Café \u2028 “🎈”"


def lines_of(path):
    with zipfile.ZipFile(path) as file:
        return {n: file.read(n) for n in file.namelist() if n != "manifest.json"}


def test_links_between_rows_survive(tmp_path):
    moved(make_full_workshop(), tmp_path)

    action = Action.objects.get(ref="a")
    assert [b.title for b in action.bottlenecks.all()] == ["Late release"]
    assert [a.ref for a in action.depends_on.all()] == ["b"]
    assert [q.code for q in Bottleneck.objects.get().questions.all()] == ["F-01"]
    assert Question.objects.get().release.version == "1.0.0"


@pytest.mark.parametrize(
    ("model", "member", "field", "value"),
    [
        (Bottleneck, "bottlenecks", "bank_code", "BN-18"),
        (Question, "questions", "verdict", "differ"),
    ],
)
def test_a_file_from_before_a_field_was_kept_is_read(tmp_path, model, member, field, value):
    workshop = make_full_workshop()
    path = tmp_path / "workshop.zip"
    write_workshop(workshop, path)
    known = f'"{field}": "{value}", '.encode()
    rewritten(path, f"{member}.jsonl", lambda body: body.replace(known, b""))
    remove_workshop(workshop)

    read_workshop(path)

    assert getattr(model.objects.get(), field) == ""


def test_a_file_from_before_a_kind_of_row_was_kept_is_read(tmp_path):
    path = tmp_path / "w.zip"
    workshop = make_full_workshop()
    write_workshop(workshop, path)
    remove_workshop(workshop)
    with zipfile.ZipFile(path) as file:
        members = {name: file.read(name) for name in file.namelist() if name != "files.jsonl"}
    manifest = json.loads(members["manifest.json"])
    del manifest["members"]["files"]
    members["manifest.json"] = json.dumps(manifest)
    with zipfile.ZipFile(path, "w") as file:
        for name, body in members.items():
            file.writestr(name, body)

    assert read_workshop(path).code == workshop.code


def test_a_facilitator_without_an_account_here_is_left_out(tmp_path):
    path = tmp_path / "workshop.zip"
    someone = make_user()
    workshop = make_workshop(by=someone)
    write_workshop(workshop, path)
    workshop.delete()
    someone.delete()

    restored = read_workshop(path)

    assert not Facilitator.objects.filter(workshop=restored).exists()


def test_a_signed_document_travels_and_a_draft_does_not(tmp_path):
    workshop = make_workshop()
    version = RoadmapVersion.objects.create(
        workshop=workshop, number=1, content={}, digest="e" * 64, signed_at=timezone.now()
    )
    common = {"workshop": workshop, "kind": "pdf", "language": "en", "state": "ready"}
    Document.objects.create(version=version, digest="e" * 64, content=b"%PDF signed", **common)
    Document.objects.create(digest="f" * 64, content=b"%PDF draft", **common)
    path = tmp_path / "workshop.zip"
    write_workshop(workshop, path)
    Document.objects.all().delete()
    workshop.delete()

    read_workshop(path)

    assert [bytes(d.content) for d in Document.objects.all()] == [b"%PDF signed"]


def test_a_workshop_already_here_is_not_overwritten(tmp_path):
    workshop = make_workshop()
    path = tmp_path / "workshop.zip"
    write_workshop(workshop, path)

    with pytest.raises(BrokenFile, match=f"{workshop.code} is already here"):
        read_workshop(path)

    assert Workshop.objects.count() == 1


def not_a_zip(path):
    path.write_bytes(b"hello")


def cut_short(path):
    path.write_bytes(path.read_bytes()[:-200])


def scrambled(path):
    with zipfile.ZipFile(path) as file:
        packed = file.infolist()[0]
    content = bytearray(path.read_bytes())
    more = int.from_bytes(content[packed.header_offset + 28 : packed.header_offset + 30], "little")
    start = packed.header_offset + 30 + len(packed.filename) + more
    content[start : start + packed.compress_size] = b"\xff" * packed.compress_size
    path.write_bytes(content)


def without_manifest(path):
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("workshop.jsonl", "{}")


def damaged(path):
    with zipfile.ZipFile(path) as file:
        members = {n: file.read(n) for n in file.namelist()}
    with zipfile.ZipFile(path, "w") as file:
        for name, body in members.items():
            file.writestr(name, body.replace(b"Joint", b"Jaint"))


def with_a_surplus_member(path):
    with zipfile.ZipFile(path, "a") as file:
        file.writestr("../evil.txt", "x")


def of_a_newer_schema(path):
    with zipfile.ZipFile(path) as file:
        members = {n: file.read(n) for n in file.namelist()}
    manifest = json.loads(members["manifest.json"]) | {"schema": 99}
    with zipfile.ZipFile(path, "w") as file:
        for name, body in (members | {"manifest.json": json.dumps(manifest)}).items():
            file.writestr(name, body)


def with_an_unknown_field(path):
    rewritten(path, "sides.jsonl", lambda body: body.replace(b'"code"', b'"kode"'))


def with_a_wrong_value(path):
    rewritten(path, "sides.jsonl", lambda body: body.replace(b'"MOH"', b'"MOON"'))


def with_a_reference_to_nothing(path):
    rewritten(path, "sides.jsonl", lambda body: body.replace(b'"workshop": 1', b'"workshop": 9'))


def with_doubled_rows(path):
    rewritten(path, "sides.jsonl", lambda body: body + body)


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (not_a_zip, "is not a workshop file"),
        (cut_short, "is not a workshop file"),
        (scrambled, "is not a workshop file"),
        (without_manifest, "manifest.json is missing"),
        (damaged, "was changed or damaged"),
        (with_a_surplus_member, "does not hold: '../evil.txt'"),
        (of_a_newer_schema, "newer version"),
        (with_an_unknown_field, "sides, row 1: 'kode' is not known here"),
        (with_a_wrong_value, "sides, row 1: code: "),
        (with_a_reference_to_nothing, "sides, row 1 cannot be read"),
        (with_doubled_rows, "Rows of sides contradict each other"),
    ],
)
def test_a_spoilt_file_is_refused_and_leaves_nothing(tmp_path, spoil, message):
    workshop = make_workshop()
    path = tmp_path / "workshop.zip"
    write_workshop(workshop, path)
    workshop.delete()
    spoil(path)

    with pytest.raises(BrokenFile, match=message):
        read_workshop(path)

    assert not Workshop.objects.exists()


def test_the_commands_move_a_workshop(tmp_path, capsys):
    workshop = make_workshop()
    path = str(tmp_path / "w.zip")

    call_command("export_workshop", workshop.code.lower(), path)
    workshop.delete()
    call_command("import_workshop", path)

    assert Workshop.objects.get().code == workshop.code
    assert f"{workshop.code} restored" in capsys.readouterr().out


def test_a_file_that_cannot_be_written_is_named(tmp_path):
    workshop = make_workshop()

    with pytest.raises(CommandError, match="cannot be written"):
        call_command("export_workshop", workshop.code, str(tmp_path / "no" / "w.zip"))
