"""The virtual environment: made once, filled again only when a requirements file changes."""

import hashlib
import importlib.util
import subprocess
import sys

from scripts import ROOT, debian

VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
EVERYTHING = "requirements-dev.txt"  # includes requirements.txt


def prepare(requirements: str) -> None:
    """Leave .venv with everything of ``requirements``; stop with a sentence when impossible."""
    if sys.version_info < (3, 11):  # noqa: UP036 -- an older Python may be the one on the path
        sys.exit(f"Accord needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    if not PYTHON.exists():
        _make()
    if not any(_is_filled(name) for name in (requirements, EVERYTHING)):
        _fill(requirements)
        _stamp(requirements).write_text(_digest())


def _make():
    if importlib.util.find_spec("ensurepip") is None and not debian.install(["python3-venv"]):
        sys.exit("Then run this again.")
    # A half-made environment of an earlier, interrupted start is replaced.
    subprocess.run([sys.executable, "-m", "venv", "--clear", VENV], check=True)


def _fill(requirements):
    print("Installing Python packages; the first time takes a few minutes.", flush=True)
    pip = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    if subprocess.run([*pip, "-r", ROOT / requirements]).returncode:
        sys.exit("The Python packages could not be installed. Check the network and try again.")


def _is_filled(requirements):
    stamp = _stamp(requirements)
    return stamp.exists() and stamp.read_text() == _digest()


def _stamp(requirements):
    return VENV / f".installed-{requirements}"


def _digest():
    """Of both requirements files, since one includes the other, and of the interpreter."""
    texts = [path.read_bytes() for path in sorted(ROOT.glob("requirements*.txt"))]
    return hashlib.sha256(b"".join([*texts, sys.version.encode()])).hexdigest()
