from alignment.importers import PARTICIPANTS
from alignment.importing import ImportCommand


class Command(ImportCommand):
    help = "Adds institutions, seats and people from a table (CSV or XLSX), all rows or none."
    importer = PARTICIPANTS
