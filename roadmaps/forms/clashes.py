"""Two values of one field, in words, for the person who chooses between them."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from roadmaps.typography import amount, date


@dataclass(frozen=True, slots=True)
class Clash:
    """``mine``: as the form's author typed it; ``theirs``: as it is stored now. ``chosen``: which
    of them the author kept, empty before a choice.
    """

    name: str
    label: str
    mine: str
    theirs: str
    chosen: str


def clashes_of(
    fields: dict, names: Iterable[str], mine: dict, theirs: dict, sent: Mapping
) -> list[Clash]:
    """``sent``: what the browser sent, with the choices made so far."""
    return [
        Clash(
            name=name,
            label=str(fields[name].label),
            mine=in_words(fields[name], mine[name]),
            theirs=in_words(fields[name], theirs[name]),
            chosen=sent.get(f"keep-{name}", ""),
        )
        for name in names
    ]


def in_words(field: forms.Field, value: Any) -> str:
    """As the page shows it; a field without a value says so."""
    if value in ("", None) or value == []:
        return _("(empty)")
    if isinstance(field, forms.ModelMultipleChoiceField):
        return "\n".join(field.label_from_instance(row) for row in value) or _("(empty)")
    if isinstance(value, list):
        return "\n".join(_chosen(field, item) for item in value)
    if isinstance(value, datetime.date):
        return date(value.isoformat())
    return amount(value) if isinstance(value, Decimal) else _chosen(field, value)


def _chosen(field, value) -> str:
    if isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField):
        return str(dict(field.choices).get(value, value))
    return str(value)
