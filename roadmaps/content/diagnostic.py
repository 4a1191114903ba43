"""The part of the content that comes from the diagnostic: who met, and where things stand."""

from collections import defaultdict

from django.db.models import Count, Exists, Max, OuterRef, Q

from alignment.models import Participant
from alignment.vocabulary import MINISTRIES, Role
from diagnostics.disclosure import Tally
from diagnostics.models import Answer, BankRelease, Dissent, Fact, Snapshot
from diagnostics.queries import results_of
from diagnostics.results import as_json


def diagnostic_part(workshop) -> dict:
    questions = list(workshop.questions.select_related("stage", "release"))
    return {
        "workshop": _workshop(workshop),
        "benchmark": workshop.benchmark,
        "threshold": workshop.disclosure_threshold,
        "results": _results(workshop),
        "questions": _questions(workshop, questions),
        "stages": list(workshop.stages.values("code", "title")),
        "objectives": list(workshop.objectives.filter(kept=True).values("code", "title")),
        "budget_dates": [
            {"title": entry.title, "date": entry.date.isoformat()}
            for entry in workshop.budget_dates.all()
        ],
        "participants": _participants(workshop),
        "signatures_expected": _signatures_expected(workshop),
        "sources": _sources(questions),
        "banks": _banks(workshop),
        "method": _method(workshop),
    }


def _workshop(workshop):
    return {
        "code": workshop.code,
        "title": workshop.title,
        "country": workshop.country,
        "starts_on": workshop.starts_on.isoformat(),
        "ends_on": workshop.ends_on.isoformat(),
        "venue": workshop.venue,
        "fiscal_year_start_month": workshop.fiscal_year_start_month,
        "illustrative": workshop.illustrative,
    } | ({"rehearsal": True} if workshop.is_rehearsal else {})


def _results(workshop):
    """Without the progress of what is not revealed, which moves while people answer."""
    results = as_json(results_of(workshop))
    for question in results["questions"]:
        if question["verdict"] is None:
            # Absent, as in texts that were signed before there were verdicts: the same digest.
            del question["verdict"]
        question["sides"] = [side for side in question["sides"] if "median" in side]
    return results


def _questions(workshop, questions):
    dissents, facts = _dissents(workshop), _facts(workshop)
    return [
        {
            "code": question.code,
            "stage": question.stage.code,
            "text": question.text,
            "levels": list(question.levels),
            "gateway": question.gateway,
            "own": question.own,
            **({"verdict": question.verdict} if question.verdict else {}),
            "outcome": question.outcome,
            "agreed_level": question.agreed_level,
            "reason": question.reason,
            "dissents": dissents[question.pk],
            # Facts stand beside the opinions, and are shown when these are.
            "facts": _labelled(facts[question.pk], question) if question.is_revealed else [],
            "sources": list(question.sources),
        }
        for question in questions
    ]


def _dissents(workshop):
    found = defaultdict(list)
    rows = Dissent.objects.filter(question__workshop=workshop).order_by(
        "institution__position", "institution_id"
    )
    for question, name, text in rows.values_list("question_id", "institution__name", "text"):
        found[question].append({"institution": name, "text": text})
    return found


def _facts(workshop):
    found = defaultdict(list)
    for fact in Fact.objects.filter(question__workshop=workshop):
        found[fact.question_id].append(fact)
    return found


def _labelled(facts, question):
    asked = {entry["code"]: entry for entry in question.facts}
    return [
        {
            "code": fact.code,
            "label": asked.get(fact.code, {}).get("label", fact.code),
            "unit": asked.get(fact.code, {}).get("unit", ""),
            "value": fact.value,
            "year": fact.year,
            "source": fact.source,
            "provided_by": fact.provided_by,
        }
        for fact in facts
    ]


def _participants(workshop):
    last_reveal = Snapshot.objects.filter(question__workshop=workshop).aggregate(
        at=Max("taken_at")
    )["at"]
    seated = Q(participants__voided_at=None)
    rows = workshop.institutions.annotate(
        seats=Count("participants", filter=seated, distinct=True),
        joined=Count(
            "participants",
            filter=seated & Q(participants__in=_joined_by(workshop, last_reveal)),
            distinct=True,
        ),
    ).order_by("position", "pk")
    return [
        {
            "institution": row.name,
            "side": row.side.code if row.side else None,
            "seats": row.seats,
            "joined": row.joined if last_reveal else None,
        }
        for row in rows.select_related("side")
    ]


def _joined_by(workshop, moment):
    """Seats held by then: a later phone, the second signatory's too, must not void a signature.

    A seat that was freed and claimed again counts, as does one that answered on paper.
    """
    published = Answer.objects.filter(participant=OuterRef("pk"), published_at__isnull=False)
    held = Q(joined_at__lte=moment) if moment else Q(pk=None)
    return Participant.objects.filter(workshop=workshop).filter(
        held | Q(reset_at__isnull=False) | Exists(published)
    )


def _signatures_expected(workshop):
    seats = Participant.objects.seated().filter(workshop=workshop, role=Role.SIGNATORY)
    rows = seats.values_list("institution__side__code", "institution__name")
    names = defaultdict(dict)
    for side, name in rows.order_by("institution__position", "institution_id"):
        names[side][name] = None
    return [{"side": str(side), "institutions": list(names[side])} for side in MINISTRIES]


def _sources(questions):
    """Entries of those sources that the questions cite, by key, in order of their keys."""
    cited = {
        key: question.release.sources[key]
        for question in questions
        if question.release
        for key in question.sources
        if key in question.release.sources
    }
    return dict(sorted(cited.items()))


def _banks(workshop):
    releases = BankRelease.objects.filter(
        pk__in=workshop.questions.filter(release__isnull=False).values("release")
    ).order_by("slug", "version")
    return list(releases.values("slug", "title", "version", "licence", "notice", "digest"))


def _method(workshop):
    """As the snapshots have it: an answer that changed since stays what it was."""
    snapshots = Snapshot.objects.filter(question__workshop=workshop)
    rows = list(snapshots.values_list("sealed", "figures"))
    groups = [Tally.from_plain(group) for sealed, _figures in rows for group in sealed]
    return {
        "published_answers": sum(group.answered for group in groups),
        "paper_answers": sum(group.paper for group in groups),
        "early_answers": sum(figures.get("early", 0) for _sealed, figures in rows),
    }
