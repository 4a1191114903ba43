"""`load_bank --check`: the rules of a whole bank, and what a bank that breaks one is told."""

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from diagnostics.bank.reading import examine_bank
from diagnostics.bank.rules import vague_words
from tests.diagnostics.banks import complete_bank, good_bank, write_bank

FORMULATION, BOTTLENECKS = "F-formulation.yaml", "bottlenecks.yaml"


def faults_of(tmp_path, files):
    _bank, faults = examine_bank(write_bank(tmp_path, files))
    return [str(fault) for fault in faults]


def first_question(files):
    return files[FORMULATION]["questions"][0]


def test_a_complete_bank_keeps_every_rule(tmp_path):
    assert faults_of(tmp_path, complete_bank()) == []


def test_an_objective_needs_three_questions_and_only_what_the_bank_lists_counts(tmp_path):
    files = complete_bank()
    first_question(files)["objectives"] = ["PU-1"]

    assert faults_of(tmp_path, files) == [
        "objectives.yaml, RR-1: has 2 questions. A score needs three: add some or remove it."
    ]


def test_a_stage_that_cannot_be_read_makes_no_objective_thin(tmp_path):
    files = complete_bank() | {"A-approval.yaml": "questions: [unclosed"}

    assert not any("questions. A score" in fault for fault in faults_of(tmp_path, files))


def test_two_questions_or_levels_that_differ_only_in_signs_are_the_same(tmp_path):
    files = complete_bank()
    other = files["A-approval.yaml"]["questions"][0]
    first_question(files)["question"] = other["question"].upper()
    first_question(files)["levels"][2] = other["levels"][0].replace(",", " -")

    assert faults_of(tmp_path, files) == [
        "F-formulation.yaml, F-01, question: says the same as A-01 question. "
        "Word the difference, or remove one of them.",
        "F-formulation.yaml, F-01, levels.3: says the same as A-01 levels.1. "
        "Word the difference, or remove one of them.",
    ]


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        (
            {"question": "The ceiling is known early."},
            "question: asks nothing. Write a question that ends with “?”.",
        ),
        (
            {"evidence": []},
            "evidence: is empty. Name at least one paper or record that people can bring.",
        ),
        (
            {"proposals": []},
            "proposals: does not mark the levels as the bank's own, and no confirmed PEFA measure "
            "with the match same or context stands behind them. Write proposals: [levels].",
        ),
        (
            {"why": {"health": "Late ceilings hurt plans.", "finance": "Ceilings hold. They do."}},
            "why.finance: has more than one sentence. Keep one.",
        ),
    ],
)
def test_a_question_keeps_the_rules_for_one(tmp_path, changes, fault):
    files = complete_bank()
    first_question(files).update(changes)

    assert faults_of(tmp_path, files) == [f"F-formulation.yaml, F-01, {fault}"]


def test_a_confirmed_measure_of_pefa_needs_no_mark_and_a_partial_one_does(tmp_path):
    files = complete_bank()
    first_question(files)["proposals"] = []
    reference = first_question(files)["crosswalk"]["pefa"][0]

    reference |= {"match": "context", "confirmed": True}
    assert faults_of(tmp_path, files) == []
    reference |= {"match": "partial"}
    assert len(faults_of(tmp_path, files)) == 1


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        (
            " Good records exist.",
            "“good” has no number in its sentence. Say how much, or what is seen.",
        ),
        (
            None,
            "names no rule. Say what the rule, law or plan is, and what happens.",
        ),
    ],
)
def test_a_level_says_how_much_and_names_the_rule(tmp_path, words, fault):
    files = complete_bank()
    level = first_question(files)["levels"][3]
    silent = "The ministry of health knew its ceiling before the talks began " * 2
    first_question(files)["levels"][3] = level + words if words else silent

    assert faults_of(tmp_path, files) == [f"F-formulation.yaml, F-01, levels.4: {fault}"]


def test_what_level_4_counts_may_be_missing_at_level_3(tmp_path):
    files = complete_bank()
    levels = first_question(files)["levels"]
    levels[2] = levels[2] + " At least one is missing: a rule, or 90% of units."
    levels[3] = levels[3] + " By rule 90% of units and 90% of money are covered."

    assert faults_of(tmp_path, files) == [
        "F-formulation.yaml, F-01, levels.3: does not list “90%” as often as level 4 asks for it. "
        "Add it."
    ]

    levels[2] = levels[2].replace("units.", "units or 90% of money.")
    assert faults_of(tmp_path, files) == []


@pytest.mark.parametrize(
    ("level", "vague"),
    [
        ("Some facilities were paid.", ["some"]),
        ("Stocks are adequate and sufficiently fresh.", ["adequate", "sufficiently"]),
        ("At least 90% had a good stock.", []),
        ("In three districts staff was sufficient.", []),
        ("Half were paid. Appropriate steps followed.", ["appropriate"]),
        ("Health goods came sometimes, and someone counted them.", []),
        ("Most were paid, at most a month late.", ["most"]),
        ("Nobody knows how many were paid, but many complained.", ["many"]),
        ("Fewer facilities came, and few were paid regularly.", ["few", "regularly"]),
    ],
)
def test_a_vague_word_counts_unless_its_sentence_has_a_number(level, vague):
    assert vague_words(level) == vague


def test_a_bottleneck_has_a_source_or_a_mark_and_a_term_two_or_three_sentences(tmp_path):
    files = complete_bank()
    files[BOTTLENECKS]["bottlenecks"][1]["proposal"] = False
    files["glossary.yaml"]["terms"][1]["meaning"] = "A letter."

    assert faults_of(tmp_path, files) == [
        "bottlenecks.yaml, BN-02, sources: has no source. Name one, or write proposal: true.",
        "glossary.yaml, circular, meaning: has 1 sentences. Use two or three.",
    ]


def test_broken_rules_are_told_together_with_faults_of_form(tmp_path):
    files = complete_bank()
    first_question(files).update(minutes=99, evidence=[])
    files["objectives.yaml"] = "objectives: [unclosed"

    assert sorted(faults_of(tmp_path, files)) == [
        "F-formulation.yaml, F-01, evidence: is empty. "
        "Name at least one paper or record that people can bring.",
        "F-formulation.yaml, F-01, minutes: is over 30. Give a smaller number.",
        "objectives.yaml: is not valid YAML in line 1 "
        "(expected ',' or ']', but got '<stream end>').",
    ]


def test_a_check_of_a_good_bank_prints_the_report(tmp_path, capsys):
    directory = write_bank(tmp_path, complete_bank())

    call_command("load_bank", str(directory), "--check", verbosity=2)

    said = capsys.readouterr().out
    assert said.startswith("The bank is good: 2 stages, 2 objectives, 3 questions, 1 short forms.")
    assert "Reading grade of every text" in said


def test_a_broken_rule_fails_the_check_after_the_report_but_not_the_loading(db, tmp_path, capsys):
    directory = write_bank(tmp_path, good_bank())

    with pytest.raises(CommandError) as refusal:
        call_command("load_bank", str(directory), "--check")

    said = capsys.readouterr().out
    assert "The bank is good" not in said
    assert "Objectives with fewer than three questions (2): RR-1, PU-1" in said
    assert "objectives.yaml, PU-1: has 1 questions." in str(refusal.value)

    call_command("load_bank", str(directory))

    assert capsys.readouterr().out == "Loaded Test bank 1.0.0.\n"
