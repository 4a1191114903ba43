"""The content object: everything that a roadmap's pages and documents show, as plain values.

``roadmap_content`` builds it and ``content_digest`` names it. A signature stands under the
digest, a signed version stores the object, and documents receive it and can reach nothing
behind it. Nothing in it moves by itself: a phone that joins, or an answer to a question that
is not revealed, changes no digest. Keys, in order:

``schema``        "accord-roadmap/1"
``language``      in which to show it; a key of ``labels``. Not under the digest
``labels``        {language: {country, stages {code: title}, objectives {code: title},
                  questions {code: {text, levels [4], figures {code: label}}}}} for every
                  language of the workshop and the one asked for. Not under the digest: one
                  content, one digest
``workshop``      {code, title, country, starts_on, ends_on, venue, fiscal_year_start_month,
                  illustrative, and rehearsal (True) while it is one}; dates are ISO
``benchmark``     3 or 4
``threshold``     k of the disclosure rule
``results``       diagnostics.results.as_json; a question not yet revealed has no ``sides``
``questions``     [{code, stage, text, levels [4], gateway, own, outcome ("", agreed,
                  no_agreement, not_applicable), agreed_level, reason, dissents
                  [{institution, text}], facts [{code, label, unit, value, year, source,
                  provided_by}], sources [key], and where the plenary has one verdict (shared,
                  shared_with_different_reasons, differ)}]; texts as the bank words them
``stages``        [{code, title}]
``objectives``    [{code, title}]: the kept ones
``bottlenecks``   kept and parked: [{ref "B1", title, description, stage (code or None),
                  objectives [code], causes [{text, type, evidence, and step (2 to 5) behind
                  the last cause of the step before}], questions [code], state, vetoed,
                  needs_political_decision, priority, and where filled apart_reason,
                  parked_reason, reshaped (True: merged or split after it was scored), gates
                  {route, first, depends_on [ref], condition}}] where ``priority`` is
                  {rank (1.. or None), product, urgency, spread (None while unscored),
                  unscored, apart, scores [{side, scores, impact, feasibility, urgency,
                  product, suppressed}]}
``priority_order``  refs of kept bottlenecks: ranked, then unscored, then those standing apart
``actions``       [{id, bottlenecks [ref], stage, objectives, causes [{text, type}], action,
                  change_route, legal_instrument, lead, co_lead, support [..], timeframe,
                  start, due, budget_date ({title, date} or None), indicator, baseline,
                  target, cost ("1250000.50" or None), currency, source, risk, mitigation,
                  depends_on [id], status}]; empty text is "", absent dates are None
``open_items``    [{ref (an action's id or a bottleneck's ref), missing [action, lead, due,
                  indicator, baseline, target, currency, source]}]
``budget_dates``  [{title, date}]: the country's budget calendar; dates repeat every year
``participants``  [{institution, side (code or None), seats, joined (None before the first
                  reveal)}]; never names
``signatures_expected``  [{side, institutions}]: where the ministries' signatories sit
``sources``       {key: entry of BankRelease.sources} of those that the questions cite
``banks``         [{slug, title, version, licence, notice, digest}]
``last_round``    only where there was one: {title, starts_on, ends_on, and diagnostics.rounds
                  .as_plain, in which only_then holds [{code, texts {language: text}}]}. It
                  informs and is not under the digest: that the last round is deleted, or one
                  of its answers published later, makes no signature void
``method``        {published_answers, paper_answers, early_answers}: all published answers of the
                  whole workshop, those entered from paper, those given before it by a link
"""

import hashlib
import json

from roadmaps.content.diagnostic import diagnostic_part
from roadmaps.content.labels import labels_of
from roadmaps.content.last_round import last_round_part
from roadmaps.content.plan import plan_part

SCHEMA = "accord-roadmap/1"
NOT_SIGNED = ("language", "labels", "last_round")


def roadmap_content(workshop, language: str) -> dict:
    """The content as it stands now, to be shown in ``language``."""
    languages = dict.fromkeys([language, *workshop.languages])
    head = {"schema": SCHEMA, "language": language, "labels": labels_of(workshop, languages)}
    return head | _to_be_signed(workshop) | last_round_part(workshop, languages)


def present_digest(workshop) -> str:
    """Of the content as it stands now, without building what is not signed."""
    return content_digest(_to_be_signed(workshop))


def _to_be_signed(workshop) -> dict:
    return {"schema": SCHEMA} | diagnostic_part(workshop) | plan_part(workshop)


def canonical(content: dict) -> bytes:
    """What is signed, as JSON with sorted keys, no spaces, in UTF-8."""
    signed = {key: value for key, value in content.items() if key not in NOT_SIGNED}
    text = json.dumps(signed, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode()


def content_digest(content: dict) -> str:
    """SHA-256 of the canonical JSON."""
    return hashlib.sha256(canonical(content)).hexdigest()
