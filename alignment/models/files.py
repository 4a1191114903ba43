from django.db import models
from django.utils.translation import gettext_lazy as _

from alignment.models.workshops import Workshop


class StoredFile(models.Model):
    """A file somebody brought, as ``alignment.files.read_file`` let it in.

    It lies in the database, so that any process can serve it and every copy carries it. Whoever
    refers to it decides who may see it; without such a reference nobody does.
    """

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="files")
    name = models.CharField(_("file name"), max_length=150)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()  # bytes
    content = models.BinaryField()
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.name

    @property
    def is_picture(self) -> bool:
        return self.media_type.startswith("image/")
