"""What was found, question by question."""

from django.utils.translation import gettext as _

from roadmaps.typography import NONE, figure, signed


def not_revealed() -> str:
    return _("Not revealed: the answers are still closed.")


def not_applicable() -> str:
    return _("Does not apply in this country.")


def scored(group) -> str:
    return _("%(scored)d of %(applicable)d scored") % group


def median(question, code) -> str:
    """A side's median, or why there is none."""
    side = next((side for side in question["sides"] if side["code"] == code), None)
    if side is None:
        return NONE
    return (
        _("withheld") if side["suppressed"] and side["median"] is None else figure(side["median"])
    )


def joint(question) -> str:
    """The joint level and where it comes from."""
    if not question["revealed"]:
        return _("not revealed")
    if not question["applicable"]:
        return _("does not apply")
    if question["withheld"] and question["basis"] is None:
        return _("withheld")
    basis = question["basis_word"]
    return f"{figure(question['joint'])} ({basis})" if basis else figure(question["joint"])


def last_round() -> str:
    return _(
        "Levels stand beside each other only where the same question was asked of the same side "
        "in the same way; elsewhere it is said what changed. Both are published results. This "
        "comparison informs: the digest does not cover it."
    )


def answer_heads() -> tuple[str, str, str]:
    return _("Don’t know"), _("Does not apply"), _("No answer")


def said(question) -> str:
    """What each side said, in a line."""
    medians = [f"{side['code']} {median(question, side['code'])}" for side in question["sides"]]
    parts = [", ".join(medians)]
    if question["reading"]:
        parts.append(f"{question['reading_word']} ({signed(question['gap'])})")
    if question["round"] == 2:
        parts.append(_("after a second vote"))
    return " · ".join(parts)


def settled(question) -> str:
    """How the plenary ended it."""
    if question["outcome"] == "agreed":
        told = _("Agreed at level %(level)d") % {"level": question["agreed_level"]}
        worded = question["joint_words"]
        return f"{told}: {worded['words']}" if worded else told
    if question["outcome"] == "no_agreement":
        return _("We do not agree")
    if question["outcome"] == "not_applicable":
        return not_applicable()
    if question["joint"] is None:
        return _("Not settled.")
    level = figure(question["joint"])
    return _("Not settled. The provisional level is %(level)s.") % {"level": level}


def settlement(question) -> list[tuple[str, str]]:
    """Term and text: what was said and found, how it was settled, why, and who dissented."""
    pairs = [
        (_("What each side said"), said(question)),
        (_("Whether they share a view"), question["verdict_words"]),
        (_("How it was settled"), settled(question)),
        (_("Reason"), question["reason"]),
    ]
    pairs += [
        (_("Dissent"), ": ".join(filter(None, (row["institution"], row["text"]))))
        for row in question["dissents"]
    ]
    return [(term, text) for term, text in pairs if text]


def origin(fact) -> str:
    """A fact's source and who gave it."""
    given = f"({fact['provided_by']})" if fact["provided_by"] else ""
    return " ".join(filter(None, (fact["source"], given))) or NONE


def found(question) -> str:
    """The joint level with its wording, in a sentence or two."""
    told = _("Joint level") + f" {joint(question)}"
    if question["joint_words"]:
        told = f"{told}: {question['joint_words']['words']}"
    notes = [told if told.endswith(".") else f"{told}."]
    if "rule_not_applied" in question["flags"]:
        notes.append(_("The rule says more than practice does."))
    notes += [
        _("Half or more of “%(side)s” did not know.") % {"side": side}
        for side in question["unknowing"]
    ]
    return " ".join(notes)
