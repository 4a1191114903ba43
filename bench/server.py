"""The production server on a free loopback port: granian, two processes of one thread."""

import contextlib
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from scripts import ROOT
from scripts.postgres import free_port

GRANIAN = Path(sys.executable).with_name("granian")


@contextlib.contextmanager
def running():
    """Yields (port, process id of the server). It ends with the block."""
    port = free_port()
    command = [GRANIAN, "--interface", "wsgi", "--workers", "2", "--blocking-threads", "1"]
    command += ["--host", "127.0.0.1", "--port", str(port), "--log-level", "warning"]
    server = subprocess.Popen([*command, "bench.wsgi:application"], cwd=ROOT, env=os.environ)
    try:
        _wait(port, server)
        yield port, server.pid
    finally:
        server.terminate()
        server.wait(timeout=30)


def _wait(port, server):
    for _ in range(100):
        if server.poll() is not None:
            sys.exit("The server did not start; its message is above.")
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/accounts/login/", timeout=10).close()
            return
        except urllib.error.HTTPError as error:
            sys.exit(f"The server answers with {error}.")
        except OSError:
            time.sleep(0.2)
    sys.exit("The server did not answer.")
