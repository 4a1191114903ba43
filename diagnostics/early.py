"""What somebody who came by a link before the workshop may answer while its stage is closed."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from alignment.models import EarlyLink, Participant, Workshop
from diagnostics.models import Answer, Question
from diagnostics.vocabulary import QuestionState


def open_early(participant: Participant, questions: Iterable[Question]) -> None:
    """Let this person's copies of these questions be open where their link opens them.

    Only in memory, and marked: for everybody else the stage is as it was.
    """
    link = _link_of(participant)
    if link is None or not link.is_open:
        return
    for question in questions:
        if _opens(link, question):
            question.state, question.early = QuestionState.OPEN, True


def takes_early(participant: Participant, question: Question, *, at: datetime) -> bool:
    """The person's link opened the question at that moment. No query unless it is a draft."""
    if question.early or question.state != QuestionState.DRAFT:
        return question.early
    link = _link_of(participant)
    return link is not None and at < link.ends_at and _opens(link, question)


def early_note(participant: Participant) -> dict:
    """For the person's first page: the ``link`` they came by, and whether stages wait behind it.

    ``waiting``: the link has closed and a stage that it opened is not open to everybody yet.
    """
    link = _link_of(participant)
    if link is None:
        return {}
    drafts = Question.objects.filter(
        workshop=participant.workshop_id, state=QuestionState.DRAFT, stage__code__in=link.stages
    )
    if not drafts.exists():
        return {}
    return {"link": link, "waiting": link.ends_at <= timezone.now()}


def _link_of(participant) -> EarlyLink | None:
    if participant.early_link_id is None:
        return None
    link = participant.early_link
    link.workshop = participant.workshop
    return link


def _opens(link, question) -> bool:
    return question.state == QuestionState.DRAFT and question.stage.code in link.stages


@dataclass(frozen=True, slots=True)
class EarlyPerson:
    """Somebody who came by a link: how many of ``asked`` questions they answered, never what."""

    seat: Participant
    given: int
    asked: int


@dataclass(frozen=True, slots=True)
class LinkProgress:
    people: list[EarlyPerson]
    titles: list[str]

    @property
    def done(self) -> int:
        return sum(person.given >= person.asked for person in self.people)


def progress_of_links(workshop: Workshop) -> list[tuple[EarlyLink, LinkProgress]]:
    """Every link with who came by it. Four queries, however many links and people."""
    questions = list(workshop.questions.select_related("stage"))
    seats = workshop.participants.seated().exclude(early_link=None)
    people = list(seats.select_related("institution__side"))
    answers = Answer.objects.filter(participant__in=people, round=1)
    given = Counter(answers.values_list("participant", "question__stage__code"))
    links = workshop.early_links.select_related("workshop", "side", "institution")
    return [(link, _progress(link, questions, people, given)) for link in links]


def _progress(link, questions, people, given) -> LinkProgress:
    opened = [question for question in questions if question.stage.code in link.stages]
    titles = list(dict.fromkeys(question.stage.local_title for question in opened))
    mine = [person for person in people if person.early_link_id == link.pk]
    return LinkProgress([_person(person, opened, link, given) for person in mine], titles)


def _person(person, questions, link, given) -> EarlyPerson:
    code = person.side.code if person.side else ""
    asked = sum(code in question.who for question in questions)
    return EarlyPerson(person, sum(given[person.pk, stage] for stage in link.stages), asked)
