"""Cover and summary: what a minister reads."""

from alignment.vocabulary import MINISTRIES
from roadmaps.documents.report import words
from roadmaps.editions import Edition
from roadmaps.typography import cleaned, date, grouped

ON_THE_SUMMARY = 5


def opening_part(edition: Edition, content, labels, diagnostic, plan) -> dict:
    """Keys: ``cover``, ``summary``, ``benchmark``, ``threshold``."""
    return {
        "cover": _cover(edition, content, labels),
        "summary": {
            "priorities": plan["ranked"][:ON_THE_SUMMARY],
            "disagreements": diagnostic["disagreements"][:ON_THE_SUMMARY],
            "more_disagreements": max(len(diagnostic["disagreements"]) - ON_THE_SUMMARY, 0),
            "actions": len(plan["actions"]),
            "open_items": len(plan["open_items"]),
        },
        "benchmark": content["benchmark"],
        "threshold": content["threshold"],
    }


def _cover(edition, content, labels):
    workshop = content["workshop"]
    first, last = date(workshop["starts_on"]), date(workshop["ends_on"])
    return {
        "country": labels["country"],
        "title": workshop["title"],
        "dates": first if first == last else f"{first} – {last}",
        "venue": workshop["venue"],
        "illustrative": workshop["illustrative"],
        "rehearsal": workshop.get("rehearsal", False),
        "version": edition.version,
        "signed_on": date(edition.signatures[-1]["signed_at"]) if edition.is_signed else "",
        "ministries": _ministries(content),
        "language": edition.language,
        "digest": edition.digest,
        "digest_groups": grouped(edition.digest),
        "check_url": edition.check_url,
        "ended": cleaned(edition.ended),
        "released": edition.released,
        "logos": [(words.word("side", side), logo) for side, logo in edition.logos.items()],
        "paper": edition.paper_size,
    }


def _ministries(content):
    """Pairs of a ministry's word and its institutions in the workshop."""
    found = content["participants"]
    return [
        (
            words.word("side", str(side)),
            [row["institution"] for row in found if row["side"] == side],
        )
        for side in MINISTRIES
    ]
