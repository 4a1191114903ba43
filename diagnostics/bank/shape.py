"""Each file against its part of ``schema.json``; every departure becomes a fault in plain words."""

import json
from functools import cache
from pathlib import Path

from django.utils.translation import gettext as _
from jsonschema import Draft202012Validator

from diagnostics.bank.faults import Fault
from diagnostics.bank.files import BANK, BOTTLENECKS, GLOSSARY, LEVELS, OBJECTIVES, PRACTICES

_PARTS = {
    **{BANK: "bank", LEVELS: "levels", OBJECTIVES: "objectives"},
    **{BOTTLENECKS: "bottlenecks", PRACTICES: "practices", GLOSSARY: "glossary"},
}
_LONGEST_QUOTE = 60


@cache
def schema() -> dict:
    return json.loads(Path(__file__).with_name("schema.json").read_text(encoding="utf-8"))


def shape_faults(name: str, document: object) -> list[Fault]:
    """What a file holds that the format does not know, and what it lacks."""
    part = _PARTS.get(name, "stage")
    rules = {"$ref": f"#/$defs/{part}", "$defs": schema()["$defs"]}
    errors = Draft202012Validator(rules).iter_errors(document)
    return [fault for error in errors for fault in _faults(name, document, error)]


def _faults(name, document, error):
    code, field = place(document, error.absolute_path)
    for extra, message in _explain(error):
        yield Fault(name, code, ".".join(part for part in (field, extra) if part), message)


def place(document: object, path) -> tuple[str, str]:
    """The first code met on the way and the field below it; list entries count from 1."""
    code, parts, value = "", [], document
    for step in path:
        value = value[step]
        own = value.get("code") if isinstance(value, dict) else None
        if isinstance(own, str) and not code:
            code, parts = own, []
        else:
            parts.append(_step_name(step, own))
    return code, ".".join(parts)


def _step_name(step, own_code):
    if isinstance(own_code, str):
        return own_code
    return str(step + 1 if isinstance(step, int) else step)


def _explain(error):
    """Pairs of a field below the place of the error (or "") and a sentence."""
    rule, limit, value = error.validator, error.validator_value, error.instance
    if rule == "required":
        return [(key, _("is missing. Add it.")) for key in limit if key not in value]
    if rule == "additionalProperties":
        unknown = [key for key in value if key not in error.schema["properties"]]
        return [(str(key), _("is not a field of the format. Remove it.")) for key in unknown]
    return [("", _sentence(rule, limit, value, error))]


def _sentence(rule, limit, value, error):
    known = {
        "type": _("must be of the type %(limit)s."),
        "enum": _("%(value)s is not known. Use one of: %(limit)s."),
        "const": _("%(value)s is not possible here. Use %(limit)s."),
        "pattern": _("%(value)s is not allowed. Write %(rule)s."),
        "minLength": _("is empty. Fill it in."),
        "maxLength": _("is longer than %(limit)s characters. Shorten it."),
        "minItems": _("has too few entries. Give at least %(limit)s."),
        "maxItems": _("has too many entries. Give at most %(limit)s."),
        "uniqueItems": _("names the same thing twice. Remove one of them."),
        "minimum": _("is under %(limit)s. Give a larger number."),
        "maximum": _("is over %(limit)s. Give a smaller number."),
        "not": _("is a question or holds “;”. Write one statement of what is wrong."),
    }
    words = {"limit": _listed(limit), "value": _quoted(value)}
    words["rule"] = error.schema.get("description", "")
    return known[rule] % words if rule in known else error.message


def _listed(limit):
    return ", ".join(map(str, limit)) if isinstance(limit, list) else str(limit)


def _quoted(value):
    text = str(value)
    return f"“{text[:_LONGEST_QUOTE]}{'…' if len(text) > _LONGEST_QUOTE else ''}”"
