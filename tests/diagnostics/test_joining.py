import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from alignment.models import Participant
from alignment.seats import cookie_name
from alignment.services.joining import claim_seat, return_to_seat
from alignment.services.seats import release_seat
from tests.factories import PIN, make_institution, make_participants, make_workshop, take_seat


def make_seat(state="open", **fields):
    workshop = make_workshop(
        state=state, **{k: fields.pop(k) for k in ("names_asked", "time_zone") if k in fields}
    )
    return make_participants(workshop, **fields)[0]


def seat_url(participant):
    place = [participant.workshop.code, participant.institution_id, participant.seat]
    return reverse("diagnostics:join_seat", args=place)


def page(client, name, participant, **more):
    return client.get(reverse(f"diagnostics:{name}", args=[participant.workshop.code]), **more)


def text_of(response):
    return " ".join(response.content.decode().split())


@pytest.mark.parametrize("typed", ["{}", " {} ", "spaced", "small"])
def test_the_code_is_found_however_it_is_typed(client, db, typed):
    code = make_workshop().code
    shapes = {"spaced": f"{code[:3]}-{code[3:]} ", "small": code.lower()}

    response = client.post("/j/", {"code": shapes.get(typed, typed.format(code))})

    assert (response.status_code, response.url) == (302, f"/j/{code}/")


@pytest.mark.parametrize("typed", ["", "ABCDEF", "x" * 300, "<b>", "\u202e123", "😀"])
def test_a_wrong_code_is_told_and_kept(client, db, typed):
    response = client.post("/j/", {"code": typed})

    assert response.status_code == 200
    assert response.context["form"].errors


def test_an_address_with_a_wrong_code_asks_for_the_right_one(client, db):
    page = client.get("/j/ABCDEF/")

    assert page.status_code == 404
    assert 'value="ABCDEF"' in page.text
    assert "No workshop has this code." in page.text
    assert '<form method="post" action="/j/"' in page.text


def test_an_address_may_hold_the_code_as_people_type_it(client, db):
    code = make_seat().workshop.code

    page = client.get(f"/j/{code[:3].lower()}-{code[3:]}/")

    assert page["Location"] == f"/j/{code}/"


def test_the_join_page_tells_who_sees_what(client, db):
    seat = make_seat()

    text = text_of(page(client, "join", seat))

    assert "only that you have answered" in text
    assert "at least 5 people of a side" in text
    assert "not encrypted" in text
    assert seat.institution.name in text


def test_over_https_nothing_is_said_about_the_room(client, db):
    assert "not encrypted" not in text_of(page(client, "join", make_seat(), secure=True))


@pytest.mark.parametrize(
    ("state", "sentence"),
    [("draft", "not open yet"), ("concluded", "has ended"), ("followed_up", "has ended")],
)
def test_a_workshop_that_takes_nobody_says_so(client, db, state, sentence):
    seat = make_seat(state)

    assert sentence in text_of(page(client, "join", seat))
    client.post(seat_url(seat), {"pin": PIN, "pin_again": PIN})
    seat.refresh_from_db()
    assert seat.pin == ""


def test_while_answering_is_closed_a_seat_can_still_be_taken(client, db):
    seat = make_seat("closed")

    assert "Answering is closed." in text_of(page(client, "join", seat))
    assert client.post(seat_url(seat), {"pin": PIN, "pin_again": PIN}).status_code == 302


def test_taking_a_seat_leads_to_ones_own_page(client, db):
    seat = make_seat()

    response = client.post(seat_url(seat), {"pin": PIN, "pin_again": PIN}, follow=True)

    assert response.redirect_chain == [(f"/j/{seat.workshop.code}/me/", 302)]
    seat.refresh_from_db()
    assert seat.joined_at is not None
    assert PIN not in seat.pin
    assert response.context["participant"] == seat


@pytest.mark.parametrize(
    ("pins", "field"),
    [
        (("40291", "40291"), "pin"),
        (("4029133", "4029133"), "pin"),
        (("40291a", "40291a"), "pin"),
        (("٤٠٢٩١٣", "٤٠٢٩١٣"), "pin"),
        (("123456", "123456"), "pin"),
        (("777777", "777777"), "pin"),
        (("402913", "402914"), "pin_again"),
        (("", ""), "pin"),
    ],
)
def test_a_pin_is_six_digits_typed_twice(client, db, pins, field):
    seat = make_seat()

    response = client.post(seat_url(seat), dict(zip(("pin", "pin_again"), pins, strict=True)))

    assert response.status_code == 200
    assert field in response.context["form"].errors
    seat.refresh_from_db()
    assert (seat.pin, seat.joined_at) == ("", None)


@pytest.mark.parametrize(
    ("asked", "known", "stored"),
    [(True, "", "Amina <b>"), (False, "", ""), (True, "Dr. Kamanzi", "Dr. Kamanzi")],
)
def test_a_name_is_taken_only_where_it_is_asked_and_unknown(client, db, asked, known, stored):
    seat = make_seat(names_asked=asked, name=known)

    response = client.post(
        seat_url(seat), {"pin": PIN, "pin_again": PIN, "name": "Amina <b>"}, follow=True
    )

    seat.refresh_from_db()
    assert seat.name == stored
    assert "<b>" not in response.content.decode()


def test_a_taken_seat_opens_on_another_phone_with_its_pin(client, db):
    seat = claim_seat(participant=make_seat(), pin=PIN)
    before = seat.session_key

    response = client.post(seat_url(seat), {"pin": PIN})

    assert response.url == f"/j/{seat.workshop.code}/me/"
    assert page(client, "me", seat).status_code == 200
    seat.refresh_from_db()
    assert seat.session_key == before


def test_a_wrong_pin_gives_no_seat(client, db):
    seat = claim_seat(participant=make_seat(), pin=PIN)

    response = client.post(seat_url(seat), {"pin": "999999"})

    assert "not the PIN of this seat" in text_of(response)
    assert cookie_name(seat.workshop.code) not in response.cookies


def test_five_wrong_pins_pause_new_phones_at_this_seat_only(client, db):
    seat, neighbour = (
        claim_seat(participant=p, pin=PIN)
        for p in make_participants(make_workshop(state="open"), count=2)
    )
    take_seat(client, seat)
    for _ in range(5):
        with pytest.raises(ValidationError, match="not the PIN"):
            return_to_seat(participant=seat, pin="999999")

    with pytest.raises(ValidationError, match="Wait ten minutes"):
        return_to_seat(participant=seat, pin=PIN)

    assert return_to_seat(participant=neighbour, pin=PIN) == neighbour
    assert page(client, "me", seat).status_code == 200


def test_a_right_pin_forgets_the_wrong_ones(db):
    seat = claim_seat(participant=make_seat(), pin=PIN)
    for _ in range(3):
        for _ in range(4):
            with pytest.raises(ValidationError, match="not the PIN"):
                return_to_seat(participant=seat, pin="999999")
        return_to_seat(participant=seat, pin=PIN)


def test_a_second_claim_of_a_seat_is_refused(db):
    seat = make_seat()
    late = Participant.objects.get(pk=seat.pk)
    claim_seat(participant=seat, pin=PIN)

    with pytest.raises(ValidationError) as refused:
        claim_seat(participant=late, pin="318264")

    assert refused.value.code == "seat_taken"
    seat.refresh_from_db()
    assert return_to_seat(participant=seat, pin=PIN)


@pytest.mark.django_db(transaction=True)
def test_of_people_who_claim_one_seat_at_once_exactly_one_succeeds():
    seat = make_seat()
    ready, won = threading.Barrier(4), []

    def claim(pin):
        own = Participant.objects.select_related("workshop").get(pk=seat.pk)
        ready.wait(timeout=20)
        try:
            claim_seat(participant=own, pin=pin)
        except ValidationError:
            pass
        else:
            won.append(pin)
        finally:
            connection.close()

    threads = [threading.Thread(target=claim, args=[f"40291{n}"]) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)

    assert len(won) == 1
    seat.refresh_from_db()
    assert return_to_seat(participant=seat, pin=won[0])


def test_a_freed_seat_is_claimed_anew_and_the_old_phone_is_out(client, db):
    seat = take_seat(client, make_seat())
    release_seat(participant=seat)

    assert page(client, "me", seat).status_code == 404
    claim_seat(participant=seat, pin="318264")
    assert page(client, "me", seat).status_code == 404


def test_leaving_the_phone_keeps_the_seat(client, db):
    seat = take_seat(client, make_seat())
    code = seat.workshop.code

    assert client.get(f"/j/{code}/leave/").status_code == 200
    assert client.post(f"/j/{code}/leave/").url == f"/j/{code}/"
    assert page(client, "me", seat).status_code == 404
    assert return_to_seat(participant=seat, pin=PIN)


@pytest.mark.parametrize(
    ("who", "status", "sentence"),
    [
        ("holder", 200, "My questions"),
        ("stranger", 404, "holds no seat here"),
        ("neighbour", 404, "holds no seat here"),
        ("withdrawn", 403, "Your seat was withdrawn"),
        ("forger", 404, "holds no seat here"),
    ],
)
@pytest.mark.parametrize("name", ["me", "leave"])
def test_who_may_open_the_pages_of_a_seat(client, db, who, status, sentence, name):
    seat = make_seat()
    if who in ("holder", "withdrawn"):
        take_seat(client, seat)
    if who == "withdrawn":
        Participant.objects.filter(pk=seat.pk).update(voided_at=timezone.now())
    if who == "neighbour":
        take_seat(client, make_seat())
    if who == "forger":
        client.cookies[cookie_name(seat.workshop.code)] = f"[{seat.pk},'']:x:y"

    response = page(client, name, seat)

    assert response.status_code == status
    if name == "me":
        assert sentence in text_of(response)


def test_a_phone_in_its_seat_goes_straight_to_its_page(client, db):
    seat = take_seat(client, make_seat())

    assert page(client, "join", seat).url == f"/j/{seat.workshop.code}/me/"


def test_withdrawn_seats_and_empty_institutions_are_not_offered(client, db):
    seat = make_seat()
    [gone] = make_participants(seat.workshop, institution=seat.institution)
    Participant.objects.filter(pk=gone.pk).update(voided_at=timezone.now())
    empty = make_institution(seat.workshop, name="Nobody's office")

    assert empty not in page(client, "join", seat).context["institutions"]
    places = client.get(f"/j/{seat.workshop.code}/join/{seat.institution_id}/").context["places"]
    assert [place["seat"] for place in places] == [seat.seat]
    assert client.get(seat_url(gone)).status_code == 404


def test_a_seat_of_another_workshop_is_not_found(client, db):
    seat, other = make_seat(), make_seat()

    address = f"/j/{seat.workshop.code}/join/{other.institution_id}/"

    assert client.get(address).status_code == 404
    assert client.get(f"{address}{other.seat}/").status_code == 404
