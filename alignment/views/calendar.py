from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from alignment.access import facilitated_workshop
from alignment.forms.calendar import BudgetDateForm
from alignment.rail import workshop_page
from alignment.services.calendar import remove_row
from alignment.views.actions import attempt


@require_http_methods(["GET", "HEAD", "POST"])
def budget_dates(request, code):
    workshop = facilitated_workshop(request.user, code)
    form = BudgetDateForm(request.POST or None, workshop=workshop)
    if form.is_valid():
        form.save()
        messages.success(request, _("The date is in the calendar."))
        return redirect("alignment:budget_dates", workshop.code)
    page = {"form": form, "dates": workshop.budget_dates.all()}
    return render(request, "alignment/budget_dates.html", page | workshop_page(workshop, 1))


@require_http_methods(["GET", "HEAD", "POST"])
def budget_date(request, code, pk):
    workshop = facilitated_workshop(request.user, code)
    date = get_object_or_404(workshop.budget_dates, pk=pk)
    form = BudgetDateForm(request.POST or None, instance=date, workshop=workshop)
    if form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("alignment:budget_dates", workshop.code)
    return render(
        request, "alignment/budget_date.html", {"form": form} | workshop_page(workshop, 1)
    )


@require_http_methods(["GET", "HEAD", "POST"])
def budget_date_remove(request, code, pk):
    workshop = facilitated_workshop(request.user, code)
    date = get_object_or_404(workshop.budget_dates, pk=pk)
    if request.method == "POST":
        attempt(request, _("The date is removed."), remove_row, row=date)
        return redirect("alignment:budget_dates", workshop.code)
    page = {"date": date} | workshop_page(workshop, 1)
    return render(request, "alignment/budget_date_remove.html", page)
