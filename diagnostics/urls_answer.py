"""Pages of officials in the room, and paper forms."""

from django.urls import path

from diagnostics.views import answering, joining, paper, paper_forms, seats

urlpatterns = [
    path("j/<slug:code>/answers/", answering.save_answer, name="save_answer"),
    path("j/<slug:code>/here/", seats.here, name="here"),
    path("j/", joining.join_code, name="join_code"),
    path("j/<slug:code>/", joining.join, name="join"),
    path(
        "j/<slug:code>/join/<int:institution>/", joining.join_institution, name="join_institution"
    ),
    path("j/<slug:code>/join/<int:institution>/<int:seat>/", joining.join_seat, name="join_seat"),
    path("j/<slug:code>/leave/", joining.leave, name="leave"),
    path("j/<slug:code>/me/", answering.me, name="me"),
    path("j/<slug:code>/language/", joining.choose_language, name="choose_language"),
    path("j/<slug:code>/stages/<slug:stage>/", answering.stage, name="stage"),
    path("j/<slug:code>/questions/<slug:question>/figures/", answering.facts, name="facts"),
    path("w/<slug:code>/paper-forms/", paper_forms.paper_forms, name="paper_forms"),
    path(
        "w/<slug:code>/paper-forms/<slug:side>/<slug:language>.pdf",
        paper_forms.paper_form_pdf,
        name="paper_form_pdf",
    ),
    path("w/<slug:code>/paper/", paper.import_paper, name="import_answers"),
    path("w/<slug:code>/paper/<int:participant>/", paper.enter_paper, name="enter_paper"),
]
