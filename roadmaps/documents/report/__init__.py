"""What every document says, in words of the reader's language and in order.

``report_of`` looks up, translates and groups what the content holds; it computes no result.
Figures stay numbers, so that each document rounds them only where it shows them.
"""

from roadmaps.documents.report.changes import changes_part
from roadmaps.documents.report.closing import closing_part
from roadmaps.documents.report.diagnostic import diagnostic_part
from roadmaps.documents.report.last_round import last_round_part
from roadmaps.documents.report.opening import opening_part
from roadmaps.documents.report.plan import plan_part
from roadmaps.documents.report.schedule import schedule_part
from roadmaps.editions import Edition
from roadmaps.typography import cleaned


def report_of(edition: Edition) -> dict:
    """Keys: those of the parts, ``changes`` and ``last_round``.

    Call it with the edition's language active.
    """
    content, labels = cleaned(edition.content), cleaned(edition.labels)
    diagnostic = diagnostic_part(content, labels)
    plan = plan_part(content, labels)
    return (
        opening_part(edition, content, labels, diagnostic, plan)
        | diagnostic
        | plan
        | schedule_part(edition, content)
        | closing_part(edition, content)
        | {"changes": changes_part(edition)}
        | {"last_round": last_round_part(content, diagnostic["questions"])}
    )
