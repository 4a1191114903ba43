"""Documents that the workshop works with."""

from django.urls import path

from alignment.views import pack

urlpatterns = [
    path("w/<slug:code>/pack/", pack.pack, name="pack"),
    path("w/<slug:code>/pack/<int:pk>/", pack.pack_document, name="pack_document"),
    path("w/<slug:code>/pack/<int:pk>/file/", pack.pack_file, name="pack_file"),
    path(
        "w/<slug:code>/pack/<int:pk>/remove/",
        pack.pack_document_remove,
        name="pack_document_remove",
    ),
]
