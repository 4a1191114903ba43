"""The page of documents, downloads, and who may have them."""

import pytest
from django.urls import reverse

from roadmaps.documents import prepare
from roadmaps.models import Document
from roadmaps.services.documents import fail_document, request_document, store_document
from tests.factories import make_action, make_user, make_workshop, take_seat
from tests.roadmaps.people import make_officials
from tests.roadmaps.test_documents import sign_both

pytestmark = pytest.mark.django_db


@pytest.fixture
def workshop():
    workshop = make_workshop(state="open", country="RW")
    make_action(workshop, text="Publish the ceilings")
    return workshop


@pytest.fixture
def facilitator(client, workshop):
    client.force_login(workshop.facilitators.get().user)
    return client


def page_of(workshop):
    return reverse("roadmaps:documents", args=[workshop.code])


def ask(client, workshop, **fields):
    data = {"kind": "xlsx", "language": "en"} | fields
    return client.post(reverse("roadmaps:document_request", args=[workshop.code]), data)


def excel(workshop, **options):
    return request_document(workshop=workshop, kind="xlsx", language="en", **options)


def download(client, document, **headers):
    path = reverse("roadmaps:download", args=[document.workshop.code, document.pk])
    return client.get(path, headers=headers)


def test_one_asks_waits_and_takes_the_file_away(facilitator, workshop):
    assert "Not prepared" in facilitator.get(page_of(workshop)).content.decode()

    ask(facilitator, workshop)
    waiting = facilitator.get(page_of(workshop)).content.decode()
    document = workshop.documents.get()
    prepare(document)
    ready = facilitator.get(page_of(workshop)).content.decode()

    assert "Being prepared" in waiting
    assert 'hx-trigger="every 3s"' in waiting
    assert "hx-trigger" not in ready
    assert reverse("roadmaps:download", args=[workshop.code, document.pk]) in ready


def test_the_file_is_named_by_country_and_date(facilitator, workshop):
    document = excel(workshop)
    prepare(document)

    response = download(facilitator, document)

    assert response["Content-Disposition"] == (
        'attachment; filename="roadmap-rwanda-2026-03-02-draft-en.xlsx"'
    )
    assert response["Content-Type"].endswith("spreadsheetml.sheet")
    assert response.content[:2] == b"PK"


def test_a_second_download_sends_nothing_again(facilitator, workshop):
    document = excel(workshop)
    prepare(document)
    etag = download(facilitator, document)["ETag"]

    again = download(facilitator, document, if_none_match=etag)

    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == etag


def test_a_document_on_its_way_cannot_be_downloaded(facilitator, workshop):
    assert download(facilitator, excel(workshop)).status_code == 404


def test_a_failure_is_explained_and_the_earlier_file_stays(facilitator, workshop):
    prepare(excel(workshop))
    workshop.actions.update(text="Edited")
    fail_document(document=excel(workshop), fault="unexpected")

    page = facilitator.get(page_of(workshop)).content.decode()

    assert "Could not be prepared" in page
    assert "Press “Try again”" in page
    assert "Download the earlier one" in page


def test_the_poll_changes_the_page_only_when_there_is_news(facilitator, workshop):
    document = excel(workshop)

    waiting = facilitator.get(page_of(workshop), headers={"HX-Request": "true"})
    store_document(document=document, content=b"file")
    ready = facilitator.get(page_of(workshop), headers={"HX-Request": "true"})

    assert waiting.status_code == 204
    assert ready.content.decode().lstrip().startswith('<div id="shelves">')


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "exe"},
        {"language": "xx"},
        {"language": "x" * 5000},
        {"version": "7"},
        {"version": "9" * 40},
        {"version": "one"},
        {"kind": ""},
    ],
)
def test_a_strange_request_is_refused_and_makes_nothing(facilitator, workshop, fields):
    response = ask(facilitator, workshop, **fields)

    assert response.status_code == 302
    assert "Choose a document from the list" in facilitator.get(page_of(workshop)).content.decode()
    assert not Document.objects.exists()


def test_a_signed_version_has_a_shelf_of_its_own(facilitator, workshop):
    sign_both(workshop)
    signed = facilitator.get(page_of(workshop)).content.decode()
    workshop.actions.update(text="Edited")
    edited = facilitator.get(page_of(workshop)).content.decode()

    assert "Version 1, signed on" in signed
    assert "Draft, as it stands now" not in signed
    assert "Draft, as it stands now" in edited
    assert "Version 1, signed on" in edited


@pytest.mark.parametrize(("who", "status"), [("facilitator", 200), ("stranger", 404)])
def test_only_facilitators_see_documents(client, workshop, who, status):
    document = excel(workshop)
    store_document(document=document, content=b"file")
    users = {"facilitator": workshop.facilitators.get().user, "stranger": make_user()}
    client.force_login(users[who])

    assert client.get(page_of(workshop)).status_code == status
    assert download(client, document).status_code == status
    assert ask(client, workshop).status_code == (302 if who == "facilitator" else 404)


def test_a_document_is_reached_through_its_own_workshop_only(facilitator, workshop):
    other = make_workshop()
    document = excel(other)
    store_document(document=document, content=b"file")

    path = reverse("roadmaps:download", args=[workshop.code, document.pk])

    assert facilitator.get(path).status_code == 404


def test_participants_get_the_signed_pdf_and_no_draft(client, workshop):
    (official,) = make_officials(workshop, "MOH", 1)
    take_seat(client, official)
    path = reverse("roadmaps:signed_pdf", args=[workshop.code])

    unsigned = client.get(path)
    version = sign_both(workshop)
    unready = client.get(path)
    store_document(document=version.documents.get(), content=b"%PDF-signed")
    signed = client.get(path)

    assert (unsigned.status_code, unready.status_code) == (404, 404)
    assert "have not signed yet" in unsigned.content.decode()
    assert "Look again in a minute" in unready.content.decode()
    assert signed.content == b"%PDF-signed"
    assert signed["Content-Disposition"] == (
        'attachment; filename="roadmap-rwanda-2026-03-02-version-1-en.pdf"'
    )


def test_who_holds_no_seat_gets_no_signed_pdf(client, workshop):
    store_document(document=sign_both(workshop).documents.get(), content=b"%PDF-signed")

    response = client.get(reverse("roadmaps:signed_pdf", args=[workshop.code]))

    assert response.status_code == 404
    assert b"PDF-signed" not in response.content


def test_the_page_costs_the_same_for_one_document_and_for_six(facilitator, workshop, queries_of):
    def queries():
        return queries_of(lambda: facilitator.get(page_of(workshop)))

    sign_both(workshop)
    before = queries()
    for kind in Document.Kind:
        request_document(
            workshop=workshop,
            kind=kind,
            language="en",
            version=workshop.roadmap_versions.get(),
        )

    assert queries() == before
