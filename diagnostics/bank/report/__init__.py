"""What `load_bank --check` says about a bank that can be read: a report to act on.

Pure functions from a `Bank` to lines of text. No database.
"""

from collections.abc import Iterator

from diagnostics.bank.reading import Bank
from diagnostics.bank.report.coverage import coverage
from diagnostics.bank.report.library import library
from diagnostics.bank.report.likeness import likeness
from diagnostics.bank.report.marks import marks
from diagnostics.bank.report.reading_grade import grades_of_questions, reading_grades
from diagnostics.bank.report.word_counts import word_counts

_SECTIONS = (coverage, word_counts, likeness, reading_grades, marks, library)


def bank_report(bank: Bank, *, every_grade: bool = False) -> Iterator[str]:
    """Lines; a section begins with an empty one. ``every_grade`` adds the grade of every text of
    every question."""
    for section in (*_SECTIONS, grades_of_questions) if every_grade else _SECTIONS:
        lines = section(bank)
        yield from ("", *lines) if lines else ()
