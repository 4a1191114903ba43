import json

from django.core.management.base import BaseCommand

from alignment.commanding import workshop_by_code
from diagnostics.queries import results_of
from diagnostics.results import as_json


class Command(BaseCommand):
    help = "Print the disclosed results of a workshop as JSON (docs/results.schema.json)."

    def add_arguments(self, parser):
        parser.add_argument("code", help="the workshop's code")

    def handle(self, *, code, **options):
        results = as_json(results_of(workshop_by_code(code)))
        self.stdout.write(json.dumps(results, ensure_ascii=False, indent=2))
