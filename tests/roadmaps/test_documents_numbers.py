"""One set of results: every file shows the same figures, and no other."""

import csv
import io
import json
import re
import zipfile
from decimal import Decimal

import docx
import openpyxl
import pytest

from roadmaps.documents import render
from roadmaps.typography import NONE, figure, signed
from tests.roadmaps.content_builder import make_edition
from tests.roadmaps.printing import draft


@pytest.fixture(scope="module")
def results():
    return draft().edition.content["results"]


@pytest.fixture(scope="module")
def workbook():
    return openpyxl.load_workbook(io.BytesIO(render("xlsx", draft().edition)))


@pytest.fixture(scope="module")
def word():
    return docx.Document(io.BytesIO(render("docx", draft().edition)))


def rows_of(sheet):
    heads, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(heads, row, strict=True)) for row in rows]


def tables_of(document, first_heads):
    """Cells of the tables whose head begins so."""
    found = [[cell.text for cell in row.cells] for t in document.tables for row in t.rows]
    heads = None
    for cells in found:
        if cells[: len(first_heads)] == first_heads:
            heads = cells
        elif heads and len(cells) == len(heads):
            yield dict(zip(heads, cells, strict=True))
        else:
            heads = None


def flat(text):
    return re.sub(r"\s+", " ", text)


def test_the_pdf_shows_each_questions_medians_gap_and_joint_level(results):
    for question in results["questions"]:
        medians = {side["side"]: side["median"] for side in question["sides"]}
        shown = [figure(medians["MOH"]), figure(medians["MOF"]), signed(question["gap"])]
        row = f"{shown[0]} {shown[1]} {shown[2]} {question['reading']} {figure(question['joint'])}"

        assert row in draft().words


def test_the_pdf_shows_each_sides_counts(results):
    for question in results["questions"]:
        for side in question["sides"]:
            if side["counts"]:
                counts = " ".join(map(str, side["counts"]))
                tail = f"{side['dont_know']} {side['not_applicable']} {side['blank']}"
                assert f"{counts} {tail} {figure(side['median'])}" in draft().words


def test_word_shows_the_same_medians_gaps_and_joint_levels(word, results):
    shown = {row["Code"]: row for row in tables_of(word, ["Code", "Question", "MOH"])}

    for question in results["questions"]:
        medians = {side["side"]: side["median"] for side in question["sides"]}
        row = shown[question["code"]]
        assert row["MOH"] == figure(medians["MOH"])
        assert row["MOF"] == figure(medians["MOF"])
        assert row["Gap"].split()[0] == signed(question["gap"])
        assert row["Joint level"].split()[0] == figure(question["joint"])


def test_excel_holds_the_exact_figures_as_numbers(workbook, results):
    shown = {row["code"]: row for row in rows_of(workbook["questions"])}

    for question in results["questions"]:
        row = shown[question["code"]]
        for name in ("gap", "joint", "benchmark"):
            assert row[name] == question[name]
            assert not isinstance(row[name], str)


def test_excel_holds_each_sides_figures_and_leaves_withheld_ones_empty(workbook, results):
    shown = {(row["question"], row["side"]): row for row in rows_of(workbook["sides"])}
    sides = [(q["code"], side) for q in results["questions"] for side in q["sides"]]

    assert len(shown) == len(sides)
    for code, side in sides:
        row = shown[code, side["side"]]
        for name in ("respondents", "levels", "dont_know", "blank", "median"):
            assert row[name] == side[name]
        for name in ("mean", "consensus"):  # of which a workbook keeps 16 digits
            assert row[name] == (side[name] and pytest.approx(side[name], rel=1e-14))
        counts = [row[f"level_{level}"] for level in (1, 2, 3, 4)]
        assert counts == (side["counts"] or [None] * 4)
        assert row["suppressed"] == int(side["suppressed"])


@pytest.mark.parametrize("kind", ["stages", "objectives"])
def test_groups_have_one_level_in_every_file(kind, results, workbook, word):
    in_excel = {row["code"]: row for row in rows_of(workbook[kind])}
    head = {"stages": "Stage", "objectives": "Objective"}[kind]
    in_word = {row["Code"]: row for row in tables_of(word, ["Code", head])}

    for group in results[kind]:
        assert in_excel[group["code"]]["level"] == group["level"]
        assert in_excel[group["code"]]["scored"] == group["scored"]
        assert in_word[group["code"]]["Level"] == figure(group["level"])
        told = f"{group['scored']} of {group['applicable']}"
        assert in_word[group["code"]]["Scored"] == f"{told} scored"
        assert told in draft().words


@pytest.fixture(scope="module")
def archive():
    return zipfile.ZipFile(io.BytesIO(render("csv", draft().edition)))


def csv_rows(archive, name):
    return list(csv.DictReader(io.StringIO(archive.read(name).decode("utf-8-sig"))))


def test_json_is_the_results_object_itself(results):
    assert json.loads(render("json", draft().edition)) == results


def test_the_long_table_holds_every_figure_exactly(archive, results):
    found = {
        (row["unit"], row["code"], row["function"], row["side"], row["measure"]): row["value"]
        for row in csv_rows(archive, "results.csv")
    }

    for question in results["questions"]:
        code = question["code"]
        assert found["question", code, "", "", "joint"] == written(question["joint"])
        assert found["question", code, "", "", "gap"] == unguarded(question["gap"])
        for side in question["sides"]:
            for name in ("respondents", "levels", "dont_know", "median", "mean", "consensus"):
                assert found["side", code, "", side["side"], name] == written(side[name])
            for level, count in enumerate(side["counts"] or [None] * 4, start=1):
                assert found["side", code, "", side["side"], f"level_{level}"] == written(count)
    for unit, groups in (("stage", "stages"), ("objective", "objectives")):
        for group in results[groups]:
            assert found[unit, group["code"], "", "", "level"] == written(group["level"])
            assert found[unit, group["code"], "", "", "scored"] == written(group["scored"])
    for cell in results["cells"]:
        place = ("cell", cell["stage"], cell["function"], "")
        assert found[*place, "level"] == written(cell["level"])
    reached = results["at_benchmark"]
    assert found["workshop", "", "", "", "questions_at"] == written(reached["at"])


def written(value):
    return "" if value is None else str(value)


def unguarded(value):
    """A table's cell that begins with a sign gets one mark more."""
    return f"'{value}" if value is not None and value < 0 else written(value)


def test_the_codebook_of_the_long_table_explains_each_of_its_codes(archive):
    known = {(row["column"], row["code"]) for row in csv_rows(archive, "codebook.csv")}
    rows = csv_rows(archive, "results.csv")
    coded = ("unit", "measure", "side", "function")
    used = {(column, row[column]) for row in rows for column in coded if row[column]}
    used |= {
        (row["measure"], row["value"])
        for row in rows
        if row["measure"] in ("band", "reading", "verdict", "basis") and row["value"]
    }

    assert used <= known


def test_the_figures_say_that_they_are_a_draft(archive):
    about = archive.read("about.txt").decode("utf-8-sig")

    assert "Draft: not signed · Not for circulation" in about


def test_every_sheet_is_printed_with_the_state_at_its_head(workbook):
    heads = {sheet.title: sheet.oddHeader.left.text for sheet in workbook}

    assert all("Draft: not signed · Not for circulation" in head for head in heads.values())


def test_every_page_of_the_word_file_says_its_state(word):
    for section in word.sections:
        head = " ".join(paragraph.text for paragraph in section.header.paragraphs)
        assert "Draft: not signed · Not for circulation" in head


def test_the_headline_is_the_same_in_every_file(results, workbook, word):
    at, of = results["at_benchmark"]["at"], results["at_benchmark"]["of"]
    told = f"{at} of {of} questions with a joint level reach the benchmark (3)."
    about = {row["about"]: row["value"] for row in rows_of(workbook["about"])}

    assert told in draft().words
    assert told in [paragraph.text for paragraph in word.paragraphs]
    assert (about["Questions at the benchmark"], about["Questions with a joint level"]) == (at, of)


def test_costs_are_the_same_in_every_file(workbook, word):
    content = draft().edition.content
    in_excel = {row["id"]: row["cost"] for row in rows_of(workbook["actions"])}
    in_word = {row["Id"]: row["Cost"] for row in tables_of(word, ["Id", "Action"])}

    for action in content["actions"]:
        if action["cost"] is None:
            assert (in_excel[action["id"]], in_word[action["id"]]) == (None, NONE)
        else:
            cost = Decimal(action["cost"])
            assert Decimal(str(in_excel[action["id"]])) == cost
            told = in_word[action["id"]]
            assert Decimal(told.split()[0].replace(",", "")) == cost
            assert told in draft().words


def test_priorities_are_in_one_order_in_every_file(workbook, word):
    refs = [ref for ref in draft().edition.content["priority_order"] if ref != "B8"]
    in_excel = {row["rank"]: row["ref"] for row in rows_of(workbook["bottlenecks"]) if row["rank"]}
    in_word = [row["Code"] for row in tables_of(word, ["Rank", "Code"])]
    titles = {row["ref"]: row["title"] for row in draft().edition.content["bottlenecks"]}

    assert [in_excel[rank] for rank in sorted(in_excel)] == refs
    assert in_word == refs
    first, second = (draft().pages[2].index(titles[ref]) for ref in refs[:2])
    assert first < second


def test_word_says_on_every_page_that_it_is_a_draft(word):
    (header,) = {p.text for s in word.sections for p in s.header.paragraphs if p.text}

    assert "Illustrative data · Draft: not signed · Not for circulation" in header


def test_word_repeats_table_heads_and_keeps_rows_whole(word):
    for table in word.tables:
        assert all("w:cantSplit" in row._tr.xml for row in table.rows)
    heads = [table.rows[0] for table in word.tables if table.rows[0].cells[0].text == "Id"]
    assert heads
    assert all("w:tblHeader" in row._tr.xml for row in heads)


def test_word_has_real_headings_in_the_order_of_the_pdf(word):
    found = [p.text for p in word.paragraphs if p.style.name == "Heading 1"]

    assert found == [
        "Contents",
        "Summary",
        "How to read it",
        "Results by stage of the budget cycle",
        "Results by objective",
        "Disagreements and how they were settled",
        "Facts of record",
        "Bottlenecks and their causes",
        "Priorities",
        "Actions",
        "The actions by quarter",
        "Each action in detail",
        "What it costs and who pays",
        "Open items",
        "Who took part",
        "Sign-off",
        "Annex: every question",
        "Sources and method",
    ]


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_hostile_text_is_only_text(kind):
    hostile = '=HYPERLINK("http://127.0.0.1/")<b>&\x07\u202e\U0001f600'
    edition = make_edition(questions=2, actions=2, text=hostile)

    content = render(kind, edition)

    if kind == "docx":
        found = "\n".join(p.text for p in docx.Document(io.BytesIO(content)).paragraphs)
    else:
        sheet = openpyxl.load_workbook(io.BytesIO(content))["actions"]
        assert {cell.data_type for row in sheet for cell in row} <= {"s", "n"}
        found = rows_of(sheet)[0]["action"]
    assert '=HYPERLINK("http://127.0.0.1/")<b>&\U0001f600' in found


def test_the_codebook_explains_every_code_of_the_other_sheets(workbook):
    known = {(row["column"], str(row["code"])) for row in rows_of(workbook["codebook"])}
    used = {
        (column, str(row[column]))
        for title in ("questions", "sides", "stages", "heat_map", "bottlenecks", "actions")
        for row in rows_of(workbook[title])
        for column in ("side", "function", "band", "reading", "verdict", "basis", "state", "status")
        if row.get(column)
    }

    assert used <= known


def test_excels_columns_are_as_wide_as_what_they_hold_within_reason(workbook):
    about, questions = workbook["about"], workbook["questions"]

    assert about.column_dimensions["B"].width > 60  # the digest
    assert questions.column_dimensions["F"].width > 60  # the wording of a question
    assert questions.column_dimensions["A"].width < 12
