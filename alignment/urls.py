from alignment import urls_log, urls_people, urls_setup

app_name = "alignment"

urlpatterns = [
    *urls_setup.urlpatterns,
    *urls_people.urlpatterns,
    *urls_log.urlpatterns,
]
