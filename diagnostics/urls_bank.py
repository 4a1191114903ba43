from django.urls import path

from diagnostics.views import bank

urlpatterns = [
    path("bank/", bank.bank, name="bank"),
    # Last: a question's code could be any of the words above.
    path("bank/<str:question_code>/", bank.bank_question, name="bank_question"),
]
