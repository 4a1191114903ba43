"""A room with one official who holds a seat, and what that official sees and stores."""

from tests.factories import make_participants, make_question, make_workshop, take_seat


def make_room(client, *, questions=2, state="open", **question):
    """An official in a seat of the ministry of health, and questions F-01, F-02, ..."""
    workshop = make_workshop(state="open", time_zone="Africa/Kigali")
    participant = take_seat(client, make_participants(workshop)[0])
    made = [
        make_question(workshop, f"F-{n:02}", state=state, **question)
        for n in range(1, questions + 1)
    ]
    return participant, made


def stage_url(participant, stage="F"):
    return f"/j/{participant.workshop.code}/stages/{stage}/"


def text_of(response):
    return " ".join(response.content.decode().split())


def answers(participant):
    rows = participant.answers.order_by("question__code", "round").select_related("question")
    return [(a.question.code, a.round, a.value, a.comment) for a in rows]
