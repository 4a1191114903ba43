"""What state the roadmap is in, and how large it is."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roadmaps.typography import date, excerpt


def stamp(cover) -> str:
    """What stands at the head of every page."""
    marks = [_("Rehearsal")] if cover["rehearsal"] else []
    if cover["illustrative"]:
        marks.append(_("Illustrative data"))
    if cover["version"]:
        told = {"number": cover["version"], "on": cover["signed_on"]}
        marks.append(_("Version %(number)d, signed on %(on)s") % told)
    else:
        marks.append(_("Not signed by both") if cover["ended"] else _("Draft: not signed"))
    if not cover["released"]:
        marks.append(_("Not for circulation"))
    return " · ".join(marks)


def state_marks(cover) -> list[tuple[str, str]]:
    """What stands in boxes on the cover: title and sentence of each."""
    marks = []
    if cover["ended"]:
        marks.append((_("Concluded without both signatures"), cover["ended"]))
    elif not cover["version"]:
        marks.append((_("Draft: not signed"), _("Both ministries have not signed this text.")))
    if not cover["released"]:
        marks.append((_("Not for circulation"), _("Until both ministries release it.")))
    if cover["rehearsal"]:
        marks.append((_("Rehearsal"), rehearsed()))
    if cover["illustrative"]:
        marks.append((_("Illustrative data"), made_up()))
    return marks


def version(cover) -> str:
    if cover["ended"]:
        return _("None: concluded without both signatures")
    if not cover["version"]:
        return _("Draft")
    told = {"number": cover["version"], "on": cover["signed_on"]}
    return _("%(number)d, signed by both ministries on %(on)s") % told


def signed_or_not(cover) -> str:
    if cover["version"]:
        told = {"number": cover["version"]}
        return _("Both ministries signed this text as version %(number)d.") % told
    if cover["ended"]:
        return _("Concluded without both signatures. The reason: %(reason)s") % {
            "reason": cover["ended"]
        }
    return _("Draft: not signed by both ministries. Any change makes an earlier signature void.")


def digest_words() -> str:
    return _(
        "Digest of the content (SHA-256). It changes with every letter of the text, and the data "
        "attached to the PDF carry it:"
    )


def check_words() -> str:
    return _("Is this file the signed one? Anybody can check it at this address:")


def changed_since(changes) -> str:
    return _("What changed since version %(number)d") % {"number": changes["number"]}


def changed_elsewhere(changes) -> str:
    """Empty when nothing else differs."""
    parts = ", ".join(changes["elsewhere"])
    return _("Also different: %(parts)s.") % {"parts": parts} if parts else ""


def unchanged() -> str:
    return _("Nothing changed.")


def seat_freed(freed) -> str:
    """What stands beside a signature whose seat changed hands; empty where it did not."""
    if not freed:
        return ""
    told = {"name": freed["by"] or _("a facilitator"), "date": date(freed["at"])}
    return (
        _("The seat was freed by %(name)s on %(date)s and taken again before this signature.")
        % told
    )


def rehearsed() -> str:
    return _("Rehearsal: everything entered now will be wiped.")


def made_up() -> str:
    return _("The answers were made up for a demonstration. They say nothing about the country.")


def headline(report) -> str:
    found = report["headline"]
    if not found["of"]:
        return _("No question has a joint level yet.")
    told = found | {"benchmark": report["benchmark"]}
    return (
        _("%(at)d of %(of)d questions with a joint level reach the benchmark (%(benchmark)d).")
        % told
    )


def size_of(summary) -> str:
    actions = ngettext(
        "The roadmap has %(n)d action.", "The roadmap has %(n)d actions.", summary["actions"]
    )
    still_open = ngettext(
        "%(n)d item is still open.", "%(n)d items are still open.", summary["open_items"]
    )
    return f"{actions % {'n': summary['actions']}} {still_open % {'n': summary['open_items']}}"


def place(cover) -> str:
    """Country and title, short enough for the head of a page."""
    return f"{cover['country']} · {excerpt(cover['title'], 48)}"
