"""Addresses that outlive the room."""

from django.conf import settings
from django.urls import reverse


def check_url(version) -> str:
    """Where anybody who holds the signed file can check it; empty where no address outlives
    the room, or where the version was signed before there was such a page.
    """
    if not (settings.PUBLIC_URL and version.token):
        return ""
    return settings.PUBLIC_URL.rstrip("/") + reverse("roadmaps:check", args=[version.token])
