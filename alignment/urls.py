from alignment import urls_log, urls_pack, urls_people, urls_setup

app_name = "alignment"

urlpatterns = [
    *urls_setup.urlpatterns,
    *urls_people.urlpatterns,
    *urls_pack.urlpatterns,
    *urls_log.urlpatterns,
]
