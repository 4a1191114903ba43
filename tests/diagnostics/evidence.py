"""Files that officials bring, and how they send them."""

import io
import uuid

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image
from pypdf import PdfWriter

from alignment.files import read_file
from diagnostics.services.evidence import add_evidence_file


def a_photo(**options) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 20), "green").save(out, "JPEG", **options)
    return out.getvalue()


def a_pdf(pages=1) -> bytes:
    writer, out = PdfWriter(), io.BytesIO()
    for _page in range(pages):
        writer.add_blank_page(100, 100)
    writer.write(out)
    return out.getvalue()


def upload(name="gazette.jpg", content=None):
    return SimpleUploadedFile(name, a_photo() if content is None else content)


def files_url(participant, question):
    return f"/j/{participant.workshop.code}/questions/{question.code}/files/"


def send_file(client, participant, question, file=None, **fields):
    """As the plain form does it."""
    file = upload() if file is None else file
    body = {"file": file, "upload": str(uuid.uuid4()), "mode": "individual"}
    return client.post(files_url(participant, question), body | fields)


def put_beside(participant, question, name="gazette.jpg", content=None):
    if not participant.joined_at:
        participant.joined_at = timezone.now()
        participant.save()
    return add_evidence_file(
        participant=participant,
        question=question,
        file=read_file(upload(name, content)),
        upload=uuid.uuid4(),
    )
