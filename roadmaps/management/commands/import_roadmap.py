from alignment.importing import ImportCommand
from roadmaps.importers import ROADMAP


class Command(ImportCommand):
    help = "Adds bottlenecks and actions from a table (CSV or XLSX), all rows or none."
    importer = ROADMAP
