"""Pictures with letters that join, for paper.

WeasyPrint sets the words of an SVG letter by letter: Arabic letters stand apart and in the wrong
order, Lao marks beside their letters. Such a picture goes into the page as a PNG, drawn by a
library that shapes words; its alternative text and the words beside it stay text.
"""

import base64
import re
import unicodedata

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from diagnostics.pictures.raster import png, title_of

_PICTURE = re.compile(r'<svg [^>]*class="picture[^"]*"[^>]*>.*?</svg>', re.DOTALL)
_WORDS = re.compile(r"<text\b[^>]*>([^<]*)</text>")
_JOINING = re.compile(
    "[\u0590-\u08ff\u0900-\u0fff\u1000-\u109f\u1780-\u17ff\ufb1d-\ufdff\ufe70-\ufefc]"
)
WHOLE_PAGE, COLUMN = 170, 90  # millimetres
WIDE = 500  # units from which on a picture takes the page's whole width


def for_paper(html: str) -> SafeString:
    """The page with each such picture drawn; all others stay as they are."""
    return mark_safe(_PICTURE.sub(lambda found: _drawn(found[0]), html))


def joins(svg: str) -> bool:
    """Whether letter by letter its words would be wrong."""
    words = "".join(_WORDS.findall(svg))
    return bool(_JOINING.search(words)) or any(map(unicodedata.combining, words))


def _drawn(svg: str) -> str:
    if not joins(svg):
        return svg
    units = float(re.search(r'viewBox="0 0 ([\d.]+)', svg)[1])
    content = png(svg, millimetres=WHOLE_PAGE if units > WIDE else COLUMN)
    source = "data:image/png;base64," + base64.b64encode(content).decode()
    return format_html('<img class="picture" alt="{}" src="{}">', title_of(svg), source)
