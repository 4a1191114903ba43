"""`load_bank --check`: what it tells an editor about a bank that can be read."""

import pytest
from django.conf import settings

from diagnostics.bank.reading import examine_bank, read_bank
from diagnostics.bank.report import bank_report
from diagnostics.bank.report.likeness import alike
from diagnostics.bank.report.reading_grade import grade
from diagnostics.bank.report.texts import Text
from tests.diagnostics.banks import complete_bank, write_bank


def report_on(tmp_path, files, **options):
    return list(bank_report(read_bank(write_bank(tmp_path, files)), **options))


def section(lines, begins):
    """The lines of one section, without its title."""
    first = next(n for n, line in enumerate(lines) if line.startswith(begins))
    end = lines.index("", first) if "" in lines[first:] else len(lines)
    return lines[first + 1 : end]


def first_question(files):
    return files["F-formulation.yaml"]["questions"][0]


def test_the_bank_that_accord_brings_keeps_every_rule_and_has_no_loose_ends():
    bank, faults = examine_bank(settings.BASE_DIR / "fixtures" / "pfm-hf-alignment")

    assert faults == []
    said = "\n".join(bank_report(bank))
    assert "Wordings alike (from 75% on; levels from 80%): none" in said
    assert "Sources that no entry names: none" in said
    assert "Questions that no bottleneck names: none" in said
    assert "Words of terms that stand in no question: none" in said


def test_coverage_counts_by_stage_and_by_side_and_names_the_holes(tmp_path):
    files = complete_bank()
    first_question(files)["objectives"] = ["PU-1"]
    for question in files["F-formulation.yaml"]["questions"]:
        question["who"] = ["MOH", "PARTNER"]
    files["A-approval.yaml"]["questions"][0]["objectives"] = ["RR-1"]

    assert section(report_on(tmp_path, files), "Coverage") == [
        "        all  F  A  MOH  MOF  PARTNER",
        "  RR-1    2  1  1    2    1        1",
        "  PU-1    2  2  ·    2    ·        2",
        "  all     3  2  1    3    1        2",
        "  Objectives with fewer than three questions (2): RR-1, PU-1",
        "  Objectives that one of the two ministries never answers for (1): PU-1",
    ]


def test_the_shortest_and_the_longest_text_are_named(tmp_path):
    assert section(report_on(tmp_path, complete_bank()), "Length") == [
        "             texts  median  shortest                    longest",
        "  questions      3       7         7  F-01 question           8  F-02 question",
        "  reasons        6       4         3  F-01 why.finance        8  F-02 why.health",
        "  levels        12      25        25  F-01 levels.1          25  F-01 levels.1",
    ]


def test_texts_of_different_questions_that_say_nearly_the_same_are_named(tmp_path):
    lines = report_on(tmp_path, complete_bank())
    assert "Wordings alike (from 75% on; levels from 80%): none" in lines

    files = complete_bank()
    first_question(files)["question"] = "Who speaks for hospitals before parliament votes?"

    assert section(report_on(tmp_path, files), "Wordings alike") == [
        "  81%  F-01 question  A-01 question"
    ]


def test_the_order_of_words_makes_no_difference_but_texts_of_one_question_are_not_compared():
    early = Text("F-01", "question", "Is the ceiling known early?")
    turned = Text("F-02", "question", "Known early, is the ceiling?")
    own = Text("F-01", "levels.1", "Is the ceiling known early?")

    assert alike([early, own], 75) == []
    assert alike([early, turned], 75) == [(100.0, early, turned)]


def test_a_grade_rises_with_long_words_and_long_sentences():
    plain = "The ceiling comes late. Health then asks too much."
    joined = "The ceiling comes late and health then asks too much."
    learned = "Unpredictable expenditure authorisations incapacitate organisational programming."

    assert grade(plain) < grade(joined) < grade(learned)
    assert grade("The cat sat.") == pytest.approx(0.39 * 3 + 11.8 * 3 / 3 - 15.59)
    assert grade("In 2026, 90% came.") == pytest.approx(0.39 * 4 + 11.8 * 4 / 4 - 15.59)
    assert grade("…") == 0


def test_hard_texts_are_named_and_on_request_the_grade_of_every_text_of_a_question(tmp_path):
    files = complete_bank()
    first_question(files)["question"] = (
        "Are organisational expenditure authorisations communicated before programme preparation?"
    )

    lines = report_on(tmp_path, files, every_grade=True)

    (hard,) = [line for line in lines if "Over grade 13" in line]
    assert hard.startswith("  Over grade 13 (1): F-01 question (")
    head, *rows = section(lines, "Reading grade of every text")
    assert head.split() == [
        *("question", "why.health", "why.finance"),
        *("levels.1", "levels.2", "levels.3", "levels.4"),
    ]
    assert [row.split()[0] for row in rows] == ["F-01", "F-02", "A-01"]
    assert not any("every text" in line for line in report_on(tmp_path, files))


def test_marks_and_missing_sources_are_named(tmp_path):
    files = complete_bank()
    files["bank.yaml"]["sources"]["S02"] = {"title": "Unread", "year": 2021}
    first_question(files)["crosswalk"]["pefa"][0]["confirmed"] = True
    first_question(files)["crosswalk"]["hfpm"] = [
        {"ref": "Q6.3", "match": "partial", "confirmed": False}
    ]
    first_question(files)["proposals"] = []

    assert section(report_on(tmp_path, files), "Sources and marks") == [
        "  Crosswalk references not confirmed: 3 of 4",
        "    PI-16.2 (2): F-02, A-01",
        "    Q6.3 (1): F-01",
        "  Questions whose thresholds are proposals (2): F-02, A-01",
        "  Entries without a source (1): BN-02",
        "  Sources that no entry names (1): S02",
    ]


def test_neighbours_in_a_long_list_are_drawn_together(tmp_path):
    lines = section(report_on(tmp_path, complete_bank()), "Sources and marks")

    assert "  Questions whose thresholds are proposals (3): F-01 to A-01" in lines


def test_loose_ends_of_the_library_are_named(tmp_path):
    files = complete_bank()
    files["bottlenecks.yaml"]["bottlenecks"][1] |= {"questions": ["F-01"], "proposal": True}
    files["glossary.yaml"]["terms"][0]["forms"] = ["ceiling", "envelope"]

    assert section(report_on(tmp_path, files), "Bottlenecks, practices") == [
        "  Bottlenecks that are proposals (1): BN-02",
        "  Questions that no bottleneck names (1): F-02",
        "  Bottlenecks that no practice answers (1): BN-02",
        "  Practices whose source reports no result (1): PR-01",
        "  Words of terms that stand in no question (1): envelope",
    ]


def test_a_bank_without_a_library_is_not_asked_for_one(tmp_path):
    files = complete_bank()
    for name in ("bottlenecks.yaml", "practices.yaml", "glossary.yaml"):
        del files[name]

    assert not any(line.startswith("Bottlenecks") for line in report_on(tmp_path, files))
