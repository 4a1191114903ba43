from alignment import urls_people, urls_setup

app_name = "alignment"

urlpatterns = [
    *urls_setup.urlpatterns,
    *urls_people.urlpatterns,
]
