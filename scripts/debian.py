"""Debian packages: which are missing, and getting them when we may."""

import os
import shutil
import subprocess

# WeasyPrint draws the documents with Pango; Noto has the letters of every language.
TO_RUN = (
    "libpango-1.0-0",
    "libpangoft2-1.0-0",
    "libharfbuzz-subset0",
    "fontconfig",
    "fonts-noto-core",
)
# libatomic1 is for Playwright, which brings the rest of what it needs.
TO_TEST = (*TO_RUN, "chromium", "libatomic1", "postgresql", "poppler-utils", "gettext")


def is_installed(package: str) -> bool:
    status = subprocess.run(
        ["dpkg-query", "--show", "--showformat=${db:Status-Status}", package],
        capture_output=True,
        text=True,
    )
    return status.stdout == "installed"


def missing(packages) -> list[str]:
    """Those not installed. On a system without dpkg nobody can tell, so none."""
    if shutil.which("dpkg-query") is None:
        return []
    return [package for package in packages if not is_installed(package)]


def install(packages) -> bool:
    """Install what is missing. False, after one sentence, where we may not or cannot."""
    wanted = missing(packages)
    if not wanted:
        return True
    if os.geteuid() != 0:
        print(f"Please install these Debian packages: sudo apt-get install {' '.join(wanted)}")
        return False
    print(f"Installing Debian packages: {' '.join(wanted)}", flush=True)
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "-y", "--no-install-recommends", *wanted]):
        done = subprocess.run(
            ["apt-get", "-qq", *command], env=environment, stdout=subprocess.DEVNULL
        )
        if done.returncode:
            print("apt-get failed; its message is above. Check the network and try again.")
            return False
    return True
