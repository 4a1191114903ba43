"""The bank as files, in the reader's language.

Each renderer loads its library when it is called: a web process never pays for the PDF's.
"""

import logging
import traceback

from django.utils import translation

from diagnostics.catalogue import Library, newest_library
from diagnostics.catalogue.selections import GLOSSARY, GLOSSARY_PAGE, selections_of
from diagnostics.documents.booklet import booklet_pdf
from diagnostics.documents.glossary import glossary_page_pdf, glossary_pdf
from diagnostics.services.bank_files import BankFile, fail_file, keep_file

GLOSSARIES = {GLOSSARY: glossary_pdf, GLOSSARY_PAGE: glossary_page_pdf}

logger = logging.getLogger(__name__)


def prepare(part: str, language: str) -> None:
    """Print that part of the newest release and keep it, or note that this failed."""
    library = newest_library()
    if library is None:
        return
    file = BankFile(library.release.digest, part, language)
    try:
        with translation.override(language):
            content = _drawn(library, part)
    except Exception as error:
        _note(file, error)
        fail_file(file=file)
    else:
        keep_file(file=file, content=content)


def _drawn(library: Library, part: str) -> bytes:
    if part in GLOSSARIES:
        return GLOSSARIES[part](library)
    return booklet_pdf(library, selections_of(library)[part])


def _note(file, error):
    place = traceback.extract_tb(error.__traceback__)[-1]
    kind = type(error).__name__
    logger.error("%s failed with %s at %s:%s", file.key, kind, place.filename, place.lineno)
