"""What the pages for choosing questions read, in a number of queries that never grows."""

from diagnostics.catalogue.choice import Catalogue, Chosen, catalogue_of, chosen_of
from diagnostics.catalogue.library import Library, newest_library
from diagnostics.catalogue.releases import newest_release

__all__ = [
    "Catalogue",
    "Chosen",
    "Library",
    "catalogue_of",
    "chosen_of",
    "newest_library",
    "newest_release",
]
