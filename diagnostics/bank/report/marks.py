"""Honest marks: what is not confirmed, what is the bank's own proposal, what has no source."""

from collections import defaultdict

from django.utils.translation import gettext as _

from diagnostics.bank.reading import Bank
from diagnostics.bank.report.layout import named, named_in_order


def marks(bank: Bank) -> list[str]:
    return [
        _("Sources and marks"),
        *_unconfirmed(bank),
        *_proposals(bank),
        *named(_("Entries without a source"), _without_source(bank)),
        *named(_("Sources that no entry names"), _unused_sources(bank)),
    ]


def _unconfirmed(bank):
    """By reference, since whoever has the other document open looks each one up once."""
    references = [
        (reference, question["code"])
        for question in bank.questions
        for listed in question["crosswalk"].values()
        for reference in listed
    ]
    open_ones = defaultdict(list)
    for reference, code in references:
        if not reference["confirmed"]:
            open_ones[reference["ref"]].append(code)
    counts = {"open": sum(map(len, open_ones.values())), "all": len(references)}
    yield "  " + _("Crosswalk references not confirmed: %(open)d of %(all)d") % counts
    for ref, codes in sorted(open_ones.items()):
        yield from named(f"  {ref}", codes)


def _proposals(bank):
    proposed = [question["code"] for question in bank.questions if question["proposals"]]
    order = [question["code"] for question in bank.questions]
    return named_in_order(_("Questions whose thresholds are proposals"), proposed, order)


def _sourced(bank):
    return [*bank.questions, *bank.bottlenecks, *bank.practices]


def _without_source(bank):
    return [entry["code"] for entry in _sourced(bank) if not entry["sources"]]


def _unused_sources(bank):
    used = {source for entry in _sourced(bank) for source in entry["sources"]}
    return [source for source in bank.release["sources"] if source not in used]
