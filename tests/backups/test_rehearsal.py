"""A backup taken while a workshop is rehearsed carries what was prepared before."""

import pytest
from django.core.management import call_command
from django.forms.models import model_to_dict

from alignment.models import Workshop
from roadmaps.backups.reading import restore_backup
from roadmaps.backups.writing import write_backup
from roadmaps.models import Action, Bottleneck, Cause
from roadmaps.services.rehearsal import begin_rehearsal, end_rehearsal
from tests.factories import make_user
from tests.roadmaps.rehearsing import make_prepared_workshop, play

pytestmark = pytest.mark.django_db(transaction=True)


def prepared():
    return [
        [model_to_dict(row) for row in model.objects.order_by("pk")]
        for model in (Bottleneck, Cause, Action)
    ]


def test_what_was_prepared_comes_back_when_the_restored_rehearsal_ends(tmp_path):
    workshop = make_prepared_workshop(make_user())
    before = prepared()
    begin_rehearsal(workshop=workshop)
    play(Workshop.objects.get(pk=workshop.pk))
    write_backup(tmp_path / "all.zip")
    call_command("flush", interactive=False, verbosity=0)

    restore_backup(tmp_path / "all.zip", replace=False)
    assert prepared() != before
    end_rehearsal(workshop=Workshop.objects.get(pk=workshop.pk), free_seats=False)

    assert prepared() == before
