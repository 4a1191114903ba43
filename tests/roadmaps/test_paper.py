"""Logos and paper of the documents, and scans of what was signed by hand."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from alignment.files import ReadFile
from alignment.models import StoredFile
from roadmaps.content import content_digest, roadmap_content
from roadmaps.editions import draft_edition
from roadmaps.services.paper import attach_scan, choose_paper, set_logo
from tests.factories import PICTURE, make_action, make_workshop, take_seat
from tests.roadmaps.people import make_officials, make_signatory
from tests.roadmaps.test_documents import sign_both

pytestmark = pytest.mark.django_db
FILE = ReadFile("page.png", "image/png", PICTURE)


@pytest.fixture
def workshop():
    workshop = make_workshop(state="open")
    make_action(workshop, text="Publish the ceilings")
    return workshop


@pytest.fixture
def facilitator(client, workshop):
    client.force_login(workshop.facilitators.get().user)
    return client


def upload(content=PICTURE, name="logo.png"):
    return SimpleUploadedFile(name, content)


def letterhead(workshop):
    return reverse("roadmaps:letterhead", args=[workshop.code])


def scans(workshop):
    return reverse("roadmaps:scans", args=[workshop.code])


def test_a_logo_dresses_the_documents_and_voids_nothing(facilitator, workshop):
    before = draft_edition(workshop, "en")

    facilitator.post(letterhead(workshop), {"paper": "letter", "logo_MOH": upload()})

    after = draft_edition(workshop, "en")
    assert (list(after.logos), after.paper_size) == (["MOH"], "letter")
    assert after.digest == before.digest
    assert after.fingerprint != before.fingerprint


def test_the_page_asks_for_paper_and_for_both_logos(facilitator, workshop):
    set_logo(side=workshop.sides.get(code="MOF"), file=FILE)

    page = facilitator.get(letterhead(workshop)).content.decode()

    for field in ("paper", "logo_MOH", "logo_MOF", "remove_MOF"):
        assert f'name="{field}"' in page


def test_a_scan_is_taken_to_be_of_the_newest_version(facilitator, workshop):
    sign_both(workshop)

    assert '<option value="1" selected' in facilitator.get(scans(workshop)).content.decode()


def test_another_logo_takes_the_place_of_the_first(facilitator, workshop):
    for _ in range(2):
        facilitator.post(letterhead(workshop), {"paper": "", "logo_MOH": upload()})

    assert workshop.logos.count() == 1
    assert StoredFile.objects.count() == 1


def test_a_logo_is_taken_away(facilitator, workshop):
    set_logo(side=workshop.sides.get(code="MOF"), file=FILE)

    facilitator.post(letterhead(workshop), {"paper": "", "remove_MOF": "on"})

    assert not workshop.logos.exists()
    assert not StoredFile.objects.exists()


def test_what_is_no_picture_is_no_logo(facilitator, workshop):
    page = facilitator.post(letterhead(workshop), {"logo_MOH": upload(b"%PDF-1.7")})

    assert "This file is not a picture that can be read." in page.content.decode()
    assert not workshop.logos.exists()


@pytest.mark.parametrize(
    ("country", "chosen", "size"),
    [("RW", "", "a4"), ("MX", "", "letter"), ("MX", "a4", "a4"), ("RW", "letter", "letter")],
)
def test_the_paper_is_the_countrys_unless_somebody_chose(country, chosen, size):
    workshop = make_workshop(country=country)
    choose_paper(workshop=workshop, paper=chosen)

    assert draft_edition(workshop, "en").paper_size == size


def test_a_scan_is_attached_to_the_version_that_was_signed(facilitator, workshop):
    version = sign_both(workshop)

    facilitator.post(scans(workshop), {"file": upload(name="p. 31.png"), "version": "1"})

    scan = workshop.scans.get()
    assert (scan.version, scan.file.name) == (version, "p. 31.png")
    assert "p. 31.png" in facilitator.get(scans(workshop)).content.decode()


def test_a_scan_voids_no_signature(workshop):
    before = content_digest(roadmap_content(workshop, "en"))

    attach_scan(workshop=workshop, file=FILE)

    assert content_digest(roadmap_content(workshop, "en")) == before


def test_a_text_file_is_no_scan(facilitator, workshop):
    page = facilitator.post(scans(workshop), {"file": upload(b"signed, honestly", "a.txt")})

    assert "neither a picture nor a PDF" in page.content.decode()
    assert not workshop.scans.exists()


def test_a_scan_is_removed_with_its_file_when_asked_twice(facilitator, workshop):
    scan = attach_scan(workshop=workshop, file=FILE)
    path = reverse("roadmaps:scan_remove", args=[workshop.code, scan.pk])

    assert "Remove “page.png”?" in facilitator.get(path).content.decode()
    facilitator.post(path)

    assert not StoredFile.objects.exists()


@pytest.mark.parametrize(("who", "status"), [("signatory", 200), ("official", 403)])
def test_signatories_see_the_scan_and_other_officials_do_not(client, workshop, who, status):
    scan = attach_scan(workshop=workshop, file=FILE)
    (official,) = make_officials(workshop, "MOH", 1)
    seats = {"signatory": make_signatory(workshop, "MOF"), "official": official}
    take_seat(client, seats[who])

    path = reverse("roadmaps:signatory_scan", args=[workshop.code, scan.pk])

    assert client.get(path).status_code == status
    page = client.get(reverse("roadmaps:participant_roadmap", args=[workshop.code]))
    assert (path in page.content.decode()) == (status == 200)
