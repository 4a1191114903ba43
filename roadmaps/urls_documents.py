from django.urls import path

from roadmaps.views import changes, checking, circulation, documents, paper

urlpatterns = [
    path("w/<slug:code>/documents/", documents.documents, name="documents"),
    path("w/<slug:code>/documents/prepare/", documents.document_request, name="document_request"),
    path("w/<slug:code>/documents/<int:pk>/", documents.download, name="download"),
    path("w/<slug:code>/changes/<int:number>/", changes.changes, name="changes"),
    path("w/<slug:code>/letterhead/", paper.letterhead, name="letterhead"),
    path("w/<slug:code>/letterhead/<int:pk>/", paper.logo, name="logo"),
    path("w/<slug:code>/scans/", paper.scans, name="scans"),
    path("w/<slug:code>/scans/<int:pk>/", paper.scan, name="scan"),
    path("w/<slug:code>/scans/<int:pk>/remove/", paper.scan_remove, name="scan_remove"),
    path(
        "w/<slug:code>/circulation/<int:number>/<slug:side_code>/",
        circulation.release_on_behalf,
        name="release_on_behalf",
    ),
    path(
        "w/<slug:code>/circulation/<int:number>/<slug:side_code>/back/",
        circulation.release_take_back,
        name="release_take_back",
    ),
    path("j/<slug:code>/changes/", changes.participant_changes, name="participant_changes"),
    path("j/<slug:code>/circulation/", circulation.release, name="release"),
    path("j/<slug:code>/scans/<int:pk>/", paper.signatory_scan, name="signatory_scan"),
    path("j/<slug:code>/roadmap.pdf", documents.signed_pdf, name="signed_pdf"),
    path("check/<slug:token>/", checking.check, name="check"),
]
