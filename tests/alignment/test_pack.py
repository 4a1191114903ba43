"""The document pack: files and links, who may see them, and how they travel."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from alignment.files import ReadFile
from alignment.models import Event, PackDocument, StoredFile, Workshop
from alignment.services.pack import add_document, change_document, remove_document
from alignment.services.people import side_named
from alignment.services.sides import remove_side
from diagnostics.services.duplication import duplicate_workshop
from roadmaps.transfer.reading import read_workshop
from roadmaps.transfer.writing import write_workshop
from tests.factories import (
    make_participants,
    make_user,
    make_workshop,
    remove_workshop,
    take_seat,
)

pytestmark = pytest.mark.any_database

LINK = "https://example.org/act"
ACT = ReadFile("act.txt", "text/plain; charset=utf-8", b"Article 1")


@pytest.fixture
def facilitator(client, db):
    user = make_user()
    client.force_login(user)
    return user


def page(workshop, name="pack", *args):
    return reverse(f"alignment:{name}", args=[workshop.code, *args])


def send(client, address, **data):
    plain = {"title": "Budget law", "kind": "law", "audience": "everybody"}
    return client.post(address, plain | data, follow=True)


def upload(name="act.txt", content=b"Article 1"):
    return SimpleUploadedFile(name, content)


def test_a_file_is_kept_and_handed_out_again(client, facilitator):
    workshop = make_workshop(by=facilitator)

    shown = send(client, page(workshop), upload=upload(), year="2019", source="Parliament")
    document = workshop.pack.get()
    response = client.get(page(workshop, "pack_file", document.pk))

    assert "Budget law" in shown.content.decode()
    assert (document.kind, document.year, document.source) == ("law", 2019, "Parliament")
    assert response.content == b"Article 1"
    assert response["Content-Disposition"] == 'attachment; filename="act.txt"'


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({}, "Choose a file, or type a link."),
        ({"url": LINK, "upload": True}, "Give a file or a link, not both."),
        ({"url": "javascript:alert(1)"}, "Enter a valid URL."),
        ({"url": "ftp://example.org/act"}, "Enter a valid URL."),
        ({"url": LINK, "audience": "side"}, "Choose the side."),
        ({"upload": b"\x00\x01"}, "not one of the kinds taken here"),
        ({"upload": b""}, "The submitted file is empty."),
    ],
)
def test_what_is_missing_or_wrong_is_said_and_nothing_is_stored(
    client, facilitator, data, sentence
):
    workshop = make_workshop(by=facilitator)
    if "upload" in data:
        content = data["upload"] if isinstance(data["upload"], bytes) else b"Article 1"
        data = data | {"upload": upload(content=content)}

    shown = send(client, page(workshop), **data)

    assert sentence in shown.content.decode()
    assert not PackDocument.objects.exists()
    assert not StoredFile.objects.exists()


def test_a_new_file_or_a_link_takes_the_place_of_the_old_file(db):
    workshop = make_workshop()
    document = add_document(workshop=workshop, title="Act", file=ACT)

    change_document(document=document, title="The act", url="", audience="everybody")
    assert (document.title, document.file.name) == ("The act", "act.txt")
    change_document(document=document, title="The act", file=ReadFile("b.txt", "text/plain", b"b"))
    assert [file.name for file in workshop.files.all()] == ["b.txt"]
    change_document(document=document, title="The act", url=LINK)

    assert (document.url, document.file) == (LINK, None)
    assert not workshop.files.exists()


def test_removing_is_asked_for_once_more_and_takes_the_file_along(client, facilitator):
    workshop = make_workshop(by=facilitator)
    document = add_document(workshop=workshop, title="Act", file=ACT)
    url = page(workshop, "pack_document_remove", document.pk)

    asked = client.get(url)
    assert "It cannot be brought back" in asked.content.decode()
    client.post(url)

    assert not workshop.pack.exists()
    assert not workshop.files.exists()


@pytest.mark.parametrize(
    ("audience", "seen_by"),
    [
        ("facilitators", set()),
        ("ministries", {"MOH", "MOF"}),
        ("side", {"MOF"}),
        ("everybody", {"MOH", "MOF", "PARTNER"}),
    ],
)
def test_who_may_see_a_document(client, db, audience, seen_by):
    workshop = make_workshop(state="open")
    side = side_named(workshop, "MOF") if audience == "side" else None
    document = add_document(
        workshop=workshop, title="Act 7", file=ACT, audience=audience, side=side
    )
    file_url = reverse("diagnostics:own_pack_file", args=[workshop.code, document.pk])

    found = {}
    for code in ("MOH", "MOF", "PARTNER"):
        take_seat(client, make_participants(workshop, code)[0])
        listed = client.get(reverse("diagnostics:own_pack", args=[workshop.code]))
        home = client.get(reverse("diagnostics:me", args=[workshop.code]))
        opened = client.get(file_url).status_code == 200
        named = "Act 7" in listed.content.decode()
        assert ("1 document to read" in home.content.decode()) is named is opened
        found[code] = opened

    assert {code for code, opened in found.items() if opened} == seen_by


def test_an_institution_without_a_side_sees_what_everybody_sees(db):
    workshop = make_workshop()
    [person] = make_participants(workshop)
    person.institution.side = None
    for audience in ("facilitators", "ministries", "everybody"):
        add_document(workshop=workshop, title=audience, url=LINK, audience=audience)

    assert [d.title for d in PackDocument.objects.seen_by(person)] == ["everybody"]


def test_a_side_that_is_taken_away_leaves_its_documents_to_facilitators(db):
    workshop = make_workshop()
    side = side_named(workshop, "PARTNER")
    document = add_document(workshop=workshop, title="Act", url=LINK, audience="side", side=side)
    [person] = make_participants(workshop)

    remove_side(side=side)

    document.refresh_from_db()
    assert document.side is None
    assert not PackDocument.objects.seen_by(person).exists()


def test_the_database_takes_a_file_or_a_link_and_never_both_or_none(db):
    workshop = make_workshop()
    document = add_document(workshop=workshop, title="Act", file=ACT)

    for wrong in ({"url": LINK}, {"file": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            PackDocument.objects.filter(pk=document.pk).update(**wrong)


def test_the_log_says_it_without_the_title(db):
    user = make_user()
    workshop = make_workshop()
    document = add_document(workshop=workshop, title="Secret", url=LINK, kind="law", by=user)
    remove_document(document=document, by=user)

    events = Event.objects.filter(action__startswith="document").order_by("pk")
    assert list(events.values_list("action", "subject", "by")) == [
        ("document_added", "", user.pk),
        ("document_removed", "", user.pk),
    ]


def test_a_duplicate_takes_copies_along(db):
    workshop = make_workshop()
    side = side_named(workshop, "MOF")
    add_document(workshop=workshop, title="Act", file=ACT, audience="side", side=side)
    days = {"starts_on": workshop.starts_on, "ends_on": workshop.ends_on}

    new = duplicate_workshop(
        workshop=workshop, title="Next", with_people=False, by=make_user(), **days
    )

    copy = new.pack.get()
    assert (copy.title, copy.audience, copy.side.code) == ("Act", "side", "MOF")
    assert copy.side.workshop == copy.file.workshop == new
    assert bytes(copy.file.content) == b"Article 1"
    assert workshop.files.count() == 1


def test_the_pack_travels_in_the_workshop_file(db, tmp_path):
    workshop = make_workshop()
    add_document(workshop=workshop, title="Act", file=ACT)
    add_document(workshop=workshop, title="Link", url=LINK, year=2020)
    write_workshop(workshop, tmp_path / "w.zip")
    PackDocument.objects.all().delete()
    remove_workshop(workshop)

    restored = read_workshop(tmp_path / "w.zip")

    found = restored.pack.order_by("pk").values_list("title", "url", "year", "file__name")
    assert list(found) == [("Act", "", None, "act.txt"), ("Link", LINK, 2020, None)]
    assert bytes(restored.files.get().content) == b"Article 1"


def test_a_concluded_workshop_takes_no_document(client, facilitator):
    workshop = make_workshop(by=facilitator)
    Workshop.objects.filter(pk=workshop.pk).update(state="concluded")

    shown = send(client, page(workshop), url=LINK)

    assert "The workshop is concluded." in shown.content.decode()
    assert not PackDocument.objects.exists()
