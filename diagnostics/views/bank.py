"""The question bank for everybody to read: no account, no workshop."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from diagnostics.catalogue import newest_library
from diagnostics.catalogue.experience import (
    countries_of,
    dressed_bottlenecks,
    dressed_practices,
    practices_matching,
    practices_of,
)
from diagnostics.catalogue.glossary import newest_glossary, newest_words
from diagnostics.forms.bank import PracticeFilterForm
from diagnostics.forms.questions import QuestionFilterForm


@login_not_required
@require_safe
def bank(request):
    library = newest_library()
    if library is None:
        return render(request, "diagnostics/bank/none.html")
    form = QuestionFilterForm(request.GET, stages=library.stages, objectives=library.objectives)
    page = {"library": library, "form": form, "rows": library.matching(**form.wanted)}
    return render(request, "diagnostics/bank/bank.html", page)


@login_not_required
@require_safe
def bank_question(request, question_code):
    library = newest_library()
    found = library and library.around(question_code)
    if found is None:
        raise Http404
    before, row, after = found
    page = {"library": library, "row": row, "before": before, "after": after}
    page |= {"bottlenecks": library.behind(row.question), "words": newest_words()}
    return render(request, "diagnostics/bank/question.html", page)


@login_not_required
@require_safe
def bottlenecks(request):
    """What often goes wrong, with the questions that find it."""
    library = newest_library()
    if library is None:
        return render(request, "diagnostics/bank/none.html")
    rows = dressed_bottlenecks(library, practices_of(library))
    return render(request, "diagnostics/bank/bottlenecks.html", {"library": library, "rows": rows})


@login_not_required
@require_safe
def practices(request):
    """What countries did, and what changed."""
    library = newest_library()
    if library is None:
        return render(request, "diagnostics/bank/none.html")
    every = practices_of(library)
    form = PracticeFilterForm(request.GET, library=library, countries=countries_of(every))
    rows = dressed_practices(library, practices_matching(every, **form.wanted))
    page = {"library": library, "form": form, "rows": rows, "total": len(every)}
    return render(request, "diagnostics/bank/practices.html", page)


@login_not_required
@require_safe
def glossary(request):
    library = newest_library()
    if library is None:
        return render(request, "diagnostics/bank/none.html")
    page = {"library": library, "glossary": newest_glossary()}
    return render(request, "diagnostics/bank/glossary.html", page)
