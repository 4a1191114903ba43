"""The product as it stands on a laptop: a copy of this checkout that `make run` starts."""

import os
import re
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

NOT_COPIED = (".venv", ".git", "node_modules", "data", "staticfiles", "__pycache__", ".*_cache")


def copy_to(folder: Path) -> Path:
    """A checkout without its data, with the environment already made."""
    shutil.copytree(settings.BASE_DIR, folder, ignore=shutil.ignore_patterns(*NOT_COPIED))
    (folder / ".venv").symlink_to(sys.prefix)
    return folder


@dataclass(frozen=True)
class Laptop:
    """``printed``: what `make run` said up to its last line."""

    process: subprocess.Popen
    port: int
    printed: str

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def told(self, what: str) -> str:
        return re.search(rf"{what} +(\S+)$", self.printed, re.MULTILINE).group(1)

    def stop(self) -> str:
        """Ctrl-C; what was printed since."""
        self.process.send_signal(signal.SIGINT)
        rest, _ = self.process.communicate(timeout=60)
        assert self.process.returncode == 0
        return rest

    def cut_the_power(self) -> None:
        """Everything ends at once, with nothing said to anybody."""
        started = _children(self.process.pid)
        self.process.kill()
        for pid in started:  # each leads a group of its own
            os.killpg(pid, signal.SIGKILL)
        self.process.communicate(timeout=60)


def start(checkout: Path, port: int, **variables) -> Laptop:
    environment = {"PATH": os.environ["PATH"], "HOME": str(checkout), "PORT": str(port)}
    process = subprocess.Popen(
        [sys.executable, "-m", "scripts.run"],
        cwd=checkout,
        env=environment | variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    return Laptop(process, port, _printed(process))


def _printed(process) -> str:
    lines = []
    for line in process.stdout:
        lines.append(line)
        if "make run LAN=1" in line:
            return "".join(lines)
    process.communicate()  # it has ended; nothing of it reaches the next test
    raise AssertionError("".join(lines))


def _children(pid) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
