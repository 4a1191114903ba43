"""An official's own page after the questions: what is asked now, and nothing that is over."""

import pytest
from django.urls import reverse

from alignment.models import Workshop
from roadmaps.services.priorities import open_scoring, reveal_scores
from tests.factories import (
    make_bottleneck,
    make_participants,
    make_question,
    make_workshop,
    take_seat,
)

pytestmark = pytest.mark.django_db

SCORE = "Now: score the priorities."
WAIT = "Nothing is open for you now."
OVER = "The workshop is concluded."


def told(client, workshop):
    page = client.get(reverse("diagnostics:me", args=[workshop.code])).content.decode()
    return [words for words in (SCORE, WAIT, OVER) if words in page]


def test_ones_own_page_asks_for_scores_only_while_they_are_asked_for(client):
    workshop = make_workshop(state="open")
    make_question(workshop, state="revealed")
    make_bottleneck(workshop)
    take_seat(client, make_participants(workshop)[0])
    assert told(client, workshop) == [WAIT]

    open_scoring(workshop=workshop)
    assert told(client, workshop) == [SCORE]

    reveal_scores(workshop=workshop)
    assert told(client, workshop) == [WAIT]

    Workshop.objects.update(state="concluded")
    assert told(client, workshop) == [OVER]


def test_what_the_choice_of_a_language_changes_is_written_beside_it(client):
    workshop = make_workshop(state="open", languages=["fr", "en"])
    take_seat(client, make_participants(workshop)[0])

    page = client.get(reverse("diagnostics:me", args=[workshop.code])).content.decode()

    assert '<p class="source mb-0" id="language">Language of the questions</p>' in page
    assert 'aria-labelledby="language"' in page
