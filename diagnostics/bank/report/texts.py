"""The English texts of a bank, each with the place where an editor finds it."""

from collections.abc import Iterator
from dataclasses import dataclass

from diagnostics.bank.reading import Bank


@dataclass(frozen=True, slots=True)
class Text:
    """``field`` is named as in the YAML files; list entries count from 1."""

    code: str
    field: str
    words: str

    def __str__(self):
        return f"{self.code} {self.field}"

    @property
    def length(self) -> int:
        return len(self.words.split())


def question_texts(bank: Bank) -> list[Text]:
    return [Text(entry["code"], "question", entry["text"]) for entry in bank.questions]


def reason_texts(bank: Bank) -> list[Text]:
    return [
        Text(entry["code"], f"why.{side}", entry[f"why_{side}"])
        for entry in bank.questions
        for side in ("health", "finance")
    ]


def level_texts(bank: Bank) -> list[Text]:
    return [text for entry in bank.questions for text in _texts(entry, "levels")]


def bottleneck_texts(bank: Bank) -> list[Text]:
    return _all_texts(bank.bottlenecks, "title", "symptoms", "remedies")


def practice_texts(bank: Bank) -> list[Text]:
    return _all_texts(bank.practices, "title", "done", "changed", "conditions")


def term_texts(bank: Bank) -> list[Text]:
    return _all_texts(bank.terms, "meaning")


def _all_texts(entries, *fields):
    return [text for entry in entries for field in fields for text in _texts(entry, field)]


def _texts(entry, field) -> Iterator[Text]:
    """None for an empty text, which says that there is nothing to say."""
    value = entry[field]
    if isinstance(value, list):
        for number, words in enumerate(value, start=1):
            yield Text(entry["code"], f"{field}.{number}", words)
    elif value:
        yield Text(entry["code"], field, value)
