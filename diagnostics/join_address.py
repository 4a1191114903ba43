"""The address that stands on the wall, and its picture for a phone's camera."""

import ipaddress
from urllib.parse import urlsplit

import segno
from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe


def join_url(request, workshop) -> str:
    """Where phones go. PUBLIC_URL when it is set; else an address that others can reach.

    A facilitator who looks at the laptop's own 127.0.0.1 is shown the network address under
    which the laptop also answers, when it has one.
    """
    path = reverse("diagnostics:join", args=[workshop.code])
    if settings.PUBLIC_URL:
        return settings.PUBLIC_URL.rstrip("/") + path
    address = request.build_absolute_uri(path)
    reachable = [host for host in settings.ALLOWED_HOSTS if _is_reachable(host)]
    if only_on_this_machine(address) and reachable:
        port = urlsplit(address).port
        place = f"{reachable[0]}:{port}" if port else reachable[0]
        return f"{request.scheme}://{place}{path}"
    return address


def only_on_this_machine(address: str) -> bool:
    return _is_loopback(urlsplit(address).hostname or "")


def qr_code(address: str) -> SafeString:
    """SVG without inline styles; the colours come from the style sheet's ``.qr-code``."""
    svg = segno.make_qr(address, error="m").svg_inline(
        svgclass="qr-code", lineclass="qr-code__dots", omitsize=True, border=4, light="#fff"
    )
    return mark_safe(svg)


def _is_reachable(host: str) -> bool:
    return not (host.startswith((".", "*")) or _is_loopback(host.strip("[]")))


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host in ("localhost", "testserver")
