"""The language of a text that is not in the page's."""

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.translation import get_language

register = template.Library()


@register.simple_tag
def language_of(row, field):
    """Attributes for the element that holds ``row.text_in(field)``; none in the page's language."""
    language = row.language_of(field)
    if language in ("", get_language()):
        return ""
    direction = "rtl" if language.split("-")[0] in settings.LANGUAGES_BIDI else "ltr"
    return format_html(' lang="{}" dir="{}"', language, direction)
