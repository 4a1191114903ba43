"""Each import contract of pyproject.toml is kept, and fails when it is broken on purpose."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

PACKAGES = ["config", "accounts", "alignment", "diagnostics", "roadmaps"]


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """The project's own code, somewhere it may be spoilt."""
    folder = tmp_path_factory.mktemp("contracts")
    for package in PACKAGES:
        shutil.copytree(
            settings.BASE_DIR / package,
            folder / package,
            ignore=shutil.ignore_patterns("__pycache__", "migrations"),
        )
    shutil.copy(settings.BASE_DIR / "pyproject.toml", folder)
    return folder


def broken_contracts(folder):
    program = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [program, "--no-cache"],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(folder), "COLUMNS": "200"},
        capture_output=True,
        text=True,
    )
    return [line for line in done.stdout.splitlines() if line.endswith(" BROKEN")]


def test_the_contracts_are_kept(copy):
    assert broken_contracts(copy) == []


@pytest.mark.parametrize(
    ("module", "imported", "contract"),
    [
        ("alignment/models/agenda.py", "roadmaps.models", "Stages flow one way"),
        ("diagnostics/scoring.py", "roadmaps.vocabulary", "Stages flow one way"),
        ("accounts/models.py", "alignment.vocabulary", "Stages flow one way"),
        ("alignment/seats.py", "config.env", "Stages flow one way"),
        (
            "alignment/models/agenda.py",
            "alignment.services.people",
            "Inside a stage: web above writes above rows",
        ),
        (
            "diagnostics/scoring.py",
            "django.db.models",
            "The arithmetic knows no framework",
        ),
        (
            "roadmaps/prioritisation.py",
            "diagnostics.models",
            "The arithmetic knows no framework",
        ),
    ],
)
def test_a_broken_contract_is_found(copy, module, imported, contract):
    path = copy / module
    sound = path.read_text()
    path.write_text(f"{sound}\nimport {imported}\n")

    found = broken_contracts(copy)

    path.write_text(sound)
    assert f"{contract} BROKEN" in found
