"""The background worker's work: printing parts of the bank, slips and paper forms, too slow for
a page."""

from django_tasks import task

from diagnostics.documents import prepare
from diagnostics.documents.paper_form import prepare_paper_form
from diagnostics.documents.slips import prepare_slips


@task()
def print_bank_part(part: str, language: str) -> None:
    prepare(part, language)


@task()
def print_slips(workshop_pk: int, language: str) -> None:
    prepare_slips(workshop_pk, language)


@task()
def print_paper_form(workshop_pk: int, side: str, language: str) -> None:
    prepare_paper_form(workshop_pk, side, language)
