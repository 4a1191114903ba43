"""`make bench`: prepares the environment, then measures. See bench/__main__.py."""

import subprocess
import sys

from scripts import ROOT, debian, environment


def main():
    if not debian.install((*debian.TO_RUN, "postgresql")):
        sys.exit(1)
    environment.prepare("requirements.txt")
    done = subprocess.run([environment.PYTHON, "-m", "bench", *sys.argv[1:]], cwd=ROOT)
    sys.exit(done.returncode)


if __name__ == "__main__":
    main()
