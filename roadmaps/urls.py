from roadmaps import urls_roadmap

app_name = "roadmaps"

urlpatterns = [
    *urls_roadmap.urlpatterns,
]
