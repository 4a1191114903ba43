"""A picture as PNG, for files that take no SVG."""

from xml.etree import ElementTree

PIXELS_PER_MM = 12  # about 300 a inch


def png(svg: str, *, millimetres: int) -> bytes:
    """``millimetres``: how wide it is going to stand on paper. Drawn with the system's fonts."""
    import resvg_py  # noqa: PLC0415 -- only the document worker needs it

    width = millimetres * PIXELS_PER_MM
    return bytes(resvg_py.svg_to_bytes(svg_string=str(svg), width=width, background="#ffffff"))


def title_of(svg: str) -> str:
    """A picture's alternative text."""
    return ElementTree.fromstring(svg).findtext("{*}title", "")
