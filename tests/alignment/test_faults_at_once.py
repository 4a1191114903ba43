"""One look at a refused table is enough: unreadable cells and impossible rows come together."""

import pytest

from alignment.importers import AGENDA, PARTICIPANTS
from alignment.importing import run_import
from alignment.tables import TableFaults
from diagnostics.importers import ANSWERS
from diagnostics.vocabulary import QuestionState
from roadmaps.importers import ROADMAP
from tests.factories import make_institution, make_participants, make_question, make_workshop

pytestmark = pytest.mark.django_db


def places(importer, workshop, *lines):
    """Row and column of each fault, in the order of the table."""
    with pytest.raises(TableFaults) as refused:
        run_import(importer, workshop, "\n".join(lines))
    return sorted((fault.row, fault.column) for fault in refused.value.faults)


def test_answers_name_unreadable_cells_and_unknown_places_at_once():
    workshop = make_workshop()
    institution = make_institution(workshop, name="Treasury")
    make_participants(workshop, count=2, institution=institution)
    make_question(workshop, "F-01", state=QuestionState.OPEN)

    assert places(
        ANSWERS,
        workshop,
        "participant,institution,round,question,answer",
        "1,Treasury,,F-01,5",
        "9,Treasury,,F-01,1",
        "1,Nowhere,3,Z-99,dk",
        "2,Treasury,,F-01,4",
    ) == [(2, "answer"), (3, "participant"), (4, "institution"), (4, "question"), (4, "round")]
    assert not workshop.questions.get().answers.exists()


def test_participants_name_them_at_once():
    workshop = make_workshop()

    assert places(
        PARTICIPANTS,
        workshop,
        "institution,side,seats,name",
        "Treasury,MOF,many,",
        "Treasury,MOON,2,",
        "Treasury,MOF,2,Ann",
    ) == [(2, "seats"), (3, "side"), (4, "seats")]
    assert not workshop.institutions.exists()


def test_the_agenda_names_them_at_once():
    workshop = make_workshop()

    assert places(
        AGENDA,
        workshop,
        "day,start,end,title",
        "2026-03-02,9:00,10:00,Opening",
        "tomorrow,9:00,late,Opening",
        "2026-03-02,9:00,10:00,Opening",
    ) == [(3, "day"), (3, "end"), (4, "title")]
    assert not workshop.agenda.exists()


def test_the_roadmap_names_them_at_once():
    workshop = make_workshop()

    assert places(
        ROADMAP,
        workshop,
        "id,bottleneck,stage,action,start,due,cost,depends_on",
        "A1,Late cash,Q,Release,2026-02-01,2026-01-01,1,",
        'A2,Late cash,,Release,,,"1,000 USD",A9',
    ) == [(2, "due"), (2, "stage"), (3, "cost"), (3, "depends_on")]
    assert not workshop.actions.exists()
