"""Only the stored signed file is genuine; of any other it is said why it is not."""

import hashlib
import io

import pypdf
import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from roadmaps.models import Document, RoadmapVersion
from tests.factories import make_workshop
from tests.roadmaps.printing import draft, signed

pytestmark = pytest.mark.django_db


@pytest.fixture
def version():
    """Signed and stored, as the printed roadmap is."""
    workshop = make_workshop(title="Joint workshop")
    version = RoadmapVersion.objects.create(
        workshop=workshop,
        number=1,
        content=signed().edition.content,
        digest=signed().edition.digest,
        signed_at=timezone.now(),
    )
    Document.objects.create(
        workshop=workshop,
        version=version,
        kind="pdf",
        language="en",
        digest=signed().edition.fingerprint,
        state="ready",
        content=signed().content,
        sha256=hashlib.sha256(signed().content).hexdigest(),
    )
    return version


@pytest.fixture
def verify(tmp_path):
    def check(content):
        path = tmp_path / "roadmap.pdf"
        path.write_bytes(content)
        call_command("verify_roadmap", str(path))

    return check


def rewritten(content, change=lambda writer: None):
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(content))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def replace_attachment(writer):
    for attachment in writer.attachment_list:
        if attachment.name == "roadmap.json":
            attachment.content = b'{"schema":"forged"}'


def test_the_stored_file_is_genuine(version, verify, capsys):
    verify(signed().content)

    assert capsys.readouterr().out.startswith("Genuine: Joint workshop, version 1, signed by both")


def test_a_file_saved_anew_is_not_genuine_although_its_data_are(version, verify):
    with pytest.raises(CommandError, match="not the stored file of signed version 1"):
        verify(rewritten(signed().content))


def test_a_single_changed_byte_is_found(version, verify):
    changed = signed().content + b"\n"

    with pytest.raises(CommandError, match="not the stored file of signed version 1"):
        verify(changed)


def test_forged_data_do_not_match_the_printed_digest(version, verify):
    with pytest.raises(CommandError, match="This file was altered"):
        verify(rewritten(signed().content, replace_attachment))


def test_a_draft_is_called_a_draft(verify):
    with pytest.raises(CommandError, match="It is a draft, or it was signed on another server"):
        verify(draft().content)


def test_a_stored_draft_is_not_genuine_either(verify):
    Document.objects.create(
        workshop=make_workshop(),
        kind="pdf",
        language="en",
        digest="d",
        state="ready",
        content=draft().content,
        sha256=hashlib.sha256(draft().content).hexdigest(),
    )

    with pytest.raises(CommandError, match="It is a draft, or it was signed on another server"):
        verify(draft().content)


def test_a_signed_file_of_another_server_is_not_genuine_here(verify):
    with pytest.raises(CommandError, match="It is a draft, or it was signed on another server"):
        verify(signed().content)


def test_another_pdf_has_no_roadmap_attached(verify):
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    out = io.BytesIO()
    writer.write(out)

    with pytest.raises(CommandError, match="No roadmap data are attached"):
        verify(out.getvalue())


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "This is not a PDF file"),
        (b"hello", "This is not a PDF file"),
        (b"%PDF-1.7 cut short", "This PDF is damaged"),
    ],
)
def test_what_is_no_pdf_is_said_to_be_none(verify, content, message):
    with pytest.raises(CommandError, match=message):
        verify(content)


def test_a_file_that_is_not_there_is_said_to_be_missing(tmp_path):
    with pytest.raises(CommandError, match="cannot be read: No such file"):
        call_command("verify_roadmap", str(tmp_path / "none.pdf"))
