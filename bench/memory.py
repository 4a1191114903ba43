"""What a web process and the document worker hold, at most, in megabytes."""

import os
import subprocess
import sys
import urllib.request
from pathlib import Path

from bench import server
from bench.findings import Finding
from bench.roadmap import workshop_with
from bench.visitors import session_of
from roadmaps.models import Document
from roadmaps.services.documents import request_document
from scripts import ROOT

PAGES = (
    "",
    "people/",
    "objectives/",
    "questions/",
    "run/",
    "compare/",
    "agree/",
    "bottlenecks/",
    "priorities/",
    "roadmap/",
)


def findings():
    workshop = workshop_with(80)
    yield Finding("memory", "a web process, after every page", _of_web_process(workshop), 150, "MB")
    for actions, budget in ((80, 300), (1500, 1000)):
        if actions > 80:
            workshop = workshop_with(actions)
        most = _of_worker(workshop)
        yield Finding("memory", f"the worker at {actions:,} actions", most, budget, "MB")


def _of_web_process(workshop):
    user = workshop.facilitators.get().user
    with server.running() as (port, pid):
        for _ in range(4):  # either process may answer
            for page in PAGES:
                _visit(f"http://127.0.0.1:{port}/w/{workshop.code}/{page}", session_of(user))
        return max(_most_held(child) for child in _children(pid))


def _visit(url, session):
    request = urllib.request.Request(url, headers={"Cookie": f"sessionid={session}"})
    with urllib.request.urlopen(request, timeout=60) as page:
        assert page.url == url, f"{url} led to {page.url}"
        page.read()


def _children(pid) -> list[int]:
    tasks = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for task in tasks for child in task.read_text().split()]


def _most_held(pid) -> float:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return 0.0


def _of_worker(workshop):
    """It renders every kind, one after the other, in one process."""
    asked = [
        request_document(workshop=workshop, kind=kind, language="en").pk
        for kind in Document.Kind.values
    ]
    worker = subprocess.Popen(
        [sys.executable, "manage.py", "db_worker", "--batch", "-v0"], cwd=ROOT, env=os.environ
    )
    _, status, usage = os.wait4(worker.pid, 0)
    worker.returncode = os.waitstatus_to_exitcode(status)
    ready = Document.objects.filter(pk__in=asked, state=Document.State.READY).count()
    assert ready == len(asked), f"Only {ready} of {len(asked)} documents were rendered."
    return usage.ru_maxrss / 1024
