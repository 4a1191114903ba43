"""After the workshop: the follow-up of facilitators, of those who took part, and of owners."""

from django.urls import path

from roadmaps.views import calendars, follow_up, owner, owner_links, reports, reviews

urlpatterns = [
    path("w/<slug:code>/follow-up/", follow_up.follow_up, name="follow_up"),
    path("w/<slug:code>/follow-up/begin/", follow_up.follow_up_begin, name="follow_up_begin"),
    path(
        "w/<slug:code>/follow-up/actions/<int:pk>/",
        follow_up.followed_action,
        name="followed_action",
    ),
    path(
        "w/<slug:code>/follow-up/notes/<uuid:note>/take-back/",
        follow_up.note_take_back,
        name="note_take_back",
    ),
    path("w/<slug:code>/follow-up/notes/<uuid:note>/file/", follow_up.note_file, name="note_file"),
    path("w/<slug:code>/follow-up/owners/", owner_links.owner_links, name="owner_links"),
    path(
        "w/<slug:code>/follow-up/owners/<int:pk>/withdraw/",
        owner_links.owner_link_withdraw,
        name="owner_link_withdraw",
    ),
    path("w/<slug:code>/follow-up/reviews/", reviews.reviews, name="reviews"),
    path("w/<slug:code>/follow-up/reviews/add/", reviews.review_add, name="review_add"),
    path("w/<slug:code>/follow-up/reviews/<int:pk>/", reviews.review, name="review"),
    path(
        "w/<slug:code>/follow-up/reviews/<int:pk>/delete/",
        reviews.review_delete,
        name="review_delete",
    ),
    path("w/<slug:code>/follow-up/report/", reports.reports, name="reports"),
    path("w/<slug:code>/follow-up/report/prepare/", reports.report_request, name="report_request"),
    path(
        "w/<slug:code>/follow-up/report/<int:pk>/",
        reports.report_download,
        name="report_download",
    ),
    path("w/<slug:code>/follow-up.ics", calendars.follow_up_calendar, name="follow_up_calendar"),
    path(
        "j/<slug:code>/follow-up.ics",
        calendars.participant_calendar,
        name="participant_calendar",
    ),
    path("o/<str:token>/calendar.ics", calendars.owner_calendar, name="owner_calendar"),
    path("j/<slug:code>/follow-up/", follow_up.participant_follow_up, name="participant_follow_up"),
    path(
        "j/<slug:code>/follow-up/notes/<uuid:note>/file/",
        follow_up.participant_note_file,
        name="participant_note_file",
    ),
    path("o/<str:token>/", owner.owner, name="owner"),
    path("o/<str:token>/actions/<int:pk>/", owner.owner_action, name="owner_action"),
    path(
        "o/<str:token>/notes/<uuid:note>/take-back/",
        owner.owner_take_back,
        name="owner_take_back",
    ),
    path("o/<str:token>/notes/<uuid:note>/file/", owner.owner_note_file, name="owner_note_file"),
]
