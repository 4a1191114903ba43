"""Leading together: a link that works once, who may use it, and who may not leave."""

import datetime
from urllib.parse import quote

import pytest
from django.core import signing
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from alignment.models import Event, Invitation
from alignment.services.facilitators import accept_invitation, standing_invitation
from alignment.services.putting_away import archive_workshop
from tests.factories import make_user, make_workshop

pytestmark = pytest.mark.django_db


@pytest.fixture
def facilitator(client):
    user = make_user(name="Amina")
    client.force_login(user)
    return user


def page_of(workshop):
    return reverse("alignment:facilitators", args=[workshop.code])


def make_link(client, workshop):
    """The path that the page shows after the press, and only then."""
    shown = client.post(page_of(workshop), follow=True).context["link"]
    assert shown.startswith("http://testserver/invited/")
    return shown.removeprefix("http://testserver")


def signed_in(user):
    browser = Client()
    browser.force_login(user)
    return browser


def led_by(workshop):
    return [facilitator.user for facilitator in workshop.facilitators.order_by("pk")]


def actions_of(workshop):
    return list(Event.objects.filter(workshop=workshop).values_list("action", flat=True))


def test_a_link_is_shown_once_and_kept_nowhere(client, facilitator):
    workshop = make_workshop(by=facilitator)

    link = make_link(client, workshop)

    assert client.get(page_of(workshop)).context["link"] == ""
    key = signing.loads(link.split("/")[2], salt="alignment.invitation")[1]
    assert key not in str(Invitation.objects.values())


def test_the_link_carries_the_public_address_where_there_is_one(client, facilitator, settings):
    settings.PUBLIC_URL = "https://accord.example.org"
    workshop = make_workshop(by=facilitator)

    page = client.post(page_of(workshop), follow=True)

    assert page.context["link"].startswith("https://accord.example.org/invited/")


def test_somebody_with_an_account_becomes_co_facilitator_once(client, facilitator):
    workshop = make_workshop(by=facilitator, title="Rwanda")
    link = make_link(client, workshop)
    invited, late = make_user(), make_user()

    assert "Lead “Rwanda” with others" in signed_in(invited).get(link).content.decode()
    assert signed_in(invited).post(link).url == f"/w/{workshop.code}/"

    assert led_by(workshop) == [facilitator, invited]
    assert actions_of(workshop)[:2] == ["facilitator_joined", "facilitator_invited"]
    assert signed_in(late).post(link).status_code == 404
    assert "ask the facilitator for a new one" in signed_in(late).get(link).content.decode()
    assert led_by(workshop) == [facilitator, invited]


def test_a_newcomer_makes_an_account_though_sign_up_is_closed(client, facilitator):
    workshop = make_workshop(by=facilitator)
    link = make_link(client, workshop)
    newcomer, sign_up = Client(), reverse("account_signup")
    fields = {
        "email": "new@example.org",
        "password1": "a-long-passphrase",
        "password2": "a-long-passphrase",
        "next": link,
    }
    assert "password1" not in newcomer.get(sign_up).content.decode()

    assert f"{sign_up}?next={quote(link)}" in newcomer.get(link).content.decode()
    back = newcomer.post(sign_up, fields)
    newcomer.post(link)

    assert back.url == link
    assert led_by(workshop) == [facilitator, User.objects.get(email="new@example.org")]
    assert "password1" not in Client().get(sign_up).content.decode()


def test_a_withdrawn_link_opens_neither_the_workshop_nor_the_sign_up(client, facilitator):
    workshop = make_workshop(by=facilitator)
    link = make_link(client, workshop)
    newcomer = Client()
    newcomer.get(link)
    withdraw = reverse(
        "alignment:invitation_withdraw", args=[workshop.code, workshop.invitations.get().pk]
    )

    client.post(withdraw)

    assert newcomer.get(link).status_code == 404
    assert "password1" not in newcomer.get(reverse("account_signup")).content.decode()
    assert actions_of(workshop)[0] == "invitation_withdrawn"
    again = client.post(withdraw, follow=True)
    assert "This link no longer works anyway." in again.content.decode()


def test_an_old_or_forged_link_does_not_work(client, facilitator):
    workshop = make_workshop(by=facilitator)
    token = make_link(client, workshop).split("/")[2]
    invitation = workshop.invitations.get()

    assert standing_invitation(token) == invitation
    assert standing_invitation(token[:-1]) is None
    forged = signing.dumps([invitation.pk, "guessed"], salt="alignment.invitation")
    assert standing_invitation(forged) is None
    late = timezone.now() - datetime.timedelta(seconds=1)
    Invitation.objects.update(expires_at=late)
    assert standing_invitation(token) is None


def test_who_leads_already_leaves_the_link_for_somebody_else(client, facilitator):
    workshop = make_workshop(by=facilitator)
    make_link(client, workshop)
    invitation = workshop.invitations.get()

    accept_invitation(invitation=invitation, user=facilitator)

    assert led_by(workshop) == [facilitator]
    assert workshop.invitations.standing().get() == invitation


def test_a_workshop_that_is_put_away_takes_no_new_facilitator(client, facilitator):
    workshop = make_workshop(by=facilitator)
    link = make_link(client, workshop)
    archive_workshop(workshop=workshop)

    refused = signed_in(make_user()).post(link, follow=True)

    assert "A facilitator can bring it back" in refused.content.decode()
    assert led_by(workshop) == [facilitator]


def remove(client, facilitator):
    address = "alignment:facilitator_remove"
    return client.post(
        reverse(address, args=[facilitator.workshop.code, facilitator.pk]), follow=True
    )


def test_the_last_facilitator_cannot_leave(client, facilitator):
    workshop = make_workshop(by=facilitator)

    refused = remove(client, workshop.facilitators.get())

    assert "Invite another facilitator first." in refused.content.decode()
    assert led_by(workshop) == [facilitator]


def test_one_of_two_leaves_and_no_longer_finds_the_workshop(client, facilitator):
    workshop = make_workshop(by=facilitator)
    other = make_user()
    workshop.facilitators.create(user=other)

    remove(client, workshop.facilitators.get(user=facilitator))

    assert led_by(workshop) == [other]
    assert client.get(f"/w/{workshop.code}/").status_code == 404
    assert actions_of(workshop)[0] == "facilitator_removed"


def test_a_facilitator_is_removed_by_another_and_listed_on_the_set_up_page(client, facilitator):
    workshop = make_workshop(by=facilitator)
    other = workshop.facilitators.create(user=make_user(name="Jean"))
    assert "Jean" in client.get(f"/w/{workshop.code}/").content.decode()

    remove(client, other)

    assert "Jean" not in client.get(f"/w/{workshop.code}/").content.decode()
