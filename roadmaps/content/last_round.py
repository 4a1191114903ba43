"""The last round beside this one, as it was when the content was built."""

from diagnostics.last_round import last_round_of, questions_of, rounds_of
from diagnostics.rounds import as_plain


def last_round_part(workshop, languages) -> dict:
    """Empty without a last round. Kept with a signed version, so that it outlives that round."""
    last = last_round_of(workshop)
    if last is None:
        return {}
    asked_then, asked_now = questions_of(last), questions_of(workshop)
    found = as_plain(rounds_of(last, workshop, asked_then, asked_now))
    gone = [_worded(asked_then[code], languages) for code in found["only_then"]]
    days = {"starts_on": last.starts_on.isoformat(), "ends_on": last.ends_on.isoformat()}
    return {"last_round": {"title": last.title} | days | found | {"only_then": gone}}


def _worded(question, languages):
    texts = {language: question.text_in("text", language) for language in languages}
    return {"code": question.code, "texts": texts}
