"""Links, notes and reviews: what the follow-up promises."""

import datetime
import uuid

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from alignment.files import ReadFile
from alignment.models import Workshop
from alignment.services.putting_away import archive_workshop
from diagnostics.services.conclusion import reopen_workshop
from roadmaps.content import content_digest, roadmap_content
from roadmaps.follow_up import followed, owners, today_at
from roadmaps.models import OwnerLink, ProgressNote
from roadmaps.services.actions import remove_action
from roadmaps.services.owner_links import make_owner_link, withdraw_owner_link
from roadmaps.services.progress_notes import take_back
from roadmaps.services.reviews import record_review, remove_review
from tests.factories import make_action, make_user, make_workshop
from tests.follow_up.notes import make_link, state_of, write


def refused(code_or_field, press, /, **subject):
    with pytest.raises(ValidationError) as refusal:
        press(**subject)
    if hasattr(refusal.value, "error_dict"):
        return code_or_field in refusal.value.error_dict
    return code_or_field in {error.code for error in refusal.value.error_list}


def test_one_owner_is_one_whatever_the_spelling(workshop):
    assert [(o.name, o.actions) for o in owners(workshop.actions.all())] == [
        ("Ministry of Health", 3),
        ("Treasury", 1),
    ]


def test_a_link_opens_its_holders_actions_and_no_others(workshop):
    link, token = make_link(workshop, "Treasury")

    assert OwnerLink.objects.opened_by(token).get() == link
    assert [row.action.ref for row in followed(workshop, leads=link.leads)] == ["A3"]


def test_the_token_is_kept_nowhere(workshop):
    link, token = make_link(workshop)

    assert token not in str(OwnerLink.objects.values().get(pk=link.pk))


def test_a_link_ends_when_it_is_withdrawn_or_too_old(workshop):
    link, token = make_link(workshop)
    _old, old_token = make_link(workshop, days=-1)

    withdraw_owner_link(link=link)

    assert not OwnerLink.objects.opened_by(token).exists()
    assert not OwnerLink.objects.opened_by(old_token).exists()
    assert refused("link_ended", withdraw_owner_link, link=link)


def test_a_link_needs_a_name_of_the_roadmap(workshop):
    given = {"workshop": workshop, "holder": "Ama", "days": 90}

    assert refused("leads", make_owner_link, leads=["Somebody"], **given)
    assert refused("leads", make_owner_link, leads=[], **given)


def test_follow_up_begins_with_the_end_of_the_workshop(db):
    workshop = make_workshop(state="open")
    action = make_action(workshop, lead="Treasury")

    assert refused("not_concluded", write, action=action)


def test_a_workshop_put_away_is_frozen(workshop):
    action = workshop.actions.first()
    link, _token = make_link(workshop)
    archive_workshop(workshop=workshop)

    assert refused("workshop_put_away", write, action=action, link=link)


def test_a_note_says_how_the_action_stands(workshop):
    action = workshop.actions.first()
    link, _token = make_link(workshop)

    write(action, "under_way", text="Circular drafted", percent=40, link=link)

    found = state_of(action)
    assert (found.progress.status, found.progress.percent) == ("under_way", 40)
    assert (found.last.writer, found.last.text) == ("Ama", "Circular drafted")


def test_a_note_changes_nothing_that_was_signed(workshop):
    before = content_digest(roadmap_content(workshop, "en"))
    action = workshop.actions.first()

    write(action, "done")
    record_review(workshop=workshop, held_on=today_at(workshop), decision="Go on")

    assert content_digest(roadmap_content(workshop, "en")) == before
    action.refresh_from_db()
    assert action.status == "not_started"


def test_sending_twice_stores_once(workshop):
    action, key = workshop.actions.first(), uuid.uuid4()

    first = write(action, key=key)

    assert write(action, key=key) == first
    assert ProgressNote.objects.count() == 1
    assert refused("used_key", write, action=workshop.actions.last(), key=key)


def test_a_link_writes_on_its_own_actions_only(workshop):
    link, _token = make_link(workshop, "Treasury")

    assert refused("action_gone", write, action=workshop.actions.first(), link=link)
    withdraw_owner_link(link=link)
    assert refused("link_ended", write, action=workshop.actions.last(), link=link)


@pytest.mark.parametrize(("ahead", "accepted"), [(0, True), (1, False), (-300, True)])
def test_the_day_is_within_reason(workshop, ahead, accepted):
    action = workshop.actions.first()
    when = today_at(workshop) + datetime.timedelta(days=ahead)

    if accepted:
        assert write(action, happened_on=when).happened_on == when
    else:
        assert refused("happened_on", write, action=action, happened_on=when)


def test_a_day_long_before_the_workshop_is_refused(workshop):
    action = workshop.actions.first()

    assert refused("happened_on", write, action=action, happened_on=datetime.date(1999, 1, 1))


def test_a_note_says_something_new(workshop):
    action = workshop.actions.first()

    assert refused("text", write, action=action, status="not_started", text="")
    assert write(action, "delayed", text="").status == "delayed"
    assert refused("__all__", write, action=action, percent=101)


def test_a_file_is_kept_with_the_note(workshop):
    file = ReadFile("act.pdf", "application/pdf", b"%PDF-1.7 as if")

    note = write(workshop.actions.first(), file=file)

    assert (note.file.name, note.file.workshop) == ("act.pdf", workshop)


def test_taking_back_is_a_note_of_its_own(workshop):
    action, user = workshop.actions.first(), make_user(name="Kofi")
    note = write(action, "done", by=user)

    take_back(note=note, by=user)

    found = state_of(action)
    assert found.progress.status == "not_started"
    assert [(line.note, line.taken_back.writer) for line in found.lines] == [(note, str(user))]
    assert ProgressNote.objects.count() == 2
    assert refused("not_to_be_taken_back", take_back, note=note, by=user)


def test_through_a_link_one_takes_back_ones_own_notes_only(workshop):
    action = workshop.actions.first()
    mine, _token = make_link(workshop)
    other, _token = make_link(workshop, holder="Yaw")
    note = write(action, link=other)

    assert refused("not_to_be_taken_back", take_back, note=note, link=mine)
    assert take_back(note=note, link=other).takes_back == note.pk


def test_the_first_review_held_begins_the_follow_up(workshop):
    day = datetime.timedelta(days=1)
    record_review(workshop=workshop, held_on=today_at(workshop) + day)
    assert Workshop.objects.get().state == "concluded"

    record_review(workshop=workshop, held_on=today_at(workshop), decision="Go on")

    assert Workshop.objects.get().state == "followed_up"


def test_a_review_that_was_held_says_what_was_decided(workshop):
    assert refused("decision", record_review, workshop=workshop, held_on=today_at(workshop))


def test_one_review_a_day_and_the_next_one_later(workshop):
    today = today_at(workshop)
    given = {"workshop": workshop, "held_on": today, "decision": "Go on"}

    assert refused("__all__", record_review, next_on=today, **given)
    record_review(**given)
    assert refused("held_on", record_review, **given)


@pytest.mark.parametrize("year", [1999, 2099])
def test_a_review_in_another_age_is_refused(workshop, year):
    with pytest.raises(ValidationError):
        record_review(workshop=workshop, held_on=datetime.date(year, 1, 1), decision="Go on")


def test_a_review_decides_about_actions_and_can_be_changed(workshop):
    first, second, _third = workshop.actions.all()
    given = {"workshop": workshop, "held_on": today_at(workshop), "decision": "Go on"}
    review = record_review(actions={first.pk: ("stop", "No law"), second.pk: ("", "")}, **given)
    assert [(a.action, a.decision, a.remark) for a in review.actions.all()] == [
        (first, "stop", "No law")
    ]

    record_review(review=review, actions={second.pk: ("change", "")}, **given)

    assert [(a.action, a.decision) for a in review.actions.all()] == [(second, "change")]
    remove_review(review=review)
    assert not workshop.reviews.exists()


def test_notes_go_on_while_the_roadmap_is_worked_on_anew(workshop):
    workshop.roadmap_versions.create(number=1, content={}, digest="d", signed_at=timezone.now())
    reopen_workshop(workshop=workshop)

    assert write(workshop.actions.first()).status == "under_way"


def test_an_action_that_people_wrote_about_is_not_deleted(workshop):
    note = write(workshop.actions.first())
    workshop.roadmap_versions.create(number=1, content={}, digest="d", signed_at=timezone.now())
    reopen_workshop(workshop=workshop)

    assert refused("has_progress", remove_action, action=note.action, by=note.by)
    remove_action(action=workshop.actions.last(), by=note.by)
    assert workshop.actions.count() == 2


@pytest.mark.parametrize("many", [1, 5])
def test_the_number_of_queries_depends_on_nothing(workshop, many, django_assert_num_queries):
    for action in list(workshop.actions.all())[:many]:
        for _ in range(many):
            write(action)

    with django_assert_num_queries(3):
        followed(workshop)
