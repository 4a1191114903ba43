"""A workshop that asks everything the bank holds, from the phones to the PDF."""

import io
import re

import pypdf
import pytest
from django.conf import settings
from django.core.management import call_command

from alignment.vocabulary import SideCode
from diagnostics.models import BankQuestion
from diagnostics.queries import results_of
from diagnostics.services.answers import record_answer
from diagnostics.services.freeze import open_workshop
from diagnostics.services.questions import pick_questions
from diagnostics.services.states import ALL, CLOSED, OPEN, REVEALED, set_state
from roadmaps.documents import prepared_document
from roadmaps.services.proposals import propose_from_results
from tests.factories import make_participants, make_workshop, take_seat

pytestmark = pytest.mark.django_db


def make_room():
    """Every question is open, and five officials sit at each side that any question names."""
    call_command("load_bank", str(settings.BASE_DIR / "fixtures/pfm-hf-alignment"), verbosity=0)
    workshop = make_workshop()
    officials = {side: make_participants(workshop, side, 5) for side in SideCode.values}
    codes = BankQuestion.objects.values_list("code", flat=True)
    pick_questions(workshop=workshop, codes=list(codes))
    open_workshop(workshop=workshop)
    set_state(workshop=workshop, stage=ALL, state=OPEN)
    return workshop, officials


def asked_on_the_phone(client, official) -> set[str]:
    official = take_seat(client, official)
    stages = official.workshop.stages.values_list("code", flat=True)
    pages = [client.get(f"/j/{official.workshop.code}/stages/{stage}/") for stage in stages]
    return {code for page in pages for code in re.findall(r'name="([A-Z]-\d\d)', str(page.content))}


def test_every_question_of_the_bank_reaches_the_pdf(client):
    workshop, officials = make_room()
    questions = list(workshop.questions.all())
    for_health = {q.code for q in questions if "MOH" in q.who}
    assert asked_on_the_phone(client, officials["MOH"][0]) == for_health

    for number, question in enumerate(questions):
        for side in question.who:
            for turn, official in enumerate(officials[side]):
                level = 1 + (number + turn % 2) % 4
                record_answer(participant=official, question=question, value=str(level))
    for state in (CLOSED, REVEALED):
        set_state(workshop=workshop, stage=ALL, state=state)
    propose_from_results(workshop=workshop)
    document = prepared_document(workshop=workshop, kind="pdf", language="en")

    results = results_of(workshop)
    short = {q.code for q in results.questions if q.short_of_benchmark}
    assert {q.joint is None for q in results.questions} == {False}
    assert {q.code for b in workshop.bottlenecks.all() for q in b.questions.all()} == short
    pages = pypdf.PdfReader(io.BytesIO(document.content)).pages
    words = " ".join(page.extract_text() for page in pages)
    assert {q.code for q in questions} <= set(re.findall(r"[A-Z]-\d\d", words))
