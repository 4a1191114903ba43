from diagnostics import urls_questions

app_name = "diagnostics"

urlpatterns = [*urls_questions.urlpatterns]
