from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from alignment.forms.parts import bare_helper
from roadmaps.chains import behind
from roadmaps.forms.bottlenecks import BottlenecksField
from roadmaps.forms.parts import RoadmapPartForm
from roadmaps.models import Cause
from roadmaps.services.causes import add_cause, change_cause, parents_in

LONGEST_OPTION = 100


class CauseField(forms.ModelChoiceField):
    """A cause that may have another one behind it."""

    def label_from_instance(self, cause):
        refs = ", ".join(row.ref for row in cause.bottlenecks.all())
        return f"{refs} · {str(cause)[:LONGEST_OPTION]}"

    def offer(self, workshop, row):
        """All but the row itself and what stands behind it."""
        after = [row.pk, *behind(row.pk, parents_in(workshop))] if row.pk else []
        self.queryset = workshop.causes.exclude(pk__in=after).prefetch_related("bottlenecks")


class CauseForm(RoadmapPartForm):
    """``under`` is the cause that a new one explains: it has that one's bottlenecks."""

    identity = "text"

    parent = CauseField(
        label=_("What it explains"),
        queryset=None,
        required=False,
        empty_label=_("the bottleneck itself"),
        help_text=_("Another cause, if it answers why that one is there: up to five steps."),
    )
    bottlenecks = BottlenecksField(
        label=_("Bottlenecks it leads to"),
        queryset=None,
        required=False,
        help_text=_("A cause behind another one has the bottlenecks of that one."),
    )

    class Meta:
        model = Cause
        fields = ["text", "cause_type", "evidence", "parent", "bottlenecks"]
        labels = {"text": _("Why it happens")}
        widgets = {
            "text": forms.Textarea(attrs={"rows": 3}),
            "evidence": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "cause_type": _(
                "A law itself, or only how it is read? Practice can change without a law."
            )
        }

    def __init__(self, *args, under: Cause | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["parent"].offer(self.workshop, self.instance)
        self.fields["bottlenecks"].offer(self.workshop, self.instance)
        if under:
            self.fields["parent"].initial = under
            self.fields["parent"].required = True
            del self.fields["bottlenecks"]
            self.helper = bare_helper(self)

    def clean_bottlenecks(self):
        chosen = self.cleaned_data["bottlenecks"]
        if not chosen and not self.cleaned_data.get("parent"):
            raise ValidationError(_("Choose at least one bottleneck."))
        return chosen

    def save(self):
        data = self.cleaned_data | {"bottlenecks": list(self.cleaned_data.get("bottlenecks", []))}
        if self.instance.pk:
            return change_cause(cause=self.instance, **data)
        return add_cause(**data)
