"""`make messages`: brings the interface's translations up to date with what the code says.

New strings come in untranslated, strings that are gone go, and each catalogue is compiled.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

from scripts import ROOT

SOURCES = ("accounts", "alignment", "config", "diagnostics", "roadmaps", "templates")
LOCALE = ROOT / "locale"


def main():
    for path in sorted(LOCALE.glob("*/LC_MESSAGES/django.po")):
        language = path.parts[-3]
        with tempfile.TemporaryDirectory() as folder:
            collected = polib.pofile(str(collect(language, Path(folder))))
        catalogue = updated(polib.pofile(str(path)), collected)
        catalogue.save(str(path))
        path.with_suffix(".mo").write_bytes(catalogue.to_binary())
        missing = catalogue.untranslated_entries()
        print(f"{language}: {len(catalogue)} strings, {len(missing)} to translate.")


def collect(language: str, folder: Path) -> Path:
    """A catalogue of every string to translate, none of them translated.

    Collected from a copy in ``folder``, so that the tree stays as it is.
    """
    for name in SOURCES:
        shutil.copytree(ROOT / name, folder / name)
    (folder / "locale").mkdir()
    found = subprocess.run(
        [sys.executable, "-m", "django", "makemessages", "-l", language, "--add-location", "file"],
        cwd=folder,
        env={name: value for name, value in os.environ.items() if not name.startswith("DJANGO")},
        capture_output=True,
        text=True,
    )
    if found.returncode:
        sys.exit(f"{found.stderr}Needs gettext: sudo apt-get install gettext")
    return folder / f"locale/{language}/LC_MESSAGES/django.po"


def updated(catalogue: polib.POFile, collected: polib.POFile) -> polib.POFile:
    """``collected`` with the translations that ``catalogue`` has for the same English.

    The English must be the same to the letter: a guess would be taken for a translation.
    """
    known = {(entry.msgctxt, entry.msgid, entry.msgid_plural): entry for entry in catalogue}
    fresh = polib.POFile(wrapwidth=99)
    fresh.metadata = catalogue.metadata
    for entry in collected:
        if old := known.get((entry.msgctxt, entry.msgid, entry.msgid_plural)):
            entry.msgstr, entry.msgstr_plural = old.msgstr, old.msgstr_plural
        fresh.append(entry)
    return fresh


if __name__ == "__main__":
    main()
