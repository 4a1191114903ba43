"""Who took part, who signed, and how it was done."""

from urllib.parse import urlsplit

from roadmaps.documents.report import wording, words
from roadmaps.editions import Edition
from roadmaps.typography import cleaned, date


def closing_part(edition: Edition, content: dict) -> dict:
    """Keys: ``participants``, ``sign_off``, ``sources``, ``banks``, ``origins`` (as in the
    content's method; the total is None where nobody counted), ``own_questions``.
    """
    return {
        "participants": [
            row | {"side_word": words.word("side", row["side"])} for row in content["participants"]
        ],
        "sign_off": _sign_off(edition, content),
        "sources": [
            entry | {"key": key, "link": _link(entry.get("url"))}
            for key, entry in content["sources"].items()
        ],
        "banks": content["banks"],
        # A version signed by an earlier Accord counted those on paper only.
        "origins": {"published_answers": None, "early_answers": 0} | content["method"],
        "own_questions": sum(question["own"] for question in content["questions"]),
    }


def _sign_off(edition, content):
    """One block for each ministry; ``signature`` is None where nobody has signed."""
    signed = {signature["side"]: signature for signature in cleaned(edition.signatures)}
    return [
        {
            "side": expected["side"],
            "side_word": words.word("side", expected["side"]),
            "institutions": expected["institutions"],
            "signature": _signature(signed.get(expected["side"])),
        }
        for expected in content["signatures_expected"]
    ]


def _signature(signature):
    return signature and signature | {
        "on": date(signature["signed_at"]),
        "seat_freed_text": wording.seat_freed(signature["seat_freed"]),
    }


def _link(address) -> str:
    """The address when it leads to a web page; anything else is not made a link."""
    return address if address and urlsplit(address).scheme in ("http", "https") else ""
