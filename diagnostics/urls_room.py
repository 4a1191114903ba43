"""What stands on the wall and on paper in the room, so that people find in."""

from django.urls import path

from diagnostics.views import early, joining, newcomers, pack, room, slips, wall, wall_question

urlpatterns = [
    path("w/<slug:code>/join/", room.poster, name="poster"),
    path("w/<slug:code>/slips/", slips.slips, name="slips"),
    path("w/<slug:code>/slips.pdf", slips.slips_pdf, name="slips_pdf"),
    path("wall/<slug:code>/<slug:token>/", wall.wall, name="wall"),
    path("w/<slug:code>/newcomers/", newcomers.newcomers, name="newcomers"),
    path(
        "w/<slug:code>/newcomers/<int:pk>/admit/", newcomers.newcomer_admit, name="newcomer_admit"
    ),
    path(
        "w/<slug:code>/newcomers/<int:pk>/turn-away/",
        newcomers.newcomer_turn_away,
        name="newcomer_turn_away",
    ),
    path("j/<slug:code>/ask/", newcomers.ask, name="ask"),
    path("w/<slug:code>/before/", early.early_links, name="early_links"),
    path("w/<slug:code>/before/<int:pk>/", early.early_link, name="early_link"),
    path("w/<slug:code>/before/<int:pk>/close/", early.early_link_close, name="early_link_close"),
    path("j/<slug:code>/before/<slug:token>/", early.early, name="early"),
    path(
        "wall/<slug:code>/<slug:token>/<slug:question_code>/",
        wall_question.wall_question,
        name="wall_question",
    ),
    path("j/<slug:code>/pack/", pack.own_pack, name="own_pack"),
    path("j/<slug:code>/pack/<int:pk>/file/", pack.own_pack_file, name="own_pack_file"),
    path("j/<slug:code>/slip/", joining.join_slip, name="join_slip"),
    path("j/<slug:code>/slip/<slug:claim>/", joining.slip, name="slip"),
]
