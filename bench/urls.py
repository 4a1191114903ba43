from django.urls import include, path

from bench import bare

urlpatterns = [path("bench/save/", bare.save), path("", include("config.urls"))]
