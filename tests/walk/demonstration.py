"""The demonstration, built once for many tests that each leave it as they found it."""

import datetime
import uuid
from contextlib import contextmanager

from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from alignment.early_links import new_key
from alignment.files import ReadFile, store_file
from alignment.models import AgendaItem, BudgetDate, EarlyLink, Participant, Workshop
from alignment.services.facilitators import invite_facilitator
from alignment.services.newcomers import ask_to_be_let_in
from alignment.services.pack import add_document
from alignment.services.people import side_named
from diagnostics.models import EvidenceFile, PublishedFile
from diagnostics.services.questions import add_own_question, pick_short_form
from roadmaps.content import content_digest, roadmap_content
from roadmaps.demo.workshops import PIN, create_full_demo
from roadmaps.follow_up import owners
from roadmaps.models import Document, OwnerLink, ProgressNote
from roadmaps.services.paper import attach_scan, set_logo
from roadmaps.services.signing import sign
from tests.factories import PICTURE, make_participants, make_user, make_workshop
from tests.walk.addresses import NOTE, OWNER_TOKEN
from tests.walk.roles import HELD_SEATS, people_of

BANK = settings.BASE_DIR / "fixtures" / "pfm-hf-alignment"
DAY = datetime.date(2026, 3, 2)


@contextmanager
def standing_demo(blocker):
    """What ``build_demo`` gives, undone at the end."""
    with blocker.unblock(), transaction.atomic():
        yield build_demo()
        transaction.set_rollback(True)


def build_demo() -> dict:
    """The people of the demonstration by role, their ``workshop``, and the same facilitator's
    ``draft`` that is still being set up."""
    call_command("load_bank", str(BANK), verbosity=0)
    facilitator = make_user()
    workshop = create_full_demo(by=facilitator)
    people = people_of(workshop, facilitator)
    Document.objects.create(
        workshop=workshop, kind="xlsx", language="en", state="ready", content=b"as if"
    )
    invite_facilitator(workshop=workshop, by=facilitator)
    _bring_a_file(people["respondent"])
    add_document(
        workshop=workshop,
        file=ReadFile("act.txt", "text/plain", b"Article 1"),
        title="Organic budget law",
        kind="law",
        audience="everybody",
    )
    _open_early_link(workshop, people)
    Workshop.objects.filter(pk=workshop.pk).update(newcomers_may_ask=True)
    ask_to_be_let_in(workshop=workshop)
    follow_up_demo(workshop)
    paper_demo(workshop)
    return people | {"workshop": workshop, "draft": _draft(facilitator)}


def _open_early_link(workshop, people) -> None:
    """For an institution in which nobody of ``people`` sits."""
    taken = [people[role].institution_id for role in HELD_SEATS]
    EarlyLink.objects.create(
        workshop=workshop,
        institution=workshop.institutions.exclude(pk__in=taken).last(),
        key=new_key(),
        stages=["M"],
        last_day=timezone.localdate() + datetime.timedelta(days=30),
    )


def follow_up_demo(workshop) -> None:
    """A personal link to every action, and a note with a file on the first."""
    link = OwnerLink.objects.create(
        workshop=workshop,
        holder="Owner",
        leads=[owner.name for owner in owners(workshop.actions.all())],
        digest=OwnerLink.digest_of(OWNER_TOKEN),
        expires_at=timezone.now() + datetime.timedelta(days=30),
    )
    ProgressNote.objects.create(
        pk=NOTE,
        action=workshop.actions.first(),
        writer=link.holder,
        link=link,
        happened_on=DAY,
        status="under_way",
        text="Begun",
        file=store_file(workshop=workshop, file=ReadFile("a.txt", "text/plain", b"Begun")),
    )
    workshop.reviews.create(held_on=DAY, decision="Go on")
    workshop.follow_up_reports.create(
        language="en", state="ready", content=b"as if", ready_at=timezone.now()
    )


def paper_demo(workshop) -> None:
    """A logo on the covers, and a scan of the signed paper."""
    picture = ReadFile("picture.png", "image/png", PICTURE)
    set_logo(side=side_named(workshop, "MOH"), file=picture)
    attach_scan(workshop=workshop, file=picture)


def _bring_a_file(participant):
    """Beside the answer of this seat to a revealed question."""
    question = participant.workshop.questions.get(code="A-07")
    file = store_file(
        workshop=participant.workshop, file=ReadFile("act.txt", "text/plain", b"Article 12")
    )
    EvidenceFile.objects.create(
        participant=participant,
        question=question,
        round=1,
        mode="individual",
        upload=uuid.uuid4(),
        file=file,
        received_at=timezone.now(),
    )
    PublishedFile.objects.create(question=question, number=1, file=file)


def _draft(facilitator):
    workshop = make_workshop(by=facilitator)
    for code in ("MOH", "MOF", "PARTNER"):
        make_participants(workshop, code, 2)
    times = (datetime.time(9), datetime.time(10))
    AgendaItem.objects.create(
        workshop=workshop, day=DAY, start=times[0], end=times[1], title="Opening"
    )
    BudgetDate.objects.create(workshop=workshop, title="Call circular", date=DAY)
    pick_short_form(workshop=workshop)
    add_own_question(
        workshop=workshop,
        stage=workshop.stages.first(),
        function="PU",
        text="Do clinics see their budget?",
        levels=["Never", "Late", "On time", "On time and in full"],
        who=[side_named(workshop, "MOH").code],
    )
    return workshop


def sign_demo(people) -> None:
    """Both ministries sign, which concludes the workshop."""
    workshop = Workshop.objects.get(pk=people["workshop"].pk)
    digest = content_digest(roadmap_content(workshop, workshop.language))
    for role in ("moh_signatory", "mof_signatory"):
        person = Participant.objects.get(pk=people[role].pk)
        sign(participant=person, pin=PIN, name=person.name, post=person.post, digest=digest)
