from alignment.importing import ImportCommand
from diagnostics.importers import ANSWERS


class Command(ImportCommand):
    help = "Adds answers from paper forms (CSV or XLSX), all rows or none."
    importer = ANSWERS
