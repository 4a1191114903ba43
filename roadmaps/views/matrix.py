"""A roadmap table is brought: in our form, or as a matrix whose columns are called otherwise."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from alignment.access import facilitated_workshop
from alignment.forms.importing import ImportForm
from alignment.rail import workshop_page
from alignment.tables import TableFaults
from alignment.views.importing import import_page
from roadmaps.forms.matrix import MatrixForm, matrix_sent
from roadmaps.importers import ROADMAP
from roadmaps.matrix import read_matrix
from roadmaps.views.plan import STEP


@require_http_methods(["GET", "HEAD", "POST"])
def roadmap_import(request, code):
    workshop = facilitated_workshop(request.user, code)
    matrix = matrix_sent(request.POST)
    if matrix:
        form = MatrixForm(request.POST, workshop=workshop, matrix=matrix)
        if form.is_valid():
            return _import(request, workshop, form.table())
        return _mapping(request, workshop, form, status=422)
    matrix = _brought_with_other_names(request)
    if matrix:
        return _mapping(request, workshop, MatrixForm(workshop=workshop, matrix=matrix))
    return _import(request, workshop)


def _import(request, workshop, table=None):
    context = {
        "title": _("Bring a roadmap"),
        "lead": _("Only the bottleneck must be filled. What is missing becomes an open item."),
        "help": _(
            "A row whose id is known replaces that action; the others are added. If your columns "
            "are called otherwise, bring the table as it is: you then say what each column is."
        ),
    }
    return import_page(
        request,
        workshop=workshop,
        importer=ROADMAP,
        done_url=reverse("roadmaps:roadmap", args=[workshop.code]),
        context=context | workshop_page(workshop, STEP),
        table=table,
    )


def _mapping(request, workshop, form, status=200):
    page = {"form": form, "matrix": form.read} | workshop_page(workshop, STEP)
    return render(request, "roadmaps/matrix.html", page, status=status)


def _brought_with_other_names(request):
    """The matrix whose column names are not all ours; None for everything else."""
    if request.method != "POST" or "confirm" in request.POST:
        return None
    form = ImportForm(request.POST, request.FILES)
    if not form.is_valid():
        return None
    try:
        matrix = read_matrix(form.source())
    except TableFaults:
        return None
    finally:
        for file in request.FILES.values():
            file.seek(0)  # the import reads it again
    return matrix if matrix.rows and not {*matrix.names} <= {*ROADMAP.column_names} else None
