"""Step 1: institutions and seats."""

from django.urls import path

from alignment.views import people, seats

urlpatterns = [
    path("w/<slug:code>/people/", people.people, name="people"),
    path("w/<slug:code>/people/import/", people.people_import, name="people_import"),
    path(
        "w/<slug:code>/people/participants.csv", people.people_table, {"kind": "csv"}, "people_csv"
    ),
    path(
        "w/<slug:code>/people/participants.xlsx",
        people.people_table,
        {"kind": "xlsx"},
        "people_xlsx",
    ),
    path("w/<slug:code>/people/sides/", people.institution_sides, name="institution_sides"),
    path("w/<slug:code>/institutions/<int:pk>/", people.institution, name="institution"),
    path(
        "w/<slug:code>/institutions/<int:pk>/seats/",
        people.institution_seats,
        name="institution_seats",
    ),
    path(
        "w/<slug:code>/institutions/<int:pk>/remove/",
        people.institution_remove,
        name="institution_remove",
    ),
    path("w/<slug:code>/seats/<int:pk>/", seats.seat, name="seat"),
    path("w/<slug:code>/seats/<int:pk>/void/", seats.seat_void, name="seat_void"),
    path("w/<slug:code>/seats/<int:pk>/restore/", seats.seat_restore, name="seat_restore"),
    path("w/<slug:code>/seats/<int:pk>/release/", seats.seat_release, name="seat_release"),
    path("w/<slug:code>/seats/<int:pk>/remove/", seats.seat_remove, name="seat_remove"),
]
