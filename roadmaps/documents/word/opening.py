"""Cover, contents, summary and how to read it."""

from django.utils.translation import gettext as _

from roadmaps.documents.report import wording
from roadmaps.documents.word import changes
from roadmaps.documents.word.paper import Paper
from roadmaps.typography import figure


def write(paper: Paper, report: dict) -> None:
    cover = report["cover"]
    paper.header(wording.place(cover), wording.stamp(cover))
    paper.footer(_("Page {now} of {all}"))
    _cover(paper, cover)
    paper.heading(_("Contents"), new_page=True)
    paper.contents(_("Press F9 in Word to fill in the contents."))
    _summary(paper, report)
    changes.write(paper, report)
    _how_to_read(paper, report)


def _cover(paper, cover):
    paper.logos(
        (_("Logo: %(side)s") % {"side": side}, logo.content) for side, logo in cover["logos"]
    )
    paper.text(cover["country"], "Subtitle")
    paper.document.add_heading(_("Policy roadmap"), 0)
    paper.text(_("Aligning public financial management and health financing"), "Subtitle")
    for title, told in wording.state_marks(cover):
        paper.text(title, bold=True)
        paper.text(told)
    paper.pairs(
        [
            (_("Workshop"), cover["title"]),
            (_("Dates"), cover["dates"]),
            (_("Venue"), cover["venue"]),
            (_("Version"), wording.version(cover)),
            *((ministry, "\n".join(names)) for ministry, names in cover["ministries"]),
        ]
    )


def _summary(paper, report):
    summary = report["summary"]
    paper.heading(_("Summary"), new_page=True)
    paper.text(wording.headline(report), bold=True)
    heat_map(paper, report["heat_map"])
    paper.heading(_("What to do first"), 2)
    if summary["priorities"]:
        for row in summary["priorities"]:
            paper.text(f"{row['priority']['rank']}. {row['title']} ({row['ref']})")
    else:
        paper.text(_("The bottlenecks have not been scored by both ministries."))
    paper.heading(_("Where the ministries disagreed most"), 2)
    paper.bullets(map(_disagreement, summary["disagreements"]))
    paper.text(wording.size_of(summary))


def _disagreement(question):
    medians = f"MOH {figure(question['moh'])}, MOF {figure(question['mof'])}"
    return f"{question['text']} ({question['code']}: {medians})"


def heat_map(paper: Paper, heat_map: dict) -> None:
    heads = [_("Stage"), *heat_map["functions"]]
    paper.table(heads, [[row["title"], *map(_cell, row["cells"])] for row in heat_map["rows"]])


def _cell(cell):
    if cell is None:
        return _("no question")
    if cell["level"] is None:
        marks = [f"{figure(joint)} ({code})" for code, joint in cell["marks"]]
        return "\n".join([*marks, wording.scored(cell)])
    return f"{figure(cell['level'])}\n{cell['band_word']}"


def _how_to_read(paper, report):
    how = wording.how_to_read(report)
    paper.heading(_("How to read it"), new_page=True)
    paper.text(how["scale"])
    paper.table([_("Level"), _("Name"), _("In general")], wording.levels(), (20, 40, 110))
    paper.text(how["benchmark"])
    paper.text(how["sides"])
    paper.pairs(wording.terms())
    paper.text(how["hidden"])
