from roadmaps import (
    urls_demo,
    urls_documents,
    urls_follow_up,
    urls_plan,
    urls_rehearsal,
    urls_roadmap,
    urls_seats,
)

app_name = "roadmaps"

urlpatterns = [
    *urls_demo.urlpatterns,
    *urls_documents.urlpatterns,
    *urls_follow_up.urlpatterns,
    *urls_plan.urlpatterns,
    *urls_rehearsal.urlpatterns,
    *urls_roadmap.urlpatterns,
    *urls_seats.urlpatterns,
]
