"""Both ministries sign the same content, or nothing is signed."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from alignment.models import Workshop
from alignment.services.joining import return_to_seat
from diagnostics.services.conclusion import reopen_workshop
from diagnostics.services.states import set_state
from roadmaps.content import content_digest, roadmap_content
from roadmaps.models import RoadmapVersion, Signature
from roadmaps.queries import open_signatures
from roadmaps.services.actions import change_action
from roadmaps.services.signing import conclude_again, sign
from roadmaps.texts import texts_of
from tests.factories import (
    PIN,
    make_action,
    make_participants,
    make_question,
    make_workshop,
)
from tests.roadmaps.people import join, make_signatory

pytestmark = pytest.mark.django_db


def digest_of(workshop):
    return content_digest(roadmap_content(workshop, "en"))


def sign_for(participant, **changes):
    given = {
        "pin": PIN,
        "name": "Ada",
        "post": "Director",
        "digest": digest_of(participant.workshop),
    }
    return sign(participant=participant, **(given | changes))


def both_sign(workshop):
    # Seats first: who is expected to sign stands in the text.
    for signatory in [make_signatory(workshop, side) for side in ("MOH", "MOF")]:
        sign_for(signatory)
    workshop.refresh_from_db()


@pytest.fixture
def workshop():
    workshop = make_workshop(state="open")
    make_action(workshop, text="Publish the ceilings")
    return workshop


@pytest.fixture
def health(workshop):
    return make_signatory(workshop, "MOH")


@pytest.fixture
def finance(workshop):
    return make_signatory(workshop, "MOF")


def test_a_lone_signature_concludes_nothing(workshop, health):
    sign_for(health)

    workshop.refresh_from_db()
    assert (workshop.state, RoadmapVersion.objects.count()) == ("open", 0)
    assert list(open_signatures(workshop)) == ["MOH"]


def test_both_signatures_make_a_version_and_conclude_the_workshop(workshop, health, finance):
    sign_for(health, name="Ada", post="Director")
    sign_for(finance, name="Ben", post="Budget director")

    workshop.refresh_from_db()
    version = workshop.roadmap_versions.get()
    signers = version.signatures.order_by("pk").values_list("side__code", "name", "post")
    assert (workshop.state, version.number) == ("concluded", 1)
    assert list(signers) == [("MOH", "Ada", "Director"), ("MOF", "Ben", "Budget director")]
    assert version.digest == content_digest(version.content) == digest_of(workshop)


def test_a_signatory_whose_phone_joins_after_the_first_signature_voids_nothing(workshop):
    make_question(workshop)
    health = make_signatory(workshop, "MOH")
    (latecomer,) = make_participants(workshop, "MOF", role="signatory")
    for state in ("open", "closed", "revealed"):
        set_state(workshop=workshop, stage="all", state=state)

    sign_for(health)
    sign_for(join(latecomer))

    assert workshop.roadmap_versions.count() == 1


def test_an_edit_after_the_first_signature_makes_it_void(workshop, health, finance):
    sign_for(health)
    edit(workshop)
    sign_for(finance)

    assert workshop.roadmap_versions.count() == 0
    assert open_signatures(workshop)["MOH"].digest != digest_of(workshop)

    sign_for(health)

    assert workshop.roadmap_versions.get().content["actions"][0]["action"] == "Edited"


def edit(workshop, text="Edited"):
    action = workshop.actions.get()
    return change_action(action=action, bottlenecks=action.bottlenecks.all(), text=text)


def test_what_was_not_read_cannot_be_signed(workshop, health):
    read = digest_of(workshop)
    edit(workshop)

    with pytest.raises(ValidationError, match="changed since you opened it"):
        sign_for(health, digest=read)


def test_a_wrong_pin_signs_nothing(health):
    with pytest.raises(ValidationError, match="not the PIN"):
        sign_for(health, pin="000000")

    assert not Signature.objects.exists()


def test_five_wrong_pins_pause_signing(health):
    for _ in range(5):
        with pytest.raises(ValidationError):
            sign_for(health, pin="000000")

    with pytest.raises(ValidationError, match="signing from this seat waits for ten minutes"):
        sign_for(health)


def test_wrong_pins_on_the_public_seat_page_do_not_keep_its_owner_from_signing(health):
    for _ in range(6):
        with pytest.raises(ValidationError):
            return_to_seat(participant=health, pin="000000")

    sign_for(health)

    assert Signature.objects.count() == 1


def test_wrong_pins_at_signing_do_not_keep_new_phones_out(health):
    for _ in range(6):
        with pytest.raises(ValidationError):
            sign_for(health, pin="000000")

    assert return_to_seat(participant=health, pin=PIN) == health


def test_a_signature_forgets_the_wrong_pins_before_it(health, workshop):
    for _ in range(4):
        with pytest.raises(ValidationError):
            sign_for(health, pin="000000")
    sign_for(health)
    edit(workshop)

    with pytest.raises(ValidationError, match="not the PIN"):
        sign_for(health, pin="000000")


@pytest.mark.parametrize(
    ("side", "role"), [("MOH", "respondent"), ("MOH", "observer"), ("PARTNER", "signatory")]
)
def test_only_a_ministrys_signatory_signs(workshop, side, role):
    participant = make_signatory(workshop, side)
    participant.role = role

    with pytest.raises(ValidationError, match="Only a signatory of a ministry"):
        sign_for(participant)


def test_a_second_person_of_a_ministry_does_not_replace_its_signature(workshop, health):
    colleague = make_signatory(workshop, "MOH")
    sign_for(health)

    with pytest.raises(ValidationError, match="Your ministry has signed"):
        sign_for(colleague)


def test_a_roadmap_without_actions_is_not_signed():
    workshop = make_workshop(state="open")

    with pytest.raises(ValidationError, match="no action yet"):
        sign_for(make_signatory(workshop, "MOH"))


def test_a_concluded_workshop_is_not_edited_until_it_is_reopened(workshop, health, finance):
    sign_for(health)
    sign_for(finance)

    with pytest.raises(ValidationError, match="Reopen it"):
        edit(workshop)

    reopen_workshop(workshop=workshop)
    edit(workshop)
    sign_for(health)
    sign_for(finance)

    assert list(workshop.roadmap_versions.values_list("number", flat=True)) == [2, 1]


def test_a_text_that_both_signed_is_not_signed_again(workshop, health, finance):
    sign_for(health)
    sign_for(finance)
    reopen_workshop(workshop=workshop)

    with pytest.raises(ValidationError, match="as version 1"):
        sign_for(health)


def test_a_version_stays_as_it_was_signed(workshop, health, finance):
    sign_for(health)
    sign_for(finance)
    signed = workshop.roadmap_versions.get().content
    reopen_workshop(workshop=workshop)
    edit(workshop)

    assert workshop.roadmap_versions.get().content == signed
    assert signed["actions"][0]["action"] == "Publish the ceilings"


def test_a_reopened_roadmap_that_nobody_changed_ends_as_it_was(client, workshop):
    both_sign(workshop)
    reopen_workshop(workshop=workshop)
    client.force_login(workshop.facilitators.get().user)
    page = reverse("roadmaps:roadmap", args=[workshop.code])

    assert "Conclude it again" in client.get(page).content.decode()
    client.post(reverse("roadmaps:conclude_again", args=[workshop.code]))

    workshop.refresh_from_db()
    assert (workshop.state, workshop.concluded_reason) == ("concluded", "")
    assert workshop.roadmap_versions.count() == 1
    assert "Conclude it again" not in client.get(page).content.decode()


def test_a_roadmap_that_was_changed_ends_with_new_signatures_only(workshop):
    both_sign(workshop)
    reopen_workshop(workshop=workshop)
    workshop.actions.update(text="Something else")

    with pytest.raises(ValidationError, match="not what both ministries signed"):
        conclude_again(workshop=workshop)


def test_a_signed_text_is_never_called_unsigned(client, workshop):
    both_sign(workshop)
    Workshop.objects.filter(pk=workshop.pk).update(concluded_reason="Somebody was away")
    workshop.refresh_from_db()

    assert [text.number for text in texts_of(workshop)] == [1]
