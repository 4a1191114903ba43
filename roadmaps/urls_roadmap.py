"""The second half of step 6, and step 7: bottlenecks, priorities, actions and signatures."""

from django.urls import path

from roadmaps.views import actions, bottlenecks, causes, matrix, priorities, reshaping, roadmap

urlpatterns = [
    path("w/<slug:code>/bottlenecks/", bottlenecks.bottlenecks, name="bottlenecks"),
    path(
        "w/<slug:code>/bottlenecks/propose/",
        bottlenecks.bottlenecks_propose,
        name="bottlenecks_propose",
    ),
    path("w/<slug:code>/bottlenecks/add/", bottlenecks.bottleneck_add, name="bottleneck_add"),
    path("w/<slug:code>/bottlenecks/<int:number>/", bottlenecks.bottleneck, name="bottleneck"),
    path(
        "w/<slug:code>/bottlenecks/<int:number>/state/",
        bottlenecks.bottleneck_decide,
        name="bottleneck_decide",
    ),
    path("w/<slug:code>/bottlenecks/<int:number>/gates/", reshaping.gates, name="gates"),
    path("w/<slug:code>/bottlenecks/<int:number>/park/", reshaping.park, name="park"),
    path("w/<slug:code>/bottlenecks/<int:number>/merge/", reshaping.merge, name="merge"),
    path("w/<slug:code>/bottlenecks/<int:number>/split/", reshaping.split, name="split"),
    path("w/<slug:code>/bottlenecks/<int:number>/causes/", causes.causes, name="causes"),
    path("w/<slug:code>/bottlenecks/<int:number>/cause/", causes.cause_add, name="cause_add"),
    path("w/<slug:code>/causes/<int:pk>/", causes.cause, name="cause"),
    path("w/<slug:code>/causes/<int:pk>/delete/", causes.cause_delete, name="cause_delete"),
    path("w/<slug:code>/priorities/", priorities.priorities, name="priorities"),
    path("w/<slug:code>/priorities/open/", priorities.scoring_open, name="scoring_open"),
    path("w/<slug:code>/priorities/reveal/", priorities.scoring_reveal, name="scoring_reveal"),
    path("w/<slug:code>/roadmap/", roadmap.roadmap, name="roadmap"),
    path("w/<slug:code>/roadmap/conclude/", roadmap.conclude_again, name="conclude_again"),
    path("w/<slug:code>/roadmap/import/", matrix.roadmap_import, name="roadmap_import"),
    path("w/<slug:code>/roadmap/table.<slug:kind>", roadmap.roadmap_table, name="roadmap_table"),
    path("w/<slug:code>/roadmap/actions/add/", actions.action_add, name="action_add"),
    path("w/<slug:code>/roadmap/actions/<int:pk>/", actions.action, name="action"),
    path(
        "w/<slug:code>/roadmap/actions/<int:pk>/delete/",
        actions.action_delete,
        name="action_delete",
    ),
    path("j/<slug:code>/priorities/", priorities.score, name="score"),
    path("j/<slug:code>/roadmap/", roadmap.participant_roadmap, name="participant_roadmap"),
]
