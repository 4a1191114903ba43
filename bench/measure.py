"""Measures the rows named on the command line against the database of the environment."""

import importlib
import io
import sys

import django

MODULES = {
    "save": "bench.saving",
    "room": "bench.room",
    "results": "bench.results",
    "pdf": "bench.documents",
    "memory": "bench.memory",
}


def main():
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 -- needs the line above

    call_command("migrate", verbosity=0)
    call_command("createcachetable")
    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("load_bank", "fixtures/pfm-hf-alignment", stdout=io.StringIO())
    for row in sys.argv[1:]:
        for finding in importlib.import_module(MODULES[row]).findings():
            print(finding, flush=True)


if __name__ == "__main__":
    main()
