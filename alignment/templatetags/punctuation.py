"""Marks that stand differently in other languages. Every template has them, without a load."""

from django import template
from django.utils.translation import gettext as _

register = template.Library()


@register.simple_tag
def colon():
    """What follows a label: French sets the colon off by a space."""
    return _("%(label)s:") % {"label": ""}
