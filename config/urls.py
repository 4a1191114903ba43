from django.urls import include, path

from config import views

handler404 = "config.views.not_found"

urlpatterns = [
    path("", views.home, name="home"),
    path("accounts/", include("allauth.urls")),
    path("language/", include("django.conf.urls.i18n")),
    path("", include("alignment.urls")),
    path("", include("diagnostics.urls")),
    path("", include("roadmaps.urls")),
]
