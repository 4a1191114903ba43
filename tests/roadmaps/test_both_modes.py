"""A side that changes how it answers, and changes back, loses nothing of what its people gave."""

import pytest

from alignment.services.sides import set_side_mode
from diagnostics.models import AnswerRevision
from diagnostics.queries import standing_answers
from diagnostics.services.answers import record_answer
from roadmaps.queries import own_scores
from roadmaps.services.priorities import save_scores
from tests.factories import make_bottleneck, make_question, make_workshop
from tests.roadmaps.people import anew, make_signatory

pytestmark = pytest.mark.django_db


@pytest.fixture
def workshop():
    return make_workshop(state="open")


@pytest.fixture
def speaker(workshop):
    """Alone on the side, so the one who speaks for it."""
    return make_signatory(workshop, "MOH")


def switched(participant, mode):
    set_side_mode(side=participant.side, mode=mode)
    return anew(participant)


def test_the_speakers_own_answer_is_there_again(workshop, speaker):
    question = make_question(workshop, state="open")
    first = record_answer(participant=speaker, question=question, value="1", comment="Mine")
    speaker = switched(speaker, "institutional")
    record_answer(participant=speaker, question=question, value="4", comment="Ours")
    ours = standing_answers(workshop).get()

    speaker = switched(speaker, "individual")
    mine = standing_answers(workshop).get()
    changed = record_answer(
        participant=speaker, question=question, value="2", replaces=first.revision
    )

    assert (ours.value, ours.comment) == ("4", "Ours")
    assert (mine.value, mine.comment) == ("1", "Mine")
    assert (changed.value, changed.conflict) == ("2", False)
    assert AnswerRevision.objects.count() == 3


def test_the_speakers_own_scores_are_there_again(workshop, speaker):
    bottleneck = make_bottleneck(workshop, scoring="open")
    mine = {"impact": 4, "feasibility": 2, "urgency": 3}
    ours = {"impact": 1, "feasibility": 1, "urgency": 1}
    save_scores(participant=speaker, scores={bottleneck: mine})
    speaker = switched(speaker, "institutional")
    save_scores(participant=speaker, scores={bottleneck: ours})

    assert own_scores(speaker) == {bottleneck.pk: ours}
    assert own_scores(switched(speaker, "individual")) == {bottleneck.pk: mine}
