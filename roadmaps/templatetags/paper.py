"""Figures and typed text as documents show them."""

from django import template

from roadmaps import typography

register = template.Library()
register.filter("figure", typography.figure)
register.filter("signed", typography.signed)
register.filter("excerpt", typography.excerpt)
register.filter("direction", typography.direction)
