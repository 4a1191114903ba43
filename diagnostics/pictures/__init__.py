"""Results as pictures: drawn once as SVG, from the disclosed results alone.

The same drawing stands on the page, on the wall and in the PDF; `png` makes of it what a Word file
takes. A side keeps its colour and its shape, a level its shade and its number, and everything that
a picture tells is told in words beside it.
"""

from diagnostics.pictures.heat import heat_picture
from diagnostics.pictures.question import question_picture
from diagnostics.pictures.radar import radar_picture
from diagnostics.pictures.raster import png, title_of
from diagnostics.pictures.strip import BARE, strip_along, strip_axis, strip_picture

__all__ = [
    "BARE",
    "heat_picture",
    "png",
    "question_picture",
    "radar_picture",
    "strip_along",
    "strip_axis",
    "strip_picture",
    "title_of",
]
