from roadmaps import urls_demo, urls_roadmap

app_name = "roadmaps"

urlpatterns = [
    *urls_demo.urlpatterns,
    *urls_roadmap.urlpatterns,
]
