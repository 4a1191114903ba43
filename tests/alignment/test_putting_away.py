"""Archiving and deleting: asked for once more, logged, read-only, and taken back in time."""

import datetime
import uuid

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from alignment.models import Event, Workshop
from alignment.services.putting_away import archive_workshop, bring_back, mark_for_deletion
from diagnostics.models import Answer
from roadmaps.models import Document
from roadmaps.transfer.reading import read_workshop
from roadmaps.transfer.writing import write_workshop
from tests.factories import (
    make_action,
    make_answers,
    make_cause,
    make_participants,
    make_question,
    make_user,
    make_workshop,
    take_seat,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def facilitator(client):
    user = make_user()
    client.force_login(user)
    return user


def url(name, workshop, *more):
    return reverse(f"alignment:{name}", args=[workshop.code, *more])


def listed(client, query=""):
    page = client.get(reverse("alignment:workshop_list") + query)
    return [workshop.title for workshop in page.context["page"]]


def actions_of(workshop):
    return list(Event.objects.filter(workshop=workshop).values_list("action", flat=True))


def test_an_archived_workshop_leaves_the_list_and_comes_back(client, facilitator):
    workshop = make_workshop(by=facilitator, title="Old")
    make_workshop(by=facilitator, title="New")

    assert (
        "Archive this workshop?" in client.get(url("workshop_archive", workshop)).content.decode()
    )
    client.post(url("workshop_archive", workshop))

    assert listed(client) == ["New"]
    assert listed(client, "?archived=1") == ["Old"]
    client.post(url("workshop_bring_back", workshop))
    assert listed(client) == ["New", "Old"]
    assert actions_of(workshop)[:2] == ["workshop_brought_back", "workshop_archived"]


def test_a_deleted_workshop_waits_in_the_list_and_comes_back(client, facilitator):
    workshop = make_workshop(by=facilitator, title="Mistake")

    assert "After 7 days" in client.get(url("workshop_delete", workshop)).content.decode()
    client.post(url("workshop_delete", workshop))

    assert listed(client) == []
    page = client.get(reverse("alignment:workshop_list"))
    assert [w.title for w in page.context["leaving"]] == ["Mistake"]
    workshop.refresh_from_db()
    assert workshop.delete_at - timezone.now() > datetime.timedelta(days=6, hours=23)
    client.post(url("workshop_bring_back", workshop))
    assert listed(client) == ["Mistake"]
    assert actions_of(workshop)[:2] == ["workshop_brought_back", "workshop_marked_for_deletion"]


@pytest.mark.parametrize("put_away", [archive_workshop, mark_for_deletion])
def test_what_is_put_away_can_be_read_but_not_changed(client, facilitator, put_away):
    workshop = make_workshop(by=facilitator, title="Kept")
    put_away(workshop=workshop)

    assert client.get(url("setup", workshop)).status_code == 200
    refused = client.post(url("people", workshop), {"name": "Budget office", "side": "MOF"})

    assert refused.status_code == 409
    assert "so nothing was stored" in refused.content.decode()
    assert not workshop.institutions.exists()


def test_a_phone_is_told_that_nothing_was_stored(client):
    workshop = make_workshop(state="closed")
    question = make_question(workshop, state="open")
    participant = take_seat(client, make_participants(workshop)[0])
    archive_workshop(workshop=workshop)
    said = {"question": "F-01", "value": "3", "round": "1", "comment": "", "evidence": ""}
    clock = {"answered": "1000", "now": "1000", "revision": str(uuid.uuid4())}

    saved = client.post(f"/j/{workshop.code}/answers/", said | clock | {"mode": "individual"})
    form = client.post(f"/j/{workshop.code}/stages/F/", {"F-01-value": "3"})

    assert saved.status_code == 409
    assert saved.json()["error"].startswith("The workshop is put away and takes nothing new.")
    assert form.status_code == 409
    assert "Tell the facilitator" in form.content.decode()
    assert not Answer.objects.filter(participant=participant, question=question).exists()
    assert client.post(f"/j/{workshop.code}/leave/").status_code == 302


def test_a_stranger_does_not_learn_that_an_archived_workshop_exists(client, facilitator):
    workshop = make_workshop()
    archive_workshop(workshop=workshop)

    assert client.post(url("people", workshop)).status_code == 404


@pytest.mark.parametrize("state", ["open", "rehearsal"])
@pytest.mark.parametrize("put_away", [archive_workshop, mark_for_deletion])
def test_nothing_is_put_away_while_people_may_be_answering(put_away, state):
    workshop = make_workshop(state=state)

    with pytest.raises(ValidationError, match="Close the workshop in step 6"):
        put_away(workshop=workshop)

    put_away(workshop=make_workshop(state="open", illustrative=True))


def full_workshop():
    workshop = make_workshop(state="closed")
    question = make_question(workshop, state="open")
    make_answers(question, "132")
    make_cause(make_action(workshop).bottlenecks.get())
    Document.objects.create(workshop=workshop, kind="pdf", language="en", state="ready")
    return workshop


def test_after_the_waiting_period_everything_goes_and_nothing_else(capsys):
    due, waiting, kept = full_workshop(), full_workshop(), full_workshop()
    for workshop in (due, waiting):
        mark_for_deletion(workshop=workshop)
    Workshop.objects.filter(pk=due.pk).update(delete_at=timezone.now())

    call_command("delete_due_workshops")

    assert capsys.readouterr().out == f"{due.code}\n"
    assert set(Workshop.objects.all()) == {waiting, kept}
    assert Answer.objects.count() == 6
    assert Document.objects.count() == 2


def test_what_was_brought_back_is_not_deleted(capsys):
    workshop = mark_for_deletion(workshop=make_workshop())
    bring_back(workshop=workshop)

    call_command("delete_due_workshops")

    assert capsys.readouterr().out == ""
    assert Workshop.objects.get() == workshop


def test_a_restored_workshop_file_stays(tmp_path):
    workshop = mark_for_deletion(workshop=make_workshop())
    write_workshop(workshop, tmp_path / "workshop.zip")
    workshop.delete()

    read_workshop(tmp_path / "workshop.zip")

    assert Workshop.objects.get().delete_at is None


@pytest.mark.parametrize("workshops", [1, 3])
def test_the_list_costs_the_same_for_one_and_three(
    client, facilitator, django_assert_num_queries, workshops
):
    for _ in range(workshops):
        make_workshop(by=facilitator)
        archive_workshop(workshop=make_workshop(by=facilitator))
        mark_for_deletion(workshop=make_workshop(by=facilitator))

    with django_assert_num_queries(6):
        client.get(reverse("alignment:workshop_list"))
