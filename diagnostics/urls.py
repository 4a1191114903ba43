from diagnostics import urls_answer, urls_compare, urls_questions

app_name = "diagnostics"

urlpatterns = [
    *urls_questions.urlpatterns,
    *urls_answer.urlpatterns,
    *urls_compare.urlpatterns,
]
