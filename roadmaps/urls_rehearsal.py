from django.urls import path

from roadmaps.views import rehearsal

urlpatterns = [path("w/<slug:code>/rehearsal/", rehearsal.rehearsal, name="rehearsal")]
