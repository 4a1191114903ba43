"""Running the room: on the laptop, and on a phone that was paired with it."""

from django.urls import path

from diagnostics.views import control, notes, phones, run, running

urlpatterns = [
    path("w/<slug:code>/run/", run.run, name="run"),
    path("w/<slug:code>/run/now/", run.run_now, name="run_now"),
    path("w/<slug:code>/run/seats/", run.seats, name="run_seats"),
    path("w/<slug:code>/run/figures/<slug:question>/", run.facts, name="run_facts"),
    path("w/<slug:code>/run/notes/", notes.notes, name="notes"),
    path("w/<slug:code>/run/notes/<slug:question>/", notes.note, name="note"),
    path("w/<slug:code>/run/phones/", phones.phones, name="phones"),
    path("w/<slug:code>/run/phones/<int:pk>/unpair/", phones.phone_unpair, name="phone_unpair"),
    path("w/<slug:code>/run/addresses/", phones.wall_address, name="wall_address"),
    # What a paired phone may press too.
    path("w/<slug:code>/run/timer/", running.timer, name="timer"),
    path("w/<slug:code>/run/wall/", running.wall_results, name="wall_results"),
    path("w/<slug:code>/run/parking/", running.parking, name="parking"),
    path("w/<slug:code>/run/parking/item/", running.parked_item, name="parked_item"),
    path("control/<slug:code>/", control.control, name="control"),
    path("control/<slug:code>/leave/", control.control_leave, name="control_leave"),
    path("pair/<slug:code>/", control.pair, name="pair"),
]
