"""Pages of officials in the room, and the facilitator's page that runs the answering."""

from django.urls import path

from diagnostics.views import answering, joining, paper, run

urlpatterns = [
    path("j/", joining.join_code, name="join_code"),
    path("j/<code>/", joining.join, name="join"),
    path("j/<code>/join/<int:institution>/", joining.join_institution, name="join_institution"),
    path("j/<code>/join/<int:institution>/<int:seat>/", joining.join_seat, name="join_seat"),
    path("j/<code>/leave/", joining.leave, name="leave"),
    path("j/<code>/me/", answering.me, name="me"),
    path("j/<code>/stages/<stage>/", answering.stage, name="stage"),
    path("j/<code>/answers/", answering.save_answer, name="save_answer"),
    path("j/<code>/questions/<question>/figures/", answering.facts, name="facts"),
    path("w/<code>/run/", run.run, name="run"),
    path("w/<code>/run/figures/<question>/", run.facts, name="run_facts"),
    path("w/<code>/paper/", paper.import_paper, name="import_answers"),
    path("w/<code>/paper/<int:participant>/", paper.enter_paper, name="enter_paper"),
]
