"""Everything that people and the bank wrote, in letters that no interface text is made of.

What is left in plain letters on a page then comes from us, and should have been translated.
"""

from django.apps import apps

from alignment.models import Workshop
from diagnostics.models import BankRelease
from tests.i18n.catalogue import CODE

APPS = ("accounts", "alignment", "diagnostics", "roadmaps")
WRITTEN = {
    "attendance", "baseline", "changed", "co_lead", "comment", "comments", "concluded_reason",
    "conditions", "decision", "holder", "leads", "milestone", "remark", "writer",
    "apart_reason", "condition", "first_actor", "note", "parked_reason",
    "description", "done", "email", "evidence", "facts", "first_name", "indicator", "last_name",
    "lead", "legal_instrument", "levels", "licence", "meaning", "mitigation", "name", "notes",
    "notice", "other_names", "post", "provided_by", "purpose", "reason", "remedies",
    "responsible", "risk", "source", "sub_stages", "support", "symptoms", "target", "term",
    "text", "title", "venue", "why_finance", "why_health", "year", "years",
}  # fmt: skip
WRITTEN_INSIDE = {"label", "note", "publisher", "text", "title", "where"}
MARKS = str.maketrans({chr(n): chr(0x4E00 + n) for n in range(128) if chr(n).isalpha()})


def mark_everything() -> None:
    """And let each workshop work in the language that nobody speaks: its wall speaks it too."""
    for model in apps.get_models():
        if model._meta.app_label in APPS:
            _mark(model)
    Workshop.objects.update(languages=[CODE])


def _mark(model):
    written = WRITTEN | {"sources"} if model is BankRelease else WRITTEN
    fields = [f.name for f in model._meta.concrete_fields if f.name in written and not f.choices]
    rows = list(model.objects.all()) if fields else []
    for row in rows:
        for name in fields:
            setattr(row, name, marked(getattr(row, name)))
    if rows:
        model.objects.bulk_update(rows, fields)


def marked(value):
    if isinstance(value, str):
        return value.translate(MARKS)
    if isinstance(value, list):
        return [marked(each) for each in value]
    if isinstance(value, dict):
        return {
            key: marked(each) if key in WRITTEN_INSIDE or isinstance(each, dict) else each
            for key, each in value.items()
        }
    return value
