"""Is this the roadmap that both ministries signed? Asked by anybody who holds a copy.

Its address is printed on the signed pages and guessed by nobody. A stranger's file is compared by
its bytes alone: it is never opened on this server. `verify_roadmap` looks inside and says more.
"""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from alignment.models import Side
from roadmaps.documents.verify import stored_document
from roadmaps.forms.checking import CheckForm
from roadmaps.models import RoadmapVersion
from roadmaps.queries import is_released
from roadmaps.typography import grouped


@dataclass(frozen=True, slots=True)
class Answer:
    is_genuine: bool
    words: str


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check(request, token):
    versions = RoadmapVersion.objects.select_related("workshop").defer("content")
    version = get_object_or_404(versions, token=token)
    post = request.method == "POST"
    form = CheckForm(request.POST, request.FILES) if post else CheckForm()
    page = {"form": form, "answer": None} | _about(version)
    if post and form.is_valid():
        page["answer"] = _answer(form.cleaned_data["file"].read(), version)
    with timezone.override(version.workshop.zone):
        return render(request, "roadmaps/check.html", page)


def _about(version):
    workshop = version.workshop
    later = workshop.roadmap_versions.defer("content").filter(number__gt=version.number)
    return {
        "version": version,
        "workshop": workshop,
        "later": later.first(),
        "signed_by": Side.objects.filter(pk__in=version.signatures.values("side")),
        "digest_groups": grouped(version.digest),
        "is_released": is_released(workshop, version.digest),
    }


def _answer(content, version) -> Answer:
    found = stored_document(content)
    if found is None or found.workshop_id != version.workshop_id:
        return Answer(
            False,
            _(
                "This is not the signed file. It may have been printed, saved anew or changed. "
                "Ask for the original file."
            ),
        )
    told = {"number": found.version.number}
    if found.version_id != version.pk:
        return Answer(
            False,
            _("This is a signed file, but of version %(number)d. The code stands on another.")
            % told,
        )
    return Answer(True, _("Yes: this is the signed file of version %(number)d.") % told)
