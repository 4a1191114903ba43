"""What an official puts beside an answer, and what of it is published."""

from django.urls import path

from diagnostics.views import evidence

urlpatterns = [
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
]
