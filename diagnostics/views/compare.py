from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from alignment.access import facilitated_workshop
from alignment.rail import workshop_page
from diagnostics.catalogue.glossary import newest_words
from diagnostics.comparison import comparison_of
from diagnostics.details import detail_of
from diagnostics.evidence import published_files
from diagnostics.forms.comparison import ComparisonFilterForm

STEP = 5
# Where the shared fragments lead to.
LINKS = {
    "compare_url": "diagnostics:compare",
    "question_url": "diagnostics:compare_question",
    "file_url": "diagnostics:compared_file",
}


@require_safe
def compare(request, code):
    workshop = facilitated_workshop(request.user, code)
    page = comparison_page(request.GET, workshop) | LINKS | workshop_page(workshop, STEP)
    return render(request, "diagnostics/compare/compare.html", page)


@require_safe
def compare_question(request, code, question_code):
    workshop = facilitated_workshop(request.user, code)
    page = question_page(workshop, question_code) | LINKS | workshop_page(workshop, STEP)
    return render(request, "diagnostics/compare/question.html", page)


def comparison_page(data, workshop) -> dict:
    """The context of the comparison, for facilitators and officials alike."""
    comparison = comparison_of(workshop)
    form = ComparisonFilterForm(data or {}, comparison=comparison)
    return {"comparison": comparison, "form": form, "lines": form.lines()}


def question_page(workshop, question_code) -> dict:
    """The context of one question's results. Raises Http404 for a code that is not here."""
    line = comparison_of(workshop).line(question_code)
    if line is None:
        raise Http404
    published = published_files(line.question)
    page = {"detail": detail_of(line), "line": line, "published": published}
    return page | {"words": newest_words()}
