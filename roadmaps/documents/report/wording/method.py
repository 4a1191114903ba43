"""Who took part, and how it was done."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def no_names() -> str:
    return _("Names of participants and who answered what are not part of this document.")


def method(report) -> list[str]:
    lines = [
        _(
            "Officials of both ministries, and others they invited, answered the same questions "
            "without seeing each other’s answers. The answers were then shown side by side and "
            "discussed. All figures come from one set of results, which is attached to the PDF "
            "as data."
        )
    ]
    lines += _origins(**report["origins"])
    if report["own_questions"]:
        lines.append(_own(report["own_questions"]))
    if report["cover"]["illustrative"]:
        lines.append(_("The data of this document are illustrative."))
    return [*lines, no_endorsement()]


def _origins(*, published_answers, paper_answers, early_answers) -> list[str]:
    """Whence the answers came, over the whole workshop and never for one figure."""
    lines = []
    if paper_answers and published_answers is None:
        lines.append(_paper_alone(paper_answers))
    elif paper_answers:
        lines.append(_paper(paper_answers) % {"n": paper_answers, "all": published_answers})
    if early_answers:
        lines.append(_early(early_answers) % {"n": early_answers, "all": published_answers})
    return lines


def _paper_alone(number):
    told = ngettext(
        "In the whole workshop %(n)d answer was given on paper and entered by the facilitator.",
        "In the whole workshop %(n)d answers were given on paper and entered by the facilitator.",
        number,
    )
    return told % {"n": number}


def _paper(number):
    return ngettext(
        "In the whole workshop %(n)d of %(all)d published answers was given on paper and entered "
        "by the facilitator.",
        "In the whole workshop %(n)d of %(all)d published answers were given on paper and entered "
        "by the facilitator.",
        number,
    )


def _early(number):
    return ngettext(
        "%(n)d of %(all)d published answers was given before the workshop, by a link that opened "
        "the questions early.",
        "%(n)d of %(all)d published answers were given before the workshop, by a link that opened "
        "the questions early.",
        number,
    )


def _own(number):
    told = ngettext(
        "The workshop added %(n)d question of its own.",
        "The workshop added %(n)d questions of its own.",
        number,
    )
    return told % {"n": number}


def no_endorsement() -> str:
    return _(
        "This document is the work of the institutions named in it. Neither the World Health "
        "Organization, nor the World Bank, nor any other organisation endorses it."
    )


def bank(release) -> str:
    told = {name: release[name] for name in ("title", "version", "licence")}
    return _("%(title)s, version %(version)s. Licence: %(licence)s.") % told


def source(entry) -> str:
    """Key, publisher, year, title and address, as far as they are known."""
    by = f"{entry.get('publisher') or ''} ({entry['year']})" if entry.get("year") else ""
    by = by or entry.get("publisher") or ""
    told = [f"{entry['key']}.", f"{by.strip()}." if by.strip() else "", f"{entry['title']}."]
    return " ".join(filter(None, [*told, entry["link"]]))
