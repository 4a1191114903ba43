"""The glossary's words in the texts of a page.

``words`` is a ``catalogue.glossary.WordsOfPage``; a page that has none shows its texts plain.
"""

from django import template

register = template.Library()


@register.filter
def explained(text, words):
    """A text in which each term's first place opens its explanation. Not inside a label."""
    return words.marked(text) if words else text


@register.filter
def words_of(question, words):
    """The terms in a question, its reasons and its levels: to list them beneath it."""
    if not words:
        return []
    reasons = (question.local_why_health, question.local_why_finance)
    return words.named_in([question.local_text, *reasons, *question.text_in("levels")])
