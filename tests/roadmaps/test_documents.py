"""Documents are asked for, made once in the background, stored, and found again."""

import datetime
import logging

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from roadmaps.documents import prepare, prepared_document, render
from roadmaps.editions import draft_edition, signed_edition
from roadmaps.models import Document
from roadmaps.services.documents import PATIENCE, request_document
from roadmaps.services.signing import sign
from roadmaps.tasks import render_document
from tests.factories import make_action, make_workshop
from tests.roadmaps.people import PIN, make_signatory

pytestmark = pytest.mark.django_db


@pytest.fixture
def workshop():
    workshop = make_workshop(state="open", languages=["en", "fr"])
    make_action(workshop, text="Publish the ceilings", lead="Budget office")
    return workshop


def edit(workshop, text="Publish the ceilings in March"):
    workshop.actions.update(text=text)


def sign_both(workshop):
    signatories = [make_signatory(workshop, side) for side in ("MOH", "MOF")]
    digest = draft_edition(workshop, "en").digest
    for participant in signatories:
        sign(participant=participant, pin=PIN, name="Ada", post="Secretary", digest=digest)
    return workshop.roadmap_versions.get()


def excel(workshop, **options):
    return request_document(workshop=workshop, kind="xlsx", language="en", **options)


def made(document):
    prepare(document)
    document.refresh_from_db()
    return document


def test_asking_twice_for_the_same_makes_one_document(workshop, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as jobs:
        first, second = excel(workshop), excel(workshop)

    assert first == second
    assert len(jobs) == 1


def test_the_worker_makes_what_was_asked_for(workshop, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        document = excel(workshop)

    document.refresh_from_db()
    assert (document.state, document.fault) == ("ready", "")
    assert bytes(document.content[:2]) == b"PK"
    assert len(document.sha256) == 64


def test_an_edit_or_a_signature_asks_for_another_document(workshop):
    signatory = make_signatory(workshop, "MOH")
    before = excel(workshop)
    edit(workshop)
    edited = excel(workshop)
    digest = draft_edition(workshop, "en").digest
    sign(participant=signatory, pin=PIN, name="Ada", post="", digest=digest)

    assert len({before.pk, edited.pk, excel(workshop).pk}) == 3


def test_each_language_and_kind_is_a_document_of_its_own(workshop):
    asked = {
        request_document(workshop=workshop, kind=kind, language=language).pk
        for kind in Document.Kind
        for language in ("en", "fr")
    }

    assert len(asked) == 2 * len(Document.Kind)


def test_a_new_draft_takes_the_place_of_the_one_before(workshop):
    made(excel(workshop))
    edit(workshop)

    newer = made(excel(workshop))

    assert list(workshop.documents.all()) == [newer]


def test_what_became_outdated_while_it_waited_is_made_from_what_stands_now(workshop):
    waiting = excel(workshop)
    edit(workshop)

    prepare(waiting)

    (document,) = workshop.documents.all()
    assert document.digest == draft_edition(workshop, "en").fingerprint
    assert document.state == "waiting"


def test_a_failure_says_why_and_keeps_the_last_good_one(workshop, monkeypatch, caplog):
    good = made(excel(workshop))
    edit(workshop, "Officials wrote this")
    monkeypatch.setattr("roadmaps.documents.render", failing(ValueError("Officials wrote this")))

    document = made(excel(workshop))

    assert (document.state, document.fault) == ("failed", "unexpected")
    good.refresh_from_db()
    assert good.state == "ready"
    assert "ValueError" in caplog.text
    assert "Officials" not in caplog.text


def failing(error):
    def render(kind, edition):
        raise error

    return render


def test_a_missing_library_is_named_as_the_reason(workshop, monkeypatch, caplog):
    caplog.set_level(logging.CRITICAL)
    monkeypatch.setattr("roadmaps.documents.render", failing(OSError("cannot load library")))

    assert made(excel(workshop)).fault == "library"


def test_a_failed_document_is_tried_again_when_asked_for(workshop, monkeypatch, caplog):
    caplog.set_level(logging.CRITICAL)
    with monkeypatch.context() as patched:
        patched.setattr("roadmaps.documents.render", failing(ValueError()))
        failed = made(excel(workshop))

    again = excel(workshop)

    assert (again.pk, again.state) == (failed.pk, "waiting")
    assert made(again).state == "ready"


@pytest.mark.parametrize(("waited", "jobs"), [(PATIENCE / 2, 0), (PATIENCE * 2, 1)])
def test_only_what_waits_too_long_is_asked_for_again(
    workshop, waited, jobs, django_capture_on_commit_callbacks
):
    document = excel(workshop)
    Document.objects.filter(pk=document.pk).update(requested_at=timezone.now() - waited)

    with django_capture_on_commit_callbacks() as callbacks:
        excel(workshop)

    assert len(callbacks) == jobs


def test_a_ready_document_is_never_made_again(workshop):
    document = made(excel(workshop))
    before = (document.sha256, document.ready_at)

    render_document.call(document.pk)

    document.refresh_from_db()
    assert (document.sha256, document.ready_at) == before


def test_a_document_that_is_gone_is_no_fault():
    assert render_document.call(4711) is None


def test_both_signatures_ask_for_the_signed_pdf_in_every_language(workshop):
    version = sign_both(workshop)

    asked = version.documents.values_list("kind", "language", "state")
    assert sorted(asked) == [("pdf", "en", "waiting"), ("pdf", "fr", "waiting")]


def test_a_signed_document_shows_what_was_signed_whatever_came_after(workshop):
    version = sign_both(workshop)
    signed = made(excel(workshop, version=version))
    edit(workshop, "Something else")

    assert excel(workshop, version=version).pk == signed.pk
    assert excel(workshop).pk != signed.pk
    assert made(excel(workshop)).pk != signed.pk
    signed.refresh_from_db()
    assert signed.state == "ready"


def test_the_first_file_of_a_signed_version_stands(workshop):
    signed = made(excel(workshop, version=sign_both(workshop)))
    first = bytes(signed.content)

    prepare(signed)

    signed.refresh_from_db()
    assert bytes(signed.content) == first


def test_the_number_of_queries_is_the_same_for_one_action_and_for_three(queries_of):
    def asked(actions):
        workshop = make_workshop()
        for _ in range(actions):
            make_action(workshop)
        return lambda: excel(workshop)

    assert queries_of(asked(1)) == queries_of(asked(3))


def test_rendering_reads_nothing_behind_the_edition(workshop, django_assert_num_queries):
    edition = draft_edition(workshop, "en")

    with django_assert_num_queries(0):
        for kind in ("xlsx", "docx"):
            render(kind, edition)


def test_a_command_writes_a_draft_or_the_signed_file(workshop, tmp_path, capsys):
    path = tmp_path / "roadmap.xlsx"

    call_command("render_roadmap", workshop.code, language="en", output=path)
    draft = path.read_bytes()
    sign_both(workshop)
    call_command("render_roadmap", workshop.code.lower(), language="en", output=path)
    signed = path.read_bytes()
    call_command("render_roadmap", workshop.code, language="en", output=path)

    assert draft != signed
    assert path.read_bytes() == signed == bytes(stored(workshop).content)
    told = [line.split(" is ")[1] for line in capsys.readouterr().out.splitlines()]
    assert told == ["a draft.", "version 1.", "version 1."]


def stored(workshop):
    return workshop.documents.get(kind="xlsx", version__number=1)


@pytest.mark.parametrize(
    ("code", "name", "message"),
    [
        ("NOSUCH", "roadmap.pdf", "There is no workshop with the code NOSUCH."),
        (None, "roadmap.txt", "must end with .pdf, .docx or .xlsx"),
        (None, "no/such/folder.xlsx", "cannot be written: No such file or directory."),
    ],
)
def test_the_command_says_what_is_wrong(workshop, tmp_path, code, name, message):
    with pytest.raises(CommandError, match=message):
        call_command("render_roadmap", code or workshop.code, language="en", output=tmp_path / name)


def test_the_command_reports_a_failure(workshop, tmp_path, monkeypatch, caplog):
    caplog.set_level(logging.CRITICAL)
    monkeypatch.setattr("roadmaps.documents.render", failing(OSError()))

    with pytest.raises(CommandError, match="lacks a library"):
        call_command("render_roadmap", workshop.code, language="en", output=tmp_path / "a.pdf")


def test_a_draft_back_at_the_signed_text_is_the_signed_document(workshop):
    sign_both(workshop)

    document = prepared_document(workshop=workshop, kind="xlsx", language="en")

    assert document.version.number == 1


def test_patience_is_short_enough_for_a_room():
    assert datetime.timedelta(minutes=1) <= PATIENCE <= datetime.timedelta(minutes=5)


def test_a_signature_carries_the_day_it_was_given_in_the_room(workshop):
    type(workshop).objects.filter(pk=workshop.pk).update(time_zone="Africa/Kigali")
    workshop.refresh_from_db()
    version = sign_both(workshop)
    late = datetime.datetime(2026, 3, 2, 22, 30, tzinfo=datetime.UTC)
    version.signatures.update(signed_at=late)

    edition = signed_edition(version, "en")

    assert [s["signed_at"] for s in edition.signatures] == ["2026-03-03T00:30:00+02:00"] * 2
