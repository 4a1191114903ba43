from alignment.importers import AGENDA
from alignment.importing import ImportCommand


class Command(ImportCommand):
    help = "Adds sessions to the agenda from a table (CSV or XLSX), all rows or none."
    importer = AGENDA
