from django.urls import path

from alignment.views import log

urlpatterns = [
    path("w/<slug:code>/log/", log.log, name="log"),
    path("w/<slug:code>/log/log.csv", log.log_table, name="log_csv"),
]
