"""Slips: printed with a code that takes one seat, once."""

import io
import re
from html import unescape

import pypdf
import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alignment.codes import ALPHABET
from alignment.models import Event, Participant, Workshop
from alignment.services.joining import claim_seat
from alignment.services.seats import release_seat, void_seat
from alignment.services.slips import issue_slips
from alignment.slips import claim_code, in_groups, new_slip, seat_of_slip, slip_matches
from diagnostics import documents
from diagnostics.documents.slips import slips_html
from diagnostics.services.slip_sheets import slip_sheet
from tests.factories import PIN, make_institution, make_participants, make_user, make_workshop

HERE = "http://192.168.4.1:8000"
THERE = "http://10.0.0.7:8000"
IN_THE_ROOM = override_settings(ALLOWED_HOSTS=["127.0.0.1", "192.168.4.1", "10.0.0.7"])
LAPTOP = {"HTTP_HOST": "127.0.0.1:8000"}


@pytest.fixture
def facilitator(client, db):
    user = make_user()
    client.force_login(user)
    return user


def make_room(by=None, *, seats=1, slips=True, state="open", **fields):
    workshop = make_workshop(by=by or make_user(), state=state, **fields)
    people = make_participants(workshop, count=seats)
    if slips:
        issue_slips(workshop=workshop, address=HERE)
    return Workshop.objects.get(pk=workshop.pk), [fresh(person) for person in people]


def fresh(participant):
    related = Participant.objects.select_related("workshop", "institution__side")
    return related.get(pk=participant.pk)


def slip_url(seat, code=None):
    code = code or claim_code(seat.slip)
    return reverse("diagnostics:slip", args=[seat.workshop.code, code])


def seat_url(seat):
    place = [seat.workshop.code, seat.institution_id, seat.seat]
    return reverse("diagnostics:join_seat", args=place)


def claim(client, url, **more):
    return client.post(url, {"pin": PIN, "pin_again": PIN} | more)


def text_of(response):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def prepare(client, workshop, address=HERE, **data):
    url = reverse("diagnostics:slips", args=[workshop.code])
    with IN_THE_ROOM:
        return client.post(url, {"join_address": address} | data, follow=True, **LAPTOP)


def pdf_of(client, workshop):
    return client.get(reverse("diagnostics:slips_pdf", args=[workshop.code]))


# --- the codes ---------------------------------------------------------------------------


def test_codes_have_eight_letters_none_of_which_looks_like_another():
    codes = {claim_code(new_slip()) for _ in range(300)}

    assert len(codes) == 300
    assert set("".join(codes)) <= set(ALPHABET)
    assert {len(code) for code in codes} == {8}
    assert in_groups("ACDEFGHJ") == "ACDE-FGHJ"


def test_without_the_servers_key_a_seats_row_tells_no_code():
    slip = new_slip()
    here = claim_code(slip)

    with override_settings(SECRET_KEY="of another server"):
        assert claim_code(slip) != here


@pytest.mark.parametrize("typed", ["{}", " {} ", "small", "grouped"])
def test_a_code_is_found_however_it_is_typed(db, typed):
    workshop, [seat] = make_room()
    code = claim_code(seat.slip)
    shapes = {"small": code.lower(), "grouped": in_groups(code)}

    assert seat_of_slip(workshop, shapes.get(typed, typed.format(code))) == seat


def test_a_code_of_another_workshop_finds_nothing(db):
    _, [seat] = make_room()
    elsewhere, _ = make_room()

    assert seat_of_slip(elsewhere, claim_code(seat.slip)) is None


@pytest.mark.parametrize("seats", [1, 30])
def test_finding_a_seat_costs_the_same_however_many_there_are(db, seats, django_assert_num_queries):
    workshop, people = make_room(seats=seats)

    with django_assert_num_queries(2):
        assert seat_of_slip(workshop, claim_code(people[-1].slip)) == people[-1]


# --- claiming ----------------------------------------------------------------------------


def test_a_slip_leads_to_its_own_seat_and_takes_it(client, db):
    _, [_, seat] = make_room(seats=2)

    page = client.get(slip_url(seat))
    response = claim(client, slip_url(seat))

    assert page.context["participant"] == seat
    assert "Who sees what" in text_of(page) or "only that you have answered" in text_of(page)
    assert "Code on your slip" not in text_of(page)
    assert (response.status_code, response.url) == (302, f"/j/{seat.workshop.code}/me/")
    assert fresh(seat).pin != ""


def test_its_holder_comes_back_to_the_own_page(client, db):
    _, [seat] = make_room()
    claim(client, slip_url(seat))

    assert client.get(slip_url(seat)).url == f"/j/{seat.workshop.code}/me/"


def test_the_code_works_once_and_then_asks_for_the_pin(client, db):
    _, [seat] = make_room()
    claim_seat(participant=seat, pin=PIN, claim=claim_code(seat.slip))

    page = client.get(slip_url(seat))
    again = claim(client, slip_url(seat), pin="840617", pin_again="840617")
    with_pin = client.post(slip_url(seat), {"pin": PIN})

    assert "This slip has been used: it took this seat" in text_of(page)
    assert "PIN of this seat" in text_of(page)
    assert "This is not the PIN of this seat" in text_of(again)
    assert with_pin.status_code == 302


def test_a_seat_with_a_slip_is_not_taken_from_the_list_without_its_code(client, db):
    _, [seat, other] = make_room(seats=2)

    without = claim(client, seat_url(seat))
    wrong = claim(client, seat_url(seat), claim=claim_code(other.slip))
    assert fresh(seat).pin == ""
    right = claim(client, seat_url(seat), claim=in_groups(claim_code(seat.slip)).lower())

    assert list(without.context["form"].errors) == ["claim"]
    assert "not the code on this seat’s slip" in text_of(wrong)
    assert right.status_code == 302


def test_a_seat_without_a_slip_is_chosen_from_the_list_as_ever(client, db):
    _, [seat] = make_room(slips=False)

    assert "slip" not in text_of(client.get(seat_url(seat)))
    assert claim(client, seat_url(seat)).status_code == 302


@pytest.mark.parametrize("state", ["draft", "concluded"])
def test_a_workshop_that_takes_nobody_says_so_on_the_slips_page(client, db, state):
    _, [seat] = make_room()
    Workshop.objects.update(state=state)

    page = client.get(slip_url(seat))
    claim(client, slip_url(seat))

    assert ("not open yet" if state == "draft" else "has ended") in text_of(page)
    assert fresh(seat).pin == ""


def test_the_slip_of_a_withdrawn_seat_says_so(client, db):
    _, [seat] = make_room()
    void_seat(participant=seat)

    assert client.get(slip_url(seat)).status_code == 403
    assert claim(client, slip_url(seat)).status_code == 403


def test_new_slips_make_the_old_ones_worthless(client, db):
    workshop, [seat] = make_room()
    old, url = claim_code(seat.slip), slip_url(seat)

    issue_slips(workshop=workshop, address=HERE, renew=True)

    response = client.get(url)
    assert response.status_code == 404
    assert "newer ones were printed" in text_of(response)
    with pytest.raises(ValidationError) as refused:
        claim_seat(participant=fresh(seat), pin=PIN, claim=old)
    assert refused.value.code == "slip_wrong"


def test_slips_made_new_while_somebody_claims_with_the_old_one_win(db):
    workshop, [seat] = make_room()

    issue_slips(workshop=workshop, address=HERE, renew=True)

    with pytest.raises(ValidationError) as refused:  # the row as it was read before
        claim_seat(participant=seat, pin=PIN, claim=claim_code(seat.slip))
    assert refused.value.code == "seat_taken"


def test_a_freed_seat_needs_no_slip_and_its_old_one_is_void(client, db):
    _, [seat] = make_room()
    old = slip_url(seat)

    release_seat(participant=seat)

    assert client.get(old).status_code == 404
    assert claim(client, seat_url(seat)).status_code == 302


def test_a_code_typed_by_hand_leads_on(client, db):
    workshop, [seat] = make_room()
    url = reverse("diagnostics:join_slip", args=[workshop.code])

    right = client.post(url, {"claim": in_groups(claim_code(seat.slip)).lower()})
    wrong = client.post(url, {"claim": "AAAA-AAAA"})

    assert right.url == slip_url(seat)
    assert "No slip of this workshop has this code" in text_of(wrong)


@pytest.mark.parametrize("slips", [True, False])
def test_the_join_page_asks_for_slips_where_there_are_some(client, db, slips):
    workshop, _ = make_room(slips=slips)

    page = client.get(reverse("diagnostics:join", args=[workshop.code]))

    assert ("I have a slip with a code" in text_of(page)) is slips


# --- making and printing them ------------------------------------------------------------


def test_seats_that_have_a_slip_keep_it_and_taken_ones_get_none(db):
    workshop, [kept, taken] = make_room(seats=2)
    claim_seat(participant=taken, pin=PIN, claim=claim_code(taken.slip))
    [late] = make_participants(workshop)

    made = issue_slips(workshop=workshop, address=THERE)

    assert made == 1
    assert fresh(kept).slip == kept.slip
    assert fresh(late).slip != ""
    assert Workshop.objects.get(pk=workshop.pk).join_address == THERE
    again = issue_slips(workshop=workshop, address=THERE, renew=True)
    assert again == 2
    assert fresh(taken).slip == taken.slip


def test_making_slips_is_logged_without_a_code_or_a_name(db):
    user = make_user()
    workshop, _ = make_room(user)

    issue_slips(workshop=workshop, address=HERE, renew=True, by=user)

    events = Event.objects.filter(workshop=workshop, action__startswith="slips")
    found = events.order_by("pk").values_list("action", "subject", "by")
    assert list(found) == [("slips_issued", "1", None), ("slips_renewed", "1", user.pk)]


def test_making_slips_costs_the_same_for_few_and_many(db):
    found = []
    for seats in (2, 20):
        workshop, _ = make_room(seats=seats, slips=False)
        with CaptureQueriesContext(connection) as queries:
            issue_slips(workshop=workshop, address=HERE)
        found.append(len(queries))

    assert found[0] == found[1]


def test_without_a_free_seat_the_page_says_what_to_do(client, facilitator):
    workshop, [seat] = make_room(facilitator)
    claim_seat(participant=seat, pin=PIN, claim=claim_code(seat.slip))

    page = prepare(client, workshop)

    assert "Every seat is taken" in text_of(page)


def test_the_address_is_confirmed_and_one_of_those_found(client, facilitator):
    workshop, _ = make_room(facilitator, slips=False)

    refused = prepare(client, workshop, "http://elsewhere.example.org")
    assert list(refused.context["form"].errors) == ["join_address"]
    assert not Participant.objects.exclude(slip="").exists()
    prepare(client, workshop, THERE)

    workshop.refresh_from_db()
    assert workshop.join_address == THERE


def test_the_sheet_is_drawn_and_downloaded(client, facilitator):
    workshop, _ = make_room(facilitator, seats=9, slips=False)
    make_participants(workshop, "MOF", institution=make_institution(workshop, "MOF"), count=2)

    page = prepare(client, workshop)
    response = pdf_of(client, workshop)

    assert "11 new slips are made." in text_of(page)
    assert "Download the slips" in text_of(page)
    assert response["Content-Type"] == "application/pdf"
    assert response["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
    pages = pypdf.PdfReader(io.BytesIO(response.content)).pages
    assert [text.extract_text().count(workshop.code) for text in pages] == [8, 3]


def test_each_slip_names_its_place_and_leads_to_its_seat(db):
    workshop, [seat] = make_room(title="<b>Kigali</b>")
    Participant.objects.update(name="Dr. <i>Kamanzi</i>")

    html = slips_html(slip_sheet(workshop, "en"))

    assert "&lt;b&gt;Kigali&lt;/b&gt;" in html
    assert "Dr. &lt;i&gt;Kamanzi&lt;/i&gt;" in html
    assert seat.institution.name in html
    assert f"{HERE}/j/" in html
    assert in_groups(claim_code(seat.slip)) in html
    assert html.count("<svg") == 1


def test_the_same_slips_can_be_printed_again(client, facilitator):
    workshop, [seat] = make_room(facilitator)

    page = prepare(client, workshop)

    assert "The same slips are prepared again." in text_of(page)
    assert fresh(seat).slip == seat.slip


def test_a_sheet_that_no_longer_holds_is_not_handed_out(client, facilitator):
    workshop, [seat, _] = make_room(facilitator, seats=2, slips=False)
    prepare(client, workshop)
    assert pdf_of(client, workshop).status_code == 200
    seat = fresh(seat)

    claim_seat(participant=seat, pin=PIN, claim=claim_code(seat.slip))

    assert pdf_of(client, workshop).url == f"/w/{workshop.code}/slips/"


def test_a_sheet_that_fails_says_so_and_logs_no_name(client, facilitator, monkeypatch, caplog):
    workshop, _ = make_room(facilitator, slips=False)
    Participant.objects.update(name="Zawadi")

    def broken(sheet):
        raise ValueError("Zawadi")

    monkeypatch.setattr(documents.slips, "slips_pdf", broken)
    page = prepare(client, workshop)

    assert "could not be prepared" in text_of(page)
    assert "The slips failed with ValueError at" in caplog.text
    assert "Zawadi" not in caplog.text


@pytest.mark.parametrize(("who", "status"), [("stranger", 404), ("nobody", 302)])
@pytest.mark.parametrize("page", ["slips", "slips_pdf"])
def test_only_facilitators_come_to_the_slips(client, facilitator, who, status, page):
    workshop, _ = make_room(facilitator)
    client.logout()
    if who == "stranger":
        client.force_login(make_user())

    response = client.get(reverse(f"diagnostics:{page}", args=[workshop.code]))

    assert response.status_code == status


def test_a_slip_matches_only_where_there_is_one(db):
    _, [seat] = make_room(slips=False)

    assert slip_matches(seat, "") is False
    assert slip_matches(seat, claim_code("")) is False
