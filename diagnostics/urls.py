from diagnostics import (
    urls_answer,
    urls_bank,
    urls_compare,
    urls_own,
    urls_questions,
    urls_room,
    urls_run,
)

app_name = "diagnostics"

urlpatterns = [
    *urls_answer.urlpatterns,  # first, for the sake of the save
    *urls_own.urlpatterns,
    *urls_room.urlpatterns,
    *urls_run.urlpatterns,
    *urls_questions.urlpatterns,
    *urls_compare.urlpatterns,
    *urls_bank.urlpatterns,
]
