from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language

from config import views

handler400 = "config.views.bad_request"
handler404 = "config.views.not_found"

urlpatterns = [
    path("", views.home, name="home"),
    path("accounts/", include("allauth.urls")),
    path("language/", login_not_required(set_language), name="set_language"),
    path("", include("alignment.urls")),
    path("", include("diagnostics.urls")),
    path("", include("roadmaps.urls")),
]
