from django.urls import path

from diagnostics.views import duplication, opening, own_questions, questions

urlpatterns = [
    path("w/<slug:code>/questions/", questions.question_list, name="questions"),
    path("w/<slug:code>/questions/pick/", questions.question_pick, name="question_pick"),
    path("w/<slug:code>/questions/unpick/", questions.question_unpick, name="question_unpick"),
    path("w/<slug:code>/questions/short-form/", questions.short_form, name="question_short_form"),
    path("w/<slug:code>/questions/newer-text/", questions.newer_text, name="question_newer_text"),
    path("w/<slug:code>/questions/weights/", questions.weights, name="question_weights"),
    path("w/<slug:code>/questions/print/", questions.question_print, name="question_print"),
    path("w/<slug:code>/questions/own/", own_questions.own_question_add, name="own_question_add"),
    path(
        "w/<slug:code>/questions/own/<slug:question>/",
        own_questions.own_question_edit,
        name="own_question_edit",
    ),
    path(
        "w/<slug:code>/questions/own/<slug:question>/delete/",
        own_questions.own_question_delete,
        name="own_question_delete",
    ),
    path("w/<slug:code>/duplicate/", duplication.duplicate, name="duplicate"),
    path("w/<slug:code>/open/", opening.open_page, name="open_workshop"),
]
