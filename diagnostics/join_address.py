"""The address that stands on the wall, and its picture for a phone's camera."""

import ipaddress
from urllib.parse import urlsplit

import segno
from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe


def join_url(request, workshop) -> str:
    """Where phones go to join."""
    return base_address(request, workshop) + reverse("diagnostics:join", args=[workshop.code])


def base_address(request, workshop) -> str:
    """The address confirmed for this workshop while it still leads here, else the first found."""
    found = addresses(request)
    return found[0] if has_moved(request, workshop) else workshop.join_address or found[0]


def has_moved(request, workshop) -> bool:
    """The server no longer answers at the address that poster and slips carry."""
    return bool(workshop.join_address) and workshop.join_address not in addresses(request)


def addresses(request) -> list[str]:
    """Where phones find this server, best first, without a slash at the end; never empty.

    PUBLIC_URL when it is set, the address of this page, and every other network address under
    which the laptop also answers. The laptop's own 127.0.0.1 only where there is nothing else.
    """
    own = f"{request.scheme}://{request.get_host()}"
    port = urlsplit(own).port
    hosts = [host for host in settings.ALLOWED_HOSTS if _is_reachable(host)]
    end = f":{port}" if port else ""
    others = [f"{request.scheme}://{host}{end}" for host in hosts]
    known = [settings.PUBLIC_URL.rstrip("/"), own, *others]
    reachable = [each for each in known if each and not only_on_this_machine(each)]
    return list(dict.fromkeys(reachable)) or [own]


def only_on_this_machine(address: str) -> bool:
    return _is_loopback(urlsplit(address).hostname or "")


def qr_code(content: str) -> SafeString:
    """SVG without inline styles; the colours come from the style sheet's ``.qr-code``."""
    svg = segno.make_qr(content, error="m").svg_inline(
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
