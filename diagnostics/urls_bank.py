from django.urls import path

from diagnostics.catalogue.selections import GLOSSARY, GLOSSARY_PAGE
from diagnostics.views import bank, bank_files

urlpatterns = [
    path("bank/", bank.bank, name="bank"),
    path("bank/bank.csv", bank_files.bank_table, {"kind": "csv"}, "bank_csv"),
    path("bank/bank.xlsx", bank_files.bank_table, {"kind": "xlsx"}, "bank_xlsx"),
    path("bank/booklet/", bank_files.booklets, name="booklets"),
    path("bank/booklet.pdf", bank_files.booklet_pdf, name="booklet_pdf"),
    path("bank/bottlenecks/", bank.bottlenecks, name="bank_bottlenecks"),
    path("bank/practices/", bank.practices, name="practices"),
    path("bank/glossary/", bank.glossary, name="glossary"),
    path("bank/glossary.pdf", bank_files.glossary_pdf, {"part": GLOSSARY}, "glossary_pdf"),
    path(
        "bank/glossary-page.pdf",
        bank_files.glossary_pdf,
        {"part": GLOSSARY_PAGE},
        "glossary_page_pdf",
    ),
    # Last: a question's code could be any of the words above.
    path("bank/<str:question_code>/", bank.bank_question, name="bank_question"),
]
