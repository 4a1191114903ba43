"""Paper forms as a table: columns as in docs; nothing stored is shown or replaced."""

from functools import partial

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alignment import tables
from alignment.importing import Importer, ImportPlan
from alignment.models import Participant, Workshop
from alignment.names import folded
from alignment.tables import Column, Row, raise_faults
from diagnostics.models import Answer, Question
from diagnostics.models.answers import LONGEST_COMMENT
from diagnostics.services.answers import record_answer
from diagnostics.vocabulary import AnswerValue, Origin, QuestionState

COLUMNS = [
    Column("participant", tables.text(150), required=True),
    Column("institution", tables.text(200), required=True),
    Column("round", tables.whole_number(1, 2), empty=1),
    Column("question", tables.text(12), required=True),
    Column("answer", tables.choice(AnswerValue.values), required=True),
    Column("comment", tables.text(LONGEST_COMMENT)),
    Column("evidence", tables.text(LONGEST_COMMENT)),
]


class Forms:
    """The rows of a table against the people, questions and answers of the workshop."""

    def __init__(self, workshop: Workshop, rows: list[Row]):
        self.rows = rows
        self.seats = list(
            workshop.participants.select_related("workshop", "institution__side").all()
        )
        self.institutions = {folded(i.name): i for i in workshop.institutions.all()}
        self.questions = {q.code.upper(): q for q in Question.objects.filter(workshop=workshop)}
        answers = Answer.objects.filter(question__workshop=workshop)
        self.taken = set(answers.values_list("participant_id", "question_id", "round", "mode"))

    def read(self) -> list[tuple[Row, Participant, Question]]:
        """Each row's person and question. Raises TableFaults with every fault of every row."""
        read = [(row, self._person(row), self._question(row)) for row in self.rows]
        for row, person, question in read:
            if person and question:
                self._check(row, person, question)
        raise_faults(self.rows)
        return read

    def _person(self, row) -> Participant | None:
        institution = self.institutions.get(folded(row["institution"]))
        if institution is None:
            row.fault(
                "institution",
                _(
                    "This institution is not in the workshop. Write its name as in the list of "
                    "participants, or add it there first."
                ),
            )
            return None
        seats = [s for s in self.seats if s.institution_id == institution.pk]
        return self._one_of(_named(row["participant"], seats), row)

    def _one_of(self, found, row) -> Participant | None:
        if len(found) == 1:
            return found[0]
        row.fault(
            "participant",
            _("Several people of this institution have this name. Write the seat number.")
            if found
            else _("Nobody in this institution has this name or seat number."),
        )
        return None

    def _question(self, row) -> Question | None:
        question = self.questions.get(row["question"].upper())
        if question is None:
            row.fault("question", _("This workshop does not ask this question. Check the code."))
        return question

    def _check(self, row, person, question):
        if not person.may_answer:
            row.fault(
                "participant",
                _(
                    "This seat gives no answers: it is withdrawn, or an observer's, or another "
                    "seat answers for its side."
                ),
            )
        elif person.side.code not in question.who:
            row.fault("question", _("This question is not put to this person's side."))
        elif question.state == QuestionState.DRAFT or row["round"] > question.round:
            row.fault("question", _("This question is not open yet. Open its stage first."))
        else:
            self._check_free(row, (person.pk, question.pk, row["round"], person.side.mode))

    def _check_free(self, row, place):
        if place in self.taken:
            row.fault(
                "answer",
                _(
                    "This person has answered this question already, on a phone or in another "
                    "row. Remove the row: stored answers are not replaced."
                ),
            )
        self.taken.add(place)


def plan(workshop: Workshop, rows: list[Row], by=None) -> ImportPlan:
    workshop.ensure_not_over()
    read = Forms(workshop, rows).read()
    people = len({person.pk for _row, person, _question in read})
    answers = ngettext("%(n)d answer", "%(n)d answers", len(read)) % {"n": len(read)}
    givers = ngettext("of %(n)d person", "of %(n)d people", people) % {"n": people}
    line = _("%(answers)s %(givers)s from paper.") % {"answers": answers, "givers": givers}
    return ImportPlan([line], partial(_record, read, by))


def _record(read, by) -> None:
    for row, person, question in read:
        record_answer(
            participant=person,
            question=question,
            value=row["answer"],
            comment=row["comment"],
            evidence=row["evidence"],
            round=row["round"],
            origin=Origin.PAPER,
            entered_by=by,
        )


def _named(cell: str, seats: list[Participant]) -> list[Participant]:
    """By seat number, else by name."""
    if cell.isascii() and cell.isdecimal():
        return [seat for seat in seats if seat.seat == int(cell)]
    return [seat for seat in seats if folded(seat.name) == folded(cell)]


ANSWERS = Importer("answers", COLUMNS, plan)
