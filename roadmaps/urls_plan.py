"""The facilitator's roadmap, seen as quarters, as money and as open items."""

from django.urls import path

from roadmaps.views import plan

urlpatterns = [
    path("w/<slug:code>/roadmap/quarters/", plan.roadmap_quarters, name="roadmap_quarters"),
    path("w/<slug:code>/roadmap/money/", plan.roadmap_money, name="roadmap_money"),
    path("w/<slug:code>/roadmap/open/", plan.roadmap_open, name="roadmap_open"),
]
