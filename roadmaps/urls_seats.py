from django.urls import path

from roadmaps.views import merging

urlpatterns = [path("w/<slug:code>/seats/<int:pk>/merge/", merging.seat_merge, name="seat_merge")]
