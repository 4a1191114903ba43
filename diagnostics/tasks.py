"""The background worker's work: printing parts of the bank, which is too slow for a page."""

from django_tasks import task

from diagnostics.documents import prepare


@task()
def print_bank_part(part: str, language: str) -> None:
    prepare(part, language)
