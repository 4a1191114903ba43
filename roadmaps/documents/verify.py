"""Is this file the roadmap that both ministries signed?

Genuine is only a file that is byte for byte a stored signed document. Of any other the attached
data say what it was made from, which helps to find the right one; its pages prove nothing.
"""

import hashlib
import io
import re

from django.utils.translation import gettext as _

from roadmaps.documents.pdf import CONTENT_NAME
from roadmaps.models import Document, RoadmapVersion

_DIGEST = re.compile(r"\b[0-9a-f]{64}\b")


class NotGenuine(Exception):
    """Its text says why not, and what to do."""


def verified_document(content: bytes) -> Document:
    """The stored signed document that these bytes are. Raises NotGenuine."""
    stored = stored_document(content)
    if stored is None:
        raise NotGenuine(_why_not(content))
    return stored


def stored_document(content: bytes) -> Document | None:
    """The stored signed document that has exactly these bytes."""
    return (
        Document.objects.filter(sha256=hashlib.sha256(content).hexdigest(), version__isnull=False)
        .select_related("version", "workshop")
        .defer("content", "version__content")
        .first()
    )


def _why_not(content):
    if not content.startswith(b"%PDF-"):
        return _("This is not a PDF file. Choose the PDF of the signed roadmap.")
    try:
        attached, printed = _opened(content)
    except Exception:
        # A damaged file fails in as many ways as there are parts of a PDF.
        return _("This PDF is damaged and cannot be read. Ask for the file again.")
    if attached is None:
        return _(
            "No roadmap data are attached to this PDF, so it is not a roadmap from Accord, or it "
            "was printed or saved anew. Ask for the original file."
        )
    return _told(hashlib.sha256(attached).hexdigest(), printed)


def _opened(content):
    """The attached content, None without it, and every digest printed on the pages."""
    import pypdf  # noqa: PLC0415 -- slow import

    reader = pypdf.PdfReader(io.BytesIO(content))
    attached = reader.attachments.get(CONTENT_NAME)
    pages = " ".join(page.extract_text() for page in reader.pages) if attached else ""
    return (attached[0] if attached else None), set(_DIGEST.findall(pages))


def _told(digest, printed):
    if digest not in printed:
        return _(
            "This file was altered: the data attached to it are not those whose digest is printed "
            "in it. Ask for the original file."
        )
    version = RoadmapVersion.objects.filter(digest=digest).defer("content").first()
    if version is None:
        return _(
            "No roadmap with this text was signed on this server. It is a draft, or it was signed "
            "on another server: check it there."
        )
    return _(
        "This is not the stored file of signed version %(number)d, although its data are the same. "
        "Its pages may have been altered, or it is a draft of that text. Download the signed file."
    ) % {"number": version.number}
