"""The follow-up's pages: an owner's, the facilitators', and those of the people who took part."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from roadmaps import overview as overviews
from roadmaps.follow_up import owners
from roadmaps.models import OwnerLink, ProgressNote
from roadmaps.services.owner_links import withdraw_owner_link
from tests.factories import make_action, make_participants, make_workshop, take_seat
from tests.follow_up.notes import make_link, state_of, write

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
    "0000000a49444154789c63680000008200817772"
    "5caf0000000049454e44ae426082"
)


@pytest.fixture
def lead(client, workshop):
    client.force_login(workshop.facilitators.get().user)
    return client


def at(name, workshop, *args):
    return reverse(f"roadmaps:{name}", args=[workshop.code, *args])


def owned(name, token, *args):
    return reverse(f"roadmaps:{name}", args=[token, *args])


def said(action, **changes):
    key = "8a1f5c1e-6f0e-4a53-9d2f-000000000001"
    given = {"status": "under_way", "text": "Circular drafted", "key": key}
    return given | {"happened_on": "2026-03-20"} | changes


def text(response):
    return response.content.decode()


def test_a_link_is_shown_once(lead, workshop, settings):
    settings.PUBLIC_URL = "https://accord.example"
    page = {"holder": "Ama", "leads": ["Treasury"], "days": "90"}

    assert lead.post(at("owner_links", workshop), page).status_code == 302

    first, second = (text(lead.get(at("owner_links", workshop))) for _ in range(2))
    assert 'value="https://accord.example/o/' in first
    assert "<svg" in first
    assert "https://accord.example/o/" not in second
    assert OwnerLink.objects.get().leads == ["Treasury"]


def test_a_link_for_nobody_is_refused_with_the_reason(lead, workshop):
    page = text(lead.post(at("owner_links", workshop), {"holder": "", "days": "90"}))

    assert "error-summary" in page
    assert not OwnerLink.objects.exists()


def test_an_owner_sees_only_own_actions(client, workshop):
    _link, token = make_link(workshop, "Treasury")

    page = text(client.get(owned("owner", token)))

    assert "Open accounts" in page
    assert "Publish the ceilings" not in page
    first = workshop.actions.first()
    assert client.get(owned("owner_action", token, first.pk)).status_code == 404
    assert client.post(owned("owner_action", token, first.pk), said(first)).status_code == 404


def test_an_owner_writes_without_an_account(client, workshop):
    action = workshop.actions.last()
    _link, token = make_link(workshop, "Treasury")
    path = owned("owner_action", token, action.pk)

    upload = SimpleUploadedFile("list.png", PNG)
    more = {"percent": "30", "evidence_url": "https://example.org/a", "file": upload}
    assert client.post(path, said(action, **more)).status_code == 302

    note = ProgressNote.objects.get()
    assert (note.writer, note.percent, note.file.media_type) == ("Ama", 30, "image/png")
    page = text(client.get(path))
    assert "Circular drafted" in page
    assert 'href="https://example.org/a"' in page
    file = client.get(owned("owner_note_file", token, note.pk))
    assert file["Content-Disposition"] == 'attachment; filename="list.png"'


@pytest.mark.parametrize(
    ("wrong", "remedy"),
    [
        ({"happened_on": "2099-01-01"}, "still to come"),
        ({"percent": "140"}, "Write a number from 0 to 100."),
        ({"evidence_url": "javascript:alert(1)"}, "begins with https://"),
        ({"evidence_url": "ftp://example.org/a"}, "begins with https://"),
        ({"text": "", "status": "not_started"}, "Nothing is new yet"),
        ({"status": "finished"}, "not one of the available choices"),
        ({"key": "no"}, "Enter a valid UUID"),
    ],
)
def test_what_cannot_be_stored_is_refused_with_the_remedy(client, workshop, wrong, remedy):
    action = workshop.actions.last()
    _link, token = make_link(workshop, "Treasury")

    page = client.post(owned("owner_action", token, action.pk), said(action, **wrong))

    assert page.status_code == 200
    assert remedy in text(page)
    assert not ProgressNote.objects.exists()


def test_a_file_of_another_kind_is_refused(client, workshop):
    action = workshop.actions.last()
    _link, token = make_link(workshop, "Treasury")
    upload = SimpleUploadedFile("run.exe", b"MZ\x90\x00")

    page = client.post(owned("owner_action", token, action.pk), said(action, file=upload))

    assert "is not one of the kinds taken here" in text(page)
    assert not ProgressNote.objects.exists()


def test_an_owner_takes_a_note_back(client, workshop):
    action = workshop.actions.last()
    link, token = make_link(workshop, "Treasury")
    note = write(action, "done", link=link)

    page = client.post(owned("owner_take_back", token, note.pk), follow=True)

    assert "Taken back by" in text(page)
    assert state_of(action).progress.status == "not_started"


def test_a_withdrawn_link_says_what_to_do(client, workshop):
    link, token = make_link(workshop)
    withdraw_owner_link(link=link)

    page = client.get(owned("owner", token))

    assert page.status_code == 404
    assert "ask the person who gave it to you" in text(page)


def test_facilitators_see_what_is_overdue(lead, workshop):
    late, done, _other = workshop.actions.all()
    workshop.actions.filter(pk=late.pk).update(due="2026-04-01")
    write(done, "done")

    page = text(lead.get(at("follow_up", workshop), {"show": "overdue"}))

    assert "Done: 1 of 3 actions. 1 is overdue." in page
    assert "Publish the ceilings" in page
    assert "Pay clinics directly" not in page


def test_facilitators_see_one_owner(lead, workshop):
    treasury = owners(workshop.actions.all())[1]

    page = text(lead.get(at("follow_up", workshop), {"owner": treasury.key}))

    assert "Open accounts" in page
    assert "Publish the ceilings" not in page


def test_a_long_list_has_pages(lead, workshop, monkeypatch):
    monkeypatch.setattr(overviews, "ON_A_PAGE", 2)

    first, second = (
        text(lead.get(at("follow_up", workshop), {"page": page})) for page in ("1", "2")
    )

    assert ("Page 1 of 2" in first, "Open accounts" in first) == (True, False)
    assert ("All: 3 actions" in second, "Open accounts" in second) == (True, True)


def test_facilitators_write_and_take_back(lead, workshop):
    action = workshop.actions.first()
    path = at("followed_action", workshop, action.pk)

    assert lead.post(path, said(action)).status_code == 302
    note = ProgressNote.objects.get()
    assert note.by == workshop.facilitators.get().user
    assert lead.post(at("note_take_back", workshop, note.pk)).status_code == 302

    assert state_of(action).progress.status == "not_started"


def test_the_follow_up_is_begun_by_a_press(lead, workshop):
    lead.post(at("follow_up_begin", workshop))

    workshop.refresh_from_db()
    assert workshop.state == "followed_up"


def test_whoever_took_part_reads_the_notes(client, workshop):
    (person,) = make_participants(workshop)
    person.workshop.state = "open"  # when the seat was taken
    take_seat(client, person)
    write(workshop.actions.first(), text="Circular <drafted>")

    page = text(client.get(at("participant_follow_up", workshop)))

    assert "Circular &lt;drafted&gt;" in page
    assert "Take this note back" not in page


def test_a_note_of_another_workshop_is_out_of_reach(client, lead, workshop):
    other = make_workshop(state="concluded")
    note = write(make_action(other, lead="Treasury"))
    _link, token = make_link(workshop, "Treasury")

    assert lead.get(at("note_file", workshop, note.pk)).status_code == 404
    assert lead.post(at("note_take_back", workshop, note.pk)).status_code == 404
    assert client.post(owned("owner_take_back", token, note.pk)).status_code == 404


@pytest.mark.parametrize("many", [1, 4])
def test_the_page_costs_the_same_for_any_number_of_notes(
    lead, workshop, many, django_assert_max_num_queries
):
    for action in list(workshop.actions.all())[:many]:
        for _ in range(many):
            write(action)
    lead.get(at("follow_up", workshop))

    with django_assert_max_num_queries(12):
        lead.get(at("follow_up", workshop))
