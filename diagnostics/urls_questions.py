from django.urls import path

from diagnostics.views import opening, own_questions, questions

urlpatterns = [
    path("w/<str:code>/questions/", questions.question_list, name="questions"),
    path("w/<str:code>/questions/pick/", questions.question_pick, name="question_pick"),
    path("w/<str:code>/questions/unpick/", questions.question_unpick, name="question_unpick"),
    path("w/<str:code>/questions/short-form/", questions.short_form, name="question_short_form"),
    path("w/<str:code>/questions/newer-text/", questions.newer_text, name="question_newer_text"),
    path("w/<str:code>/questions/weights/", questions.weights, name="question_weights"),
    path("w/<str:code>/questions/print/", questions.question_print, name="question_print"),
    path("w/<str:code>/questions/own/", own_questions.own_question_add, name="own_question_add"),
    path(
        "w/<str:code>/questions/own/<str:question>/",
        own_questions.own_question_edit,
        name="own_question_edit",
    ),
    path(
        "w/<str:code>/questions/own/<str:question>/delete/",
        own_questions.own_question_delete,
        name="own_question_delete",
    ),
    path("w/<str:code>/open/", opening.open_page, name="open_workshop"),
]
