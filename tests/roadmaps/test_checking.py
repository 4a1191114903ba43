"""Whoever holds a copy of the signed roadmap can check it, and learns nothing more."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from roadmaps.addresses import check_url
from roadmaps.services.documents import store_document
from tests.factories import make_action, make_workshop
from tests.roadmaps.test_documents import sign_both

pytestmark = pytest.mark.django_db
FILE = b"%PDF-signed"


@pytest.fixture
def version():
    workshop = make_workshop(state="open", country="RW", title="Aligning budgets")
    make_action(workshop, text="Publish the ceilings", lead="Budget office")
    version = sign_both(workshop)
    store_document(document=version.documents.get(), content=FILE)
    return version


def address(version):
    return reverse("roadmaps:check", args=[version.token])


def sent(client, version, content, name="roadmap.pdf"):
    return client.post(address(version), {"file": SimpleUploadedFile(name, content)})


def words(response):
    return " ".join(response.content.decode().split())


def test_a_stranger_sees_what_was_signed_and_by_which_ministries(client, version):
    page = words(client.get(address(version)))

    assert "Aligning budgets" in page
    assert "Rwanda" in page
    assert version.digest[:8] in page
    assert "Ministry of health" in page
    assert "Ministry of finance" in page
    assert "have not released it for circulation" in page


def test_no_name_and_no_text_of_the_roadmap_stands_there(client, version):
    page = words(client.get(address(version)))

    for said in ("Ada", "Secretary", "Publish the ceilings", "Budget office"):
        assert said not in page


def test_the_signed_file_is_known_again(client, version):
    response = sent(client, version, FILE)

    assert "Yes: this is the signed file of version 1." in words(response)


@pytest.mark.parametrize("content", [FILE + b" ", b"", b"%PDF-other", b"\x00" * 5000])
def test_any_other_file_is_not(client, version, content):
    assert "This is not the signed file." in words(sent(client, version, content))


def test_a_missing_file_is_asked_for(client, version):
    assert "Choose the file to compare." in words(client.post(address(version)))


def test_a_file_too_large_to_be_ours_is_refused_unread(client, version, monkeypatch):
    monkeypatch.setattr("roadmaps.forms.checking.LARGEST", 5)

    assert "larger than any roadmap made here" in words(sent(client, version, FILE))


def test_the_file_of_another_workshop_is_not_this_one(client, version):
    other = make_workshop(state="open")
    make_action(other)
    another = sign_both(other)
    store_document(document=another.documents.get(), content=b"%PDF-another")

    assert "This is not the signed file." in words(sent(client, version, b"%PDF-another"))


def test_a_later_version_is_named(client, version):
    workshop = version.workshop
    workshop.roadmap_versions.create(
        number=2, content=version.content, digest="f" * 64, signed_at=version.signed_at
    )

    assert "A later version was signed: version 2" in words(client.get(address(version)))


def test_a_guessed_address_leads_nowhere(client, version):
    assert client.get(reverse("roadmaps:check", args=["A" * 22])).status_code == 404
    assert len(version.token) == 22


def test_the_address_is_printed_only_where_it_outlives_the_room(version, settings):
    assert check_url(version) == ""

    settings.PUBLIC_URL = "https://accord.example.org"
    assert check_url(version) == f"https://accord.example.org{address(version)}"

    version.token = None
    assert check_url(version) == ""
