"""However a workshop file is damaged: one sentence, and nothing stored."""

import contextlib
import hashlib
import json
import zipfile

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alignment.models import Workshop
from diagnostics.models import BankRelease
from roadmaps.transfer.container import BrokenFile
from roadmaps.transfer.reading import read_workshop
from roadmaps.transfer.writing import write_workshop
from tests.factories import remove_workshop
from tests.transfer.test_workshop_file import make_full_workshop

pytestmark = pytest.mark.django_db


@pytest.fixture
def members(tmp_path):
    """A whole workshop's members as bytes by name; the workshop itself is gone."""
    path = tmp_path / "whole.zip"
    workshop = make_full_workshop()
    write_workshop(workshop, path)
    remove_workshop(workshop)
    BankRelease.objects.all().delete()
    with zipfile.ZipFile(path) as file:
        return {name: file.read(name) for name in file.namelist()}


@pytest.fixture
def path(tmp_path):
    return tmp_path / "damaged.zip"


def packed(path, members):
    """With a manifest that agrees with whatever the members hold by now."""
    manifest = json.loads(members["manifest.json"])
    for name, body in members.items():
        if name != "manifest.json":
            told = manifest["members"].setdefault(name.removesuffix(".jsonl"), {})
            told["sha256"] = hashlib.sha256(body).hexdigest()
    with zipfile.ZipFile(path, "w") as file:
        for name, body in (members | {"manifest.json": json.dumps(manifest)}).items():
            file.writestr(name, body)
    return path


def with_row(members, name, change):
    first, *others = members[f"{name}.jsonl"].splitlines(keepends=True)
    changed = json.dumps(change(json.loads(first))).encode() + b"\n"
    return members | {f"{name}.jsonl": b"".join([changed, *others])}


def encrypted(path):
    """The mark that a member's content is encrypted, in both its headers."""
    content = bytearray(path.read_bytes())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(signature) + offset] |= 1
    path.write_bytes(content)


def of_an_unknown_packing(path):
    content = bytearray(path.read_bytes())
    for signature, offset in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        content[content.index(signature) + offset] = 99
    path.write_bytes(content)


@pytest.mark.parametrize("spoil", [encrypted, of_an_unknown_packing])
def test_a_container_that_cannot_be_opened_is_refused(members, path, spoil):
    spoil(packed(path, members))

    with pytest.raises(BrokenFile, match=r"damaged.zip is not a workshop file"):
        read_workshop(path)

    assert not Workshop.objects.exists()


@pytest.mark.parametrize(
    "line", [b"not json", b'{"code": ', b"[1, 2]", b"7", b"\xff\xfe", b"[" * 100_000, b"9" * 5000]
)
def test_a_line_that_is_no_row_is_refused(members, path, line):
    packed(path, members | {"sides.jsonl": members["sides.jsonl"] + line + b"\n"})

    with pytest.raises(BrokenFile, match=r"sides.jsonl holds a line that is not a row"):
        read_workshop(path)

    assert not Workshop.objects.exists()


@pytest.mark.parametrize(
    ("name", "change", "message"),
    [
        ("workshop", {"code": ["A"]}, "has no code"),
        ("workshop", {"code": ""}, "has no code"),
        ("workshop", {"title": None}, "workshop, row 1: title: "),
        ("releases", {"digest": {"a": 1}, "title": None}, "question bank in the file"),
        ("sides", {"position": float("inf")}, "sides, row 1"),
        ("sides", {"workshop": None}, "Rows of sides contradict each other"),
        ("actions", {"bottlenecks": [0]}, "refers to one that is absent"),
        ("actions", {"bottlenecks": ["1"]}, "refers to one that is absent"),
        ("actions", {"depends_on": None}, "refers to one that is absent"),
    ],
)
def test_a_row_that_cannot_be_is_refused(members, path, name, change, message):
    packed(path, with_row(members, name, lambda row: row | change))

    with pytest.raises(BrokenFile, match=message):
        read_workshop(path)

    assert not Workshop.objects.exists()


def test_the_command_says_it_in_one_sentence(members, path):
    encrypted(packed(path, members))

    with pytest.raises(CommandError, match="is not a workshop file") as refused:
        call_command("import_workshop", str(path))

    assert len(str(refused.value).splitlines()) == 1


def test_a_file_that_is_not_there_is_named(db, tmp_path):
    with pytest.raises(CommandError, match=r"nowhere.zip cannot be read: No such file"):
        call_command("import_workshop", str(tmp_path / "nowhere.zip"))


ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(st.characters(exclude_categories=()), max_size=20),
    st.just("\x00"),
    st.just("\ud800"),
    st.lists(st.integers(-3, 3), max_size=3),
    st.dictionaries(st.text(max_size=3), st.integers(), max_size=2),
)
IN_A_TEST = {"suppress_health_check": [HealthCheck.function_scoped_fixture]}


@settings(max_examples=150, **IN_A_TEST)
@given(data=st.data())
def test_any_value_anywhere_is_taken_or_refused(members, path, data):
    filled = sorted(name for name, body in members.items() if name.endswith("l") and body)
    name = data.draw(st.sampled_from(filled)).removesuffix(".jsonl")
    row = json.loads(members[f"{name}.jsonl"].splitlines()[0])
    field, value = data.draw(st.sampled_from(sorted(row))), data.draw(ODD)
    packed(path, with_row(members, name, lambda row: row | {field: value}))

    assert_taken_or_refused(path)


@settings(max_examples=100, **IN_A_TEST)
@given(data=st.data())
def test_any_damaged_byte_is_refused_or_harmless(members, path, data):
    content = bytearray(packed(path, members).read_bytes())
    for _time in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    path.write_bytes(content)

    assert_taken_or_refused(path)


def assert_taken_or_refused(path):
    with transaction.atomic(), contextlib.suppress(BrokenFile):
        read_workshop(path)
        transaction.set_rollback(True)
    assert not Workshop.objects.exists()
