"""Pictures that say whose document this is and how to check it: logos and the code to scan."""

import base64

import segno
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _


def check_picture(address: str) -> SafeString | str:
    """A code for a phone's camera; empty without an address."""
    if not address:
        return ""
    title = _("Code to scan: leads to the page where this file can be checked")
    svg = segno.make_qr(address, error="m").svg_inline(
        title=title, border=2, omitsize=True, light="#ffffff"
    )
    return mark_safe(svg)


def logo_picture(side: str, logo) -> SafeString:
    data = base64.b64encode(logo.content).decode()
    alt = _("Logo: %(side)s") % {"side": side}
    return format_html('<img src="data:{};base64,{}" alt="{}">', logo.media_type, data, alt)
