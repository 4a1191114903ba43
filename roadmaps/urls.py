from roadmaps import urls_demo, urls_documents, urls_roadmap

app_name = "roadmaps"

urlpatterns = [
    *urls_demo.urlpatterns,
    *urls_documents.urlpatterns,
    *urls_roadmap.urlpatterns,
]
