"""The words that a page shows or says, wherever they stand, and which of them are plain English."""

import re

from lxml import etree, html

from alignment.importers.agenda import AGENDA
from alignment.importers.participants import PARTICIPANTS
from alignment.vocabulary import WORKSHOP_LANGUAGES
from diagnostics.importers import ANSWERS
from roadmaps.importers import ROADMAP

SPOKEN = ("title", "alt", "placeholder", "aria-label", "aria-description", "data-label", "label")
SILENT = {"script", "style", "template", etree.Comment}
NOT_PROSE = {"code", "kbd", "samp"}  # names of columns and files
PACKAGED = {"country", "currency", "time_zone"}  # lists worded by a package
TABLES = (AGENDA, PARTICIPANTS, ANSWERS, ROADMAP)
COLUMNS = "|".join({column.name for table in TABLES for column in table.columns})
LANGUAGES = "|".join(name for _code, name in WORKSHOP_LANGUAGES)
PLAIN_WORD = re.compile(r"[A-Za-z]{2,}")
SAME_EVERYWHERE = re.compile(
    r"\bAccord\b"  # the product
    r"|\b(MOH|MOF|LOCAL|PURCHASER|PROVIDER|PARTNER|OTHER)\b"  # codes of sides
    r"|\b(RR|PO|PU|GV|FD|SA|OE|TA)(-\d+)?\b"  # codes of functions, objectives and aims
    r"|\bOWN-\d+\b|\bT[123]\b"  # codes of own questions and of time frames
    r"|\b(PDF|CSV|XLSX|DOCX|JSON|Word|Excel)\b|(?<=\d)\.[a-z]{3,4}\b"  # kinds of files
    rf"|\b({LANGUAGES})\b"  # languages stand under their own names
    r"|\b(PEFA|HFPM)\b"  # other assessments
    r"|\b[34679ACDEFGHJKMNPQRTWXY]{6}\b"  # the workshop's code
    r"|\d [A-Z]{3}\b"  # amounts in a currency
    r"|\{\w+\}"  # what our script fills in
    r"|\bPI-[\d.]+|\b[A-Z]+-\d[\d.]*"  # references to other assessments
    rf"|“({COLUMNS})”|(?<=[:,] )({COLUMNS})(?=[,.])"  # where a fault names columns
    r"|\b(list-)?[A-Z]+_[A-Z_]+\b"  # hidden fields
    r"|\bUTC\b|\b[A-Z][A-Za-z]+/[A-Z][A-Za-z]+\b"  # time zones
    r"|https?://\S+"
)


def plain_words(content) -> list[str]:
    """Runs of unaccented letters that somebody who knows no English would read or hear."""
    said = _said_in(html.document_fromstring(content))
    return [text for text in said if PLAIN_WORD.search(SAME_EVERYWHERE.sub("", text))]


def _said_in(element):
    """What an element says, its inner ones included; nothing of those that stand apart."""
    if _is_apart(element):
        return
    yield from _clean([*_attributes(element), element.text])
    for inner in element:
        yield from _said_in(inner)
        yield from _clean([inner.tail])


def _attributes(element):
    for name, value in element.attrib.items():
        is_for_script = name.startswith("data-") and " " in value
        if name in SPOKEN or is_for_script:
            yield value
    if element.tag in ("input", "button") and element.get("type") in ("submit", "button"):
        yield element.get("value")


def _is_apart(element) -> bool:
    """Code, another language, or a list that a package words."""
    return (
        element.tag in NOT_PROSE
        or element.tag in SILENT
        or (element.tag != "html" and bool(element.get("lang")))
        or (element.tag == "select" and element.get("name") in PACKAGED)
    )


def _clean(texts):
    return (" ".join(text.split()) for text in texts if text and text.strip())
