"""The Word file: real styles and real tables, in the order of the PDF."""

import io

from roadmaps.documents.report import report_of
from roadmaps.editions import Edition


def roadmap_docx(edition: Edition) -> bytes:
    from roadmaps.documents.word import closing, opening, plan, results  # noqa: PLC0415 -- slow import
    from roadmaps.documents.word.paper import Paper  # noqa: PLC0415

    report = report_of(edition)
    cover = report["cover"]
    title = f"{cover['country']}: {cover['title']}"
    paper = Paper(edition.language, title=title, size=cover["paper"])
    for part in (opening, results, plan, closing):
        part.write(paper, report)
    out = io.BytesIO()
    paper.document.save(out)
    return out.getvalue()
