"""What stands on the wall and on paper in the room, so that people find in."""

from django.urls import path

from diagnostics.views import room

urlpatterns = [
    path("w/<slug:code>/join/", room.poster, name="poster"),
]
