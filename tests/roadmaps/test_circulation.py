"""A text leaves the room only when both ministries let it."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from alignment.vocabulary import WorkshopState
from roadmaps.documents import prepare
from roadmaps.editions import draft_edition, signed_edition
from roadmaps.models import Release
from roadmaps.queries import is_released
from roadmaps.services.circulation import release, release_on_behalf, take_back
from roadmaps.services.documents import request_document
from roadmaps.texts import texts_of
from tests.factories import make_action, make_workshop, take_seat
from tests.roadmaps.people import PIN, make_signatory
from tests.roadmaps.test_documents import sign_both

pytestmark = pytest.mark.django_db


@pytest.fixture
def workshop():
    workshop = make_workshop(state="open", languages=["en", "fr"])
    make_action(workshop, text="Publish the ceilings")
    return workshop


def by_of(workshop):
    return workshop.facilitators.get().user


def on_behalf(workshop, side, digest, note="Letter no. 112"):
    side = workshop.sides.get(code=side)
    return release_on_behalf(side=side, digest=digest, note=note, by=by_of(workshop))


def conclude_unsigned(workshop):
    workshop.state = WorkshopState.CONCLUDED
    workshop.concluded_reason = "The budget was being debated"
    workshop.save()


def test_one_ministry_alone_releases_nothing(workshop):
    version = sign_both(workshop)

    on_behalf(workshop, "MOH", version.digest)

    assert not is_released(workshop, version.digest)
    assert not signed_edition(version, "en").released


def test_both_together_release_it_and_ask_for_new_documents(workshop):
    version = sign_both(workshop)
    before = set(version.documents.values_list("pk", flat=True))

    on_behalf(workshop, "MOH", version.digest)
    on_behalf(workshop, "MOF", version.digest)

    assert signed_edition(version, "en").released
    new = version.documents.exclude(pk__in=before)
    assert sorted(new.values_list("kind", "language", "released")) == [
        ("pdf", "en", True),
        ("pdf", "fr", True),
    ]
    told = list(workshop.events.values_list("action", "subject").order_by("pk"))[-3:]
    assert told == [
        ("roadmap_released_by_one", "MOH"),
        ("roadmap_released_by_one", "MOF"),
        ("roadmap_released", "1"),
    ]


def test_what_was_stored_before_the_release_stays(workshop):
    version = sign_both(workshop)
    internal = request_document(workshop=workshop, kind="xlsx", language="en", version=version)
    prepare(internal)
    for side in ("MOH", "MOF"):
        on_behalf(workshop, side, version.digest)

    asked = {"workshop": workshop, "kind": "xlsx", "language": "en", "version": version}
    public = request_document(**asked)

    assert public.pk != internal.pk
    internal.refresh_from_db()
    assert internal.state == "ready"
    assert (
        request_document(workshop=workshop, kind="xlsx", language="en", version=version) == public
    )


def test_a_draft_cannot_be_released(workshop):
    digest = draft_edition(workshop, "en").digest

    with pytest.raises(ValidationError, match="This text is not final"):
        on_behalf(workshop, "MOH", digest)

    assert not Release.objects.exists()


def test_the_text_of_an_unsigned_end_can_be_released_until_somebody_edits_it(workshop):
    conclude_unsigned(workshop)
    (text,) = texts_of(workshop)

    for side in ("MOH", "MOF"):
        on_behalf(workshop, side, text.digest)
    assert draft_edition(workshop, "en").released

    workshop.actions.update(text="Something else")
    assert not draft_edition(workshop, "en").released


def test_a_facilitator_says_how_the_ministry_let_it_be_known(workshop):
    version = sign_both(workshop)

    with pytest.raises(ValidationError, match="Say how the ministry let it be known"):
        on_behalf(workshop, "MOH", version.digest, note=" ")


def test_only_ministries_release(workshop):
    version = sign_both(workshop)
    workshop.sides.create(code="PARTNER")

    with pytest.raises(ValidationError, match="Only the two ministries"):
        on_behalf(workshop, "PARTNER", version.digest)


def test_a_lone_release_on_behalf_is_taken_back_and_one_of_both_is_not(workshop):
    version = sign_both(workshop)
    moh = workshop.sides.get(code="MOH")
    on_behalf(workshop, "MOH", version.digest)
    take_back(side=moh, digest=version.digest, by=by_of(workshop))
    assert not Release.objects.exists()

    for side in ("MOH", "MOF"):
        on_behalf(workshop, side, version.digest)
    with pytest.raises(ValidationError, match="copies may be out"):
        take_back(side=moh, digest=version.digest, by=by_of(workshop))


def test_a_signatorys_own_release_is_not_taken_back_by_others(workshop):
    version = sign_both(workshop)
    signatory = workshop.participants.get(institution__side__code="MOH")
    release(participant=signatory, pin=PIN, digest=version.digest)

    with pytest.raises(ValidationError, match="no release on behalf"):
        take_back(side=signatory.side, digest=version.digest, by=by_of(workshop))


def test_a_wrong_pin_releases_nothing(workshop):
    version = sign_both(workshop)
    signatory = workshop.participants.get(institution__side__code="MOH")

    with pytest.raises(ValidationError, match="not the PIN of your seat"):
        release(participant=signatory, pin="000000", digest=version.digest)

    assert not Release.objects.exists()


def test_a_signatory_releases_on_the_own_phone(client, workshop):
    version = sign_both(workshop)
    signatory = workshop.participants.get(institution__side__code="MOF")
    take_seat(client, signatory)
    path = reverse("roadmaps:release", args=[workshop.code])

    before = client.get(path).content.decode()
    client.post(path, {"pin": PIN})
    after = client.get(path).content.decode()

    assert "It cannot be taken back." in before
    assert "The other ministry has not yet" in after
    assert Release.objects.get().participant == signatory
    assert not is_released(workshop, version.digest)


def test_before_there_is_a_final_text_the_page_says_so(client, workshop):
    take_seat(client, make_signatory(workshop, "MOH"))

    response = client.get(reverse("roadmaps:release", args=[workshop.code]))

    assert response.status_code == 404
    assert "There is no final text yet" in response.content.decode()


def test_a_facilitator_writes_it_down_and_takes_it_back(client, workshop):
    sign_both(workshop)
    client.force_login(by_of(workshop))
    page = reverse("roadmaps:documents", args=[workshop.code])
    path = reverse("roadmaps:release_on_behalf", args=[workshop.code, 1, "MOH"])
    back = reverse("roadmaps:release_take_back", args=[workshop.code, 1, "MOH"])

    assert "Release on behalf: Ministry of health" in client.get(path).content.decode()
    empty = client.post(path, {"note": ""})
    client.post(path, {"note": "Letter no. 112"})
    written = client.get(page).content.decode()
    client.post(back)
    undone = client.get(page).content.decode()

    assert empty.status_code == 200
    assert "Letter no. 112" in written
    assert back in written
    assert "Letter no. 112" not in undone


@pytest.mark.parametrize(("number", "side"), [(2, "MOH"), (0, "MOH"), (1, "PARTNER")])
def test_what_does_not_exist_is_not_released(client, workshop, number, side):
    sign_both(workshop)
    client.force_login(by_of(workshop))

    path = reverse("roadmaps:release_on_behalf", args=[workshop.code, number, side])

    assert client.get(path).status_code == 404
