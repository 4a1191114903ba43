"""Whatever order revisions arrive in, and however often, the same answer stands."""

import datetime
import itertools
import uuid

from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from diagnostics.revisions import Revision, standing
from diagnostics.services.answers import record_answer
from tests.diagnostics.test_answer_recording import MINUTE, make_answering, stored

IDS = [uuid.UUID(int=n) for n in range(5)]
NOON = datetime.datetime(2026, 3, 2, 12, tzinfo=datetime.UTC)


@st.composite
def histories(draw):
    """Up to five revisions, each of the first or building on any one made before it."""
    count = draw(st.integers(1, 5))
    ids = draw(st.permutations(IDS))[:count]
    return [
        Revision(
            one,
            draw(st.sampled_from([None, *ids[:n]])),
            NOON + draw(st.integers(0, 3)) * MINUTE,
        )
        for n, one in enumerate(ids)
    ]


@given(histories())
def test_what_builds_on_a_revision_stands_above_it(history):
    stands = standing(history)

    assert all(revision.replaces != stands.id for revision in history)


@given(histories(), st.data())
def test_any_order_of_repeated_sends_ends_in_the_same_state(history, data):
    sends = data.draw(st.permutations(history + history[:2]))

    reference, again = Store(), Store()
    for revision in history:
        reference.receive(revision)
    for revision in sends:
        again.receive(revision)

    assert again.stands == reference.stands == standing(history)


class Store:
    """The rule of the short way in: what builds on what stands, and was not overtaken, stands."""

    def __init__(self):
        self.known, self.stands = {}, None

    def receive(self, revision):
        overtaken = any(r.replaces == revision.id for r in self.known.values())
        usual = self.stands and revision.replaces == self.stands.id and not overtaken
        new = revision.id not in self.known
        self.known.setdefault(revision.id, revision)
        if new and usual:
            self.stands = revision
        else:
            self.stands = standing(self.known.values())


def test_any_order_of_four_sends_ends_in_the_same_rows(db):
    """Two phones from one first answer, the second of them with a clock that was set back."""
    ends = set()
    for order in itertools.permutations(range(4)):
        participant, question = make_answering()
        at = timezone.now() - 10 * MINUTE
        ids = [uuid.uuid4() for _ in range(4)]
        sends = [
            {"revision": ids[0], "replaces": None, "value": "1", "answered_at": at},
            {"revision": ids[1], "replaces": ids[0], "value": "2", "answered_at": at + MINUTE},
            {"revision": ids[2], "replaces": ids[0], "value": "3", "answered_at": at + 2 * MINUTE},
            {"revision": ids[3], "replaces": ids[2], "value": "4", "answered_at": at - MINUTE},
        ]
        for n in (*order, order[0], order[2]):
            record_answer(participant=participant, question=question, **sends[n])
        ends.add(str(stored(participant)))
        assert participant.revisions.count() == 4

    assert ends == {str([(1, "4", "")])}
