"""The question bank for everybody to read: no account, no workshop."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from diagnostics.catalogue import newest_library
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
    return render(request, "diagnostics/bank/question.html", page)
