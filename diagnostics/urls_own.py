"""What officials put beside an answer, what of it is published, and a phone's last resort."""

from django.urls import path

from diagnostics.views import answering, delegation, evidence, handover

urlpatterns = [
    path("j/<slug:code>/stages/<slug:stage>/check/", answering.check_answers, name="check_answers"),
    path("j/<slug:code>/questions/<slug:question>/note/", delegation.note, name="delegation_note"),
    path("j/<slug:code>/questions/<slug:question>/files/", evidence.evidence, name="evidence"),
    path("j/<slug:code>/files/<int:pk>/", evidence.own_file, name="own_file"),
    path("j/<slug:code>/files/<int:pk>/remove/", evidence.remove_file, name="remove_file"),
    path(
        "j/<slug:code>/results/<slug:question_code>/evidence/<int:number>/",
        evidence.result_file,
        name="result_file",
    ),
    path(
        "w/<slug:code>/compare/<slug:question_code>/evidence/<int:number>/",
        evidence.compared_file,
        name="compared_file",
    ),
    path("w/<slug:code>/waiting/", handover.waiting_answers, name="waiting_answers"),
]
