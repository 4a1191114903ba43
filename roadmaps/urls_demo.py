from django.urls import path

from roadmaps.views import demo

urlpatterns = [path("demo/", demo.add_demo, name="add_demo")]
