from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from roadmaps.forms.parts import ObjectivesField, RoadmapPartForm, RowsField
from roadmaps.models import Bottleneck
from roadmaps.services.bottlenecks import add_bottleneck, change_bottleneck
from roadmaps.vocabulary import BottleneckState


class QuestionsField(RowsField):
    def label_from_instance(self, question):
        return f"{question.code} {question.local_text}"


class BottleneckForm(RoadmapPartForm):
    objectives = ObjectivesField()
    questions = QuestionsField(
        label=_("Questions it comes from"),
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Bottleneck
        fields = [
            "title",
            "description",
            "stage",
            "objectives",
            "questions",
        ]
        labels = {
            "title": _("What stands in the way, in a sentence"),
            "description": _("What happens, and to whom"),
            "stage": _("Stage of the budget cycle"),
        }
        widgets = {"description": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["stage"].queryset = self.workshop.stages.all()
        self.fields["questions"].queryset = self.workshop.questions.all()
        self.fields["objectives"].offer(self.workshop, self.instance.objectives)

    def save(self):
        if self.instance.pk:
            return change_bottleneck(bottleneck=self.instance, by=self.by, **self.cleaned_data)
        return add_bottleneck(workshop=self.workshop, by=self.by, **self.cleaned_data)


class BottlenecksField(RowsField):
    """All that are not dropped; those a row is linked to already may stay."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, bottleneck):
        return f"{bottleneck.ref} {bottleneck.title}"

    def offer(self, workshop, row):
        in_question = ~Q(state=BottleneckState.DROPPED)
        if row.pk:
            in_question |= Q(pk__in=row.bottlenecks.values("pk"))
        self.queryset = workshop.bottlenecks.filter(in_question)
