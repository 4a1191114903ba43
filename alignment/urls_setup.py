"""Step 1: the workshop, its calendars and its sides. Step 2: objectives."""

from django.urls import path

from alignment.views import (
    agenda,
    calendar,
    facilitators,
    objectives,
    putting_away,
    sides,
    workshops,
)

urlpatterns = [
    path("workshops/", workshops.workshop_list, name="workshop_list"),
    path("workshops/new/", workshops.workshop_create, name="workshop_create"),
    path("w/<slug:code>/", workshops.setup, name="setup"),
    path("w/<slug:code>/edit/", workshops.workshop_edit, name="workshop_edit"),
    path("w/<slug:code>/archive/", putting_away.workshop_archive, name="workshop_archive"),
    path("w/<slug:code>/delete/", putting_away.workshop_delete, name="workshop_delete"),
    path("w/<slug:code>/bring-back/", putting_away.workshop_bring_back, name="workshop_bring_back"),
    path("w/<slug:code>/facilitators/", facilitators.facilitators, name="facilitators"),
    path(
        "w/<slug:code>/facilitators/<int:pk>/remove/",
        facilitators.facilitator_remove,
        name="facilitator_remove",
    ),
    path(
        "w/<slug:code>/invitations/<int:pk>/withdraw/",
        facilitators.invitation_withdraw,
        name="invitation_withdraw",
    ),
    path("invited/<str:token>/", facilitators.invited, name="invited"),
    path("w/<slug:code>/dates/", calendar.budget_dates, name="budget_dates"),
    path("w/<slug:code>/dates/<int:pk>/", calendar.budget_date, name="budget_date"),
    path(
        "w/<slug:code>/dates/<int:pk>/remove/",
        calendar.budget_date_remove,
        name="budget_date_remove",
    ),
    path("w/<slug:code>/sides/", sides.sides, name="sides"),
    path("w/<slug:code>/sides/<slug:side_code>/", sides.side, name="side"),
    path("w/<slug:code>/sides/<slug:side_code>/remove/", sides.side_remove, name="side_remove"),
    path("w/<slug:code>/agenda/", agenda.agenda, name="agenda"),
    path("w/<slug:code>/agenda/import/", agenda.agenda_import, name="agenda_import"),
    path("w/<slug:code>/agenda/agenda.csv", agenda.agenda_table, {"kind": "csv"}, "agenda_csv"),
    path("w/<slug:code>/agenda/agenda.xlsx", agenda.agenda_table, {"kind": "xlsx"}, "agenda_xlsx"),
    path("w/<slug:code>/agenda/<int:pk>/", agenda.agenda_item, name="agenda_item"),
    path(
        "w/<slug:code>/agenda/<int:pk>/remove/",
        agenda.agenda_item_remove,
        name="agenda_item_remove",
    ),
    path("w/<slug:code>/objectives/", objectives.objectives, name="objectives"),
    path("w/<slug:code>/objectives/add/", objectives.objective_add, name="objective_add"),
]
