"""Steps 5 and 6: the stage switches, the reveal, the comparison, and what the plenary records."""

from django.urls import path

from diagnostics.views import agree, compare, conclusion, results, rounds, state

urlpatterns = [
    path("w/<slug:code>/state/", state.set_state, name="set_state"),
    path("w/<slug:code>/reveal/", state.reveal, name="reveal"),
    path("w/<slug:code>/compare/", compare.compare, name="compare"),
    path(
        "w/<slug:code>/compare/<slug:question_code>/",
        compare.compare_question,
        name="compare_question",
    ),
    path("w/<slug:code>/last-round/", rounds.last_round, name="last_round"),
    path("w/<slug:code>/agree/", agree.agree, name="agree"),
    path("w/<slug:code>/agree-together/", agree.agree_together, name="agree_together"),
    path("w/<slug:code>/vote-again/", agree.vote_again, name="vote_again"),
    path("w/<slug:code>/agree/<slug:question_code>/", agree.agree_question, name="agree_question"),
    path(
        "w/<slug:code>/agree/<slug:question_code>/clear/", agree.outcome_clear, name="outcome_clear"
    ),
    path("w/<slug:code>/agree/<slug:question_code>/verdict/", agree.verdict, name="verdict"),
    path("w/<slug:code>/agree/<slug:question_code>/dissent/", agree.dissent, name="dissent"),
    path("w/<slug:code>/dissent/<int:pk>/remove/", agree.dissent_remove, name="dissent_remove"),
    path("w/<slug:code>/conclusion/", conclusion.conclusion, name="conclusion"),
    path("w/<slug:code>/close/", conclusion.workshop_close, name="workshop_close"),
    path("w/<slug:code>/reopen/", conclusion.workshop_reopen, name="workshop_reopen"),
    path("j/<slug:code>/results/", results.results, name="results"),
    path("j/<slug:code>/results/<slug:question_code>/", results.result, name="result"),
]
