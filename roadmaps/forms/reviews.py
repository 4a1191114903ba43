from django import forms
from django.utils.translation import gettext_lazy as _

from alignment.forms.parts import date_input
from diagnostics.forms.agreement import ServiceForm
from roadmaps.models.follow_up import LONGEST_REMARK
from roadmaps.services.reviews import record_review
from roadmaps.vocabulary import ReviewDecision

MOST_ACTIONS = 400
"""With more, the form would hold more fields than a server takes at once."""
_NONE = ("", _("not decided here"))


class ReviewForm(ServiceForm):
    """A review to plan or to record; for each action, as a choice, what it decided."""

    held_on = forms.DateField(
        label=_("Date of the review"),
        widget=date_input(),
        help_text=_("Today or earlier: it was held. Later: it is planned."),
    )
    attendance = forms.CharField(
        label=_("Who was there"),
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Names or institutions, one per line."),
    )
    decision = forms.CharField(
        label=_("What was decided"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    next_on = forms.DateField(label=_("Next review"), required=False, widget=date_input())

    def __init__(self, *args, workshop, review=None, **kwargs):
        initial = {}
        if review:
            names = ("held_on", "attendance", "decision", "next_on")
            initial = {name: getattr(review, name) for name in names}
        super().__init__(*args, initial=initial, **kwargs)
        self.workshop, self.review = workshop, review
        actions = list(workshop.actions.all())
        self.has_too_many = len(actions) > MOST_ACTIONS
        self.actions = [] if self.has_too_many else actions
        self._ask_about_actions(review)

    def _ask_about_actions(self, review):
        decided = {row.action_id: row for row in review.actions.all()} if review else {}
        for action in self.actions:
            row = decided.get(action.pk)
            self.fields[f"decision_{action.pk}"] = forms.ChoiceField(
                label=_("%(ref)s: what next") % {"ref": action.ref},
                required=False,
                choices=[_NONE, *ReviewDecision.choices],
                initial=row.decision if row else "",
            )
            self.fields[f"remark_{action.pk}"] = forms.CharField(
                label=_("%(ref)s: remark") % {"ref": action.ref},
                required=False,
                max_length=LONGEST_REMARK,
                initial=row.remark if row else "",
            )

    @property
    def about_actions(self):
        """Each action with its two fields."""
        return [
            (action, self[f"decision_{action.pk}"], self[f"remark_{action.pk}"])
            for action in self.actions
        ]

    @property
    def faults_about_actions(self) -> bool:
        return any(name.startswith(("decision_", "remark_")) for name in self.errors)

    def save(self):
        names = ("held_on", "attendance", "decision", "next_on")
        return record_review(
            workshop=self.workshop,
            review=self.review,
            actions=None if self.has_too_many else self._decided(),
            by=self.by,
            **{name: self.cleaned_data[name] for name in names},
        )

    def _decided(self):
        data = self.cleaned_data
        return {
            action.pk: (data[f"decision_{action.pk}"], data[f"remark_{action.pk}"])
            for action in self.actions
        }
