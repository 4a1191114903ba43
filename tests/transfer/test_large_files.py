"""A workshop with many photos: its file needs little memory and is never written in vain."""

import os
import tracemalloc

import pytest
from django.core.management import CommandError, call_command

from alignment.files import ReadFile, store_file
from alignment.models import StoredFile, Workshop
from roadmaps.transfer import container, reading, writing
from roadmaps.transfer.container import BrokenFile
from roadmaps.transfer.reading import read_workshop
from roadmaps.transfer.writing import write_workshop
from tests.factories import make_workshop, remove_workshop
from tests.transfer.test_workshop_file import lines_of, make_full_workshop

pytestmark = pytest.mark.django_db

MEGABYTE = 1024 * 1024


def make_photos(workshop, *, count, size):
    for number in range(count):
        photo = ReadFile(f"{number}.jpg", "image/jpeg", os.urandom(size))
        store_file(workshop=workshop, file=photo)


def peak_of(act) -> int:
    tracemalloc.start()
    act()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


def test_writing_and_reading_need_memory_for_a_batch_and_not_for_all(tmp_path, monkeypatch):
    monkeypatch.setattr(container, "BATCH_BYTES", MEGABYTE)
    workshop, path = make_workshop(), tmp_path / "w.zip"
    make_photos(workshop, count=40, size=MEGABYTE // 2)

    written = peak_of(lambda: write_workshop(workshop, path))
    remove_workshop(workshop)
    restored = peak_of(lambda: read_workshop(path))

    assert (written < 8 * MEGABYTE, restored < 12 * MEGABYTE) == (True, True)
    assert StoredFile.objects.count() == 40


@pytest.mark.parametrize(("rows", "size"), [(1, MEGABYTE), (2, MEGABYTE), (500, 1)])
def test_however_the_rows_are_batched_the_workshop_is_the_same(tmp_path, monkeypatch, rows, size):
    monkeypatch.setattr(container, "BATCH_ROWS", rows)
    monkeypatch.setattr(reading, "BATCH_ROWS", rows)
    monkeypatch.setattr(container, "BATCH_BYTES", size)
    workshop = make_full_workshop()
    make_photos(workshop, count=3, size=100)
    first, again = tmp_path / "first.zip", tmp_path / "again.zip"
    write_workshop(workshop, first)
    remove_workshop(workshop)

    write_workshop(read_workshop(first), again)

    assert lines_of(again) == lines_of(first)


def test_what_could_not_be_read_back_is_not_written(tmp_path, monkeypatch):
    monkeypatch.setattr(writing, "LARGEST_ROW", 100_000)
    workshop = make_workshop()
    make_photos(workshop, count=1, size=100_000)

    with pytest.raises(CommandError, match=r"too large for a workshop file \(in files, .*backup"):
        call_command("export_workshop", workshop.code, str(tmp_path / "w.zip"))

    assert list(tmp_path.iterdir()) == []


def test_a_row_of_somebody_elses_making_cannot_fill_the_memory(tmp_path, monkeypatch):
    workshop, path = make_workshop(), tmp_path / "w.zip"
    make_photos(workshop, count=1, size=100_000)
    write_workshop(workshop, path)
    remove_workshop(workshop)
    monkeypatch.setattr(container, "LARGEST_ROW", 100_000)

    with pytest.raises(BrokenFile, match=r"files.jsonl holds a row that is too large"):
        read_workshop(path)

    assert not Workshop.objects.exists()
