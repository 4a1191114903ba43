from django.urls import path

from roadmaps.views import documents

urlpatterns = [
    path("w/<slug:code>/documents/", documents.documents, name="documents"),
    path("w/<slug:code>/documents/prepare/", documents.document_request, name="document_request"),
    path("w/<slug:code>/documents/<int:pk>/", documents.download, name="download"),
    path("j/<slug:code>/roadmap.pdf", documents.signed_pdf, name="signed_pdf"),
]
