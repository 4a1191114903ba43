"""Honest marks: what is not confirmed, what is the bank's own proposal, what has no source."""

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
    references = [
        (question["code"], reference["confirmed"])
        for question in bank.questions
        for listed in question["crosswalk"].values()
        for reference in listed
    ]
    open_ones = [code for code, confirmed in references if not confirmed]
    sentence = _("Crosswalk references not confirmed: %(open)d of %(all)d. Questions with one")
    counts = {"open": len(open_ones), "all": len(references)}
    return named_in_order(sentence % counts, open_ones, _order(bank))


def _proposals(bank):
    proposed = [question["code"] for question in bank.questions if question["proposals"]]
    sentence = _("Questions whose thresholds are proposals")
    return named_in_order(sentence, proposed, _order(bank))


def _order(bank):
    return [question["code"] for question in bank.questions]


def _sourced(bank):
    return [*bank.questions, *bank.bottlenecks, *bank.practices]


def _without_source(bank):
    return [entry["code"] for entry in _sourced(bank) if not entry["sources"]]


def _unused_sources(bank):
    used = {source for entry in _sourced(bank) for source in entry["sources"]}
    return [source for source in bank.release["sources"] if source not in used]
