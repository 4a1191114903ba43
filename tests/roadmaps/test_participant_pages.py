"""What officials see of priorities and the roadmap on their phone."""

import pytest
from django.urls import reverse

from roadmaps.models import PriorityScore, Signature
from roadmaps.services.actions import change_action
from roadmaps.services.priorities import open_scoring, reveal_scores
from tests.factories import (
    PIN,
    make_action,
    make_bottleneck,
    make_institution,
    make_participants,
    make_workshop,
    take_seat,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def workshop():
    return make_workshop(state="open", disclosure_threshold=3)


def url(name, workshop):
    return reverse(f"roadmaps:{name}", args=[workshop.code])


def seated(client, workshop, side="MOH", **fields):
    return take_seat(client, make_participants(workshop, side, **fields)[0])


def scores(number=1, **marks):
    return {"mode": "individual"} | {f"{name}-{number}": mark for name, mark in marks.items()}


def sign(client, workshop, **changes):
    digest = client.get(url("participant_roadmap", workshop)).context["digest"]
    typed = {"name": "Ada", "post": "Director", "pin": PIN, "digest": digest}
    return client.post(url("participant_roadmap", workshop), typed | changes, follow=True)


@pytest.mark.parametrize("name", ["score", "participant_roadmap"])
def test_without_a_seat_the_pages_offer_to_join(client, workshop, name):
    assert client.get(url(name, workshop)).status_code == 404


@pytest.mark.parametrize("name", ["score", "participant_roadmap"])
@pytest.mark.parametrize("role", ["respondent", "signatory", "observer"])
def test_every_seat_reads_them(client, workshop, name, role):
    seated(client, workshop, role=role)

    assert client.get(url(name, workshop)).status_code == 200


@pytest.mark.parametrize("name", ["score", "participant_roadmap"])
def test_a_withdrawn_seat_is_told_so(client, workshop, name):
    participant = seated(client, workshop)
    participant.voided_at = participant.joined_at
    participant.save()

    assert client.get(url(name, workshop)).status_code == 403


def test_scores_are_saved_and_shown_back_to_their_owner(client, workshop):
    make_bottleneck(workshop)
    open_scoring(workshop=workshop)
    seated(client, workshop)

    client.post(url("score", workshop), scores(impact=4, feasibility=2, urgency=1))

    stored = PriorityScore.objects.get()
    form = client.get(url("score", workshop)).context["form"]
    assert (stored.impact, stored.feasibility, stored.urgency) == (4, 2, 1)
    assert form["impact-1"].initial == 4


@pytest.mark.parametrize("typed", ["5", "0", "x", "<b>", "4.5"])
def test_a_score_off_the_scale_is_refused(client, workshop, typed):
    make_bottleneck(workshop)
    open_scoring(workshop=workshop)
    seated(client, workshop)

    response = client.post(url("score", workshop), scores(impact=typed))

    assert list(response.context["form"].errors) == ["impact-1"]
    assert not PriorityScore.objects.exists()


def test_an_observer_gives_no_scores(client, workshop):
    make_bottleneck(workshop)
    open_scoring(workshop=workshop)
    seated(client, workshop, role="observer")

    page = client.post(url("score", workshop), scores(impact="4")).content.decode()

    assert "observer" in page
    assert not PriorityScore.objects.exists()


def test_scores_after_the_reveal_are_not_taken(client, workshop):
    make_bottleneck(workshop)
    open_scoring(workshop=workshop)
    seated(client, workshop)
    reveal_scores(workshop=workshop)

    client.post(url("score", workshop), scores(impact="4", feasibility="4", urgency="4"))

    assert not PriorityScore.objects.exists()


def test_scores_given_under_another_promise_are_not_taken(client, workshop):
    make_bottleneck(workshop)
    open_scoring(workshop=workshop)
    seated(client, workshop)

    page = client.post(url("score", workshop), scores(impact="4") | {"mode": "institutional"})

    assert "was not stored" in page.content.decode()
    assert not PriorityScore.objects.exists()


def test_nobody_sees_anothers_scores_before_the_reveal(client, workshop):
    make_bottleneck(workshop)
    open_scoring(workshop=workshop)
    institution = make_institution(workshop)
    people = make_participants(workshop, institution=institution, count=4)
    for person in people[:3]:
        take_seat(client, person)
        client.post(url("score", workshop), scores(impact=4, feasibility=4, urgency=4))
    take_seat(client, people[3])

    before = client.get(url("score", workshop))
    assert before.context["rows"] == []
    assert "checked" not in before.content.decode()

    reveal_scores(workshop=workshop)
    after = client.get(url("score", workshop)).context["rows"][0]["priority"]["scores"]
    assert (after[0]["side"], after[0]["product"]) == ("MOH", 16)


def test_a_signatory_signs_what_the_page_shows(client, workshop):
    make_action(workshop, text="Publish")
    seated(client, workshop, role="signatory")

    page = sign(client, workshop).content.decode()

    assert "One of two ministries has signed. It is a draft until both have." in page
    assert Signature.objects.get().name == "Ada"


def test_who_has_signed_is_asked_again_only_when_the_text_changes(client, workshop):
    action = make_action(workshop, text="Publish")
    seated(client, workshop, role="signatory")

    assert "Sign for your ministry" not in sign(client, workshop).text

    change_action(action=action, bottlenecks=action.bottlenecks.all(), text="Edited")
    assert "Sign for your ministry" in client.get(url("participant_roadmap", workshop)).text


def test_two_ministries_signatures_make_version_one(client, workshop):
    make_action(workshop, text="Publish")
    people = [make_participants(workshop, side, role="signatory")[0] for side in ("MOH", "MOF")]
    for person in people:
        take_seat(client, person)
        page = sign(client, workshop).content.decode()

    assert "Signed by both ministries: version 1." in page
    assert url("participant_roadmap", workshop) in page or "form" not in page


def test_a_changed_roadmap_must_be_read_again_and_can_then_be_signed(client, workshop):
    action = make_action(workshop, text="Publish")
    seated(client, workshop, role="signatory")
    stale = client.get(url("participant_roadmap", workshop)).context["digest"]
    change_action(action=action, bottlenecks=action.bottlenecks.all(), text="Edited")

    response = sign(client, workshop, digest=stale)

    assert "changed since you opened it" in response.content.decode()
    assert response.context["form"]["digest"].value() == response.context["digest"] != stale
    sign(client, workshop)
    assert Signature.objects.count() == 1


def test_a_long_roadmap_is_read_page_by_page_and_signed_on_the_last(client, workshop):
    seated(client, workshop, role="signatory")
    bottleneck = make_bottleneck(workshop)
    for number in range(1, 102):
        make_action(workshop, bottleneck, ref=f"A{number}", text=f"Step {number}.")
    page = url("participant_roadmap", workshop)

    first = client.get(page)
    digest = first.context["digest"]
    last = client.get(f"{page}?read={digest}&page=2").content.decode()
    change_action(action=workshop.actions.first(), bottlenecks=[bottleneck], text="Changed")
    later = client.get(f"{page}?read={digest}&page=2").content.decode()

    assert "The form to sign stands on the last page" in first.content.decode()
    assert f"read={digest}&amp;page=2" in first.content.decode()
    assert "Sign for your ministry" not in first.content.decode()
    assert "Step 101." in last
    assert "Sign for your ministry" in last
    assert "was changed since you read" not in last
    assert "was changed since you read" in later


def test_who_edits_is_told_that_a_signature_becomes_void(client, workshop):
    action = make_action(workshop, text="Publish")
    page = reverse("roadmaps:action", args=[workshop.code, action.pk])
    client.force_login(workshop.facilitators.get().user)
    before = client.get(page).content.decode()

    seated(client, workshop, role="signatory")
    sign(client, workshop)

    assert "signature void" not in before
    assert "makes that signature void" in client.get(page).content.decode()


def test_a_void_signature_is_shown_as_void(client, workshop):
    action = make_action(workshop, text="Publish")
    seated(client, workshop, role="signatory")
    sign(client, workshop)
    change_action(action=action, bottlenecks=action.bottlenecks.all(), text="Edited")

    page = client.get(url("participant_roadmap", workshop)).content.decode()

    assert "Draft: not signed." in page
    assert "Ada signed an earlier text." in page


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("pin", "000000", "not the PIN of your seat"),
        ("pin", "", "This field is required"),
        ("name", "", "This field is required"),
        ("name", "x" * 151, "at most 150 characters"),
        ("post", "", "This field is required"),
        ("digest", "", "This field is required"),
    ],
)
def test_a_bad_signature_is_refused_and_what_was_typed_is_kept(
    client, workshop, field, typed, says
):
    make_action(workshop, text="Publish")
    seated(client, workshop, role="signatory")

    response = sign(client, workshop, **{field: typed})

    assert says in response.content.decode()
    assert response.context["form"]["post"].value() == ("" if field == "post" else "Director")
    assert not Signature.objects.exists()


@pytest.mark.parametrize(
    ("side", "role"), [("MOH", "respondent"), ("MOH", "observer"), ("PARTNER", "signatory")]
)
def test_others_read_but_do_not_sign(client, workshop, side, role):
    make_action(workshop, text="Publish")
    seated(client, workshop, side, role=role)

    page = client.get(url("participant_roadmap", workshop)).content.decode()

    assert "Sign the roadmap" not in page
    assert sign(client, workshop).status_code == 403
    assert not Signature.objects.exists()
