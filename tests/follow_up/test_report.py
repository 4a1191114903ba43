"""The follow-up report: drawn in the background, and what it says."""

import io
import logging
import re

import pypdf
import pytest
from django.urls import reverse

from roadmaps.documents import follow_up as renderer
from roadmaps.documents.follow_up import prepare_report, report_html, report_pdf
from roadmaps.follow_up import today_at
from roadmaps.follow_up_report import follow_up_edition
from roadmaps.models import FollowUpReport
from roadmaps.services.progress_notes import take_back
from roadmaps.services.reports import request_report
from roadmaps.services.reviews import record_review
from tests.follow_up.notes import write

pytestmark = pytest.mark.django_db


@pytest.fixture
def filled(workshop):
    """One action is overdue, one done with evidence; a note was taken back, a review held."""
    late, done, _other = workshop.actions.all()
    workshop.actions.filter(pk=late.pk).update(due="2026-04-01")
    write(done, "done", text="In the gazette", evidence_url="https://example.org/gazette")
    note = write(late, "done", text="Too early")
    take_back(note=note, by=note.by)
    record_review(
        workshop=workshop,
        held_on=today_at(workshop),
        decision="Go on",
        attendance="Treasury",
        actions={late.pk: ("change", "Ask the minister")},
    )
    return workshop


def words_of(html):
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", html))


def test_it_says_what_was_promised_and_how_it_stands(filled):
    words = words_of(report_html(follow_up_edition(filled, "en")))

    assert "Done: 1 of 3 actions. 1 is overdue." in words
    assert "Publish the ceilings" in words
    assert "In the gazette" in words
    assert "https://example.org/gazette" in words
    assert "Change . Ask the minister" in words
    assert "Who was there: Treasury" in words
    assert "Not for circulation" in words


def test_what_was_taken_back_is_left_out_and_counted(filled):
    words = words_of(report_html(follow_up_edition(filled, "en")))

    assert "Too early" not in words
    assert "1 note was taken back and is left out here." in words


def test_it_is_a_tagged_pdf_in_its_language(filled):
    reader = pypdf.PdfReader(io.BytesIO(report_pdf(follow_up_edition(filled, "en"))))

    text = " ".join(page.extract_text() for page in reader.pages)
    assert "In the gazette" in re.sub(r"\s+", " ", text)
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert reader.trailer["/Root"]["/Lang"] == "en"


def test_asking_twice_makes_one_report(filled, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as jobs:
        first, second = (request_report(workshop=filled, language="en") for _ in range(2))

    assert (first, len(jobs)) == (second, 1)


def test_a_failure_says_why_and_keeps_the_last_good_one(filled, monkeypatch, caplog):
    caplog.set_level(logging.CRITICAL)
    good = request_report(workshop=filled, language="en")
    monkeypatch.setattr(renderer, "report_pdf", lambda *_: b"%PDF")
    prepare_report(good)
    write(filled.actions.last())
    bad = request_report(workshop=filled, language="en")

    def broken(*_):
        raise OSError("no library")

    monkeypatch.setattr(renderer, "report_pdf", broken)
    prepare_report(bad)

    found = {report.pk: report for report in FollowUpReport.objects.all()}
    assert bytes(found[good.pk].content) == b"%PDF"
    assert (found[bad.pk].state, found[bad.pk].fault) == ("failed", "library")
    assert "install the packages" in found[bad.pk].why_failed


def test_a_new_report_replaces_the_one_before(filled, monkeypatch):
    monkeypatch.setattr(renderer, "report_pdf", lambda *_: b"%PDF")
    prepare_report(request_report(workshop=filled, language="en"))
    write(filled.actions.last())
    latest = request_report(workshop=filled, language="en")

    prepare_report(latest)

    assert FollowUpReport.objects.get() == latest


def test_facilitators_prepare_and_take_it(client, filled, django_capture_on_commit_callbacks):
    client.force_login(filled.facilitators.get().user)
    page = reverse("roadmaps:reports", args=[filled.code])
    with django_capture_on_commit_callbacks():
        client.post(reverse("roadmaps:report_request", args=[filled.code]), {"language": "en"})
    assert "is being prepared" in client.get(page).content.decode()
    assert client.get(page, headers={"HX-Request": "true"}).status_code == 204

    report = FollowUpReport.objects.get()
    prepare_report(report)

    path = reverse("roadmaps:report_download", args=[filled.code, report.pk])
    assert path in client.get(page).content.decode()
    assert client.get(path).content.startswith(b"%PDF")
