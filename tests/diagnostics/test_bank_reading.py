import pytest
import yaml

from diagnostics.bank.faults import BankFaults
from diagnostics.bank.files import LARGEST_FILE
from diagnostics.bank.reading import read_bank
from tests.diagnostics.banks import (
    LEVEL,
    QUESTION,
    bank_without_library,
    good_bank,
    write_bank,
    write_po,
)


def faults_of(directory):
    with pytest.raises(BankFaults) as refused:
        read_bank(directory)
    return sorted(str(fault) for fault in refused.value.faults)


def spoilt(tmp_path, file, change):
    files = bank_without_library()
    change(files[file])
    return faults_of(write_bank(tmp_path, files))


def question(**changes):
    return lambda document: document["questions"][0].update(changes)


def reference(ref):
    return {"ref": ref, "match": "partial", "confirmed": False}


def test_a_good_bank_is_read_in_the_order_of_the_budget_cycle(tmp_path):
    bank = read_bank(write_bank(tmp_path, good_bank()))

    assert [(q["position"], q["code"], q["stage_code"]) for q in bank.questions] == [
        (1, "F-01", "F"),
        (2, "F-02", "F"),
        (3, "A-01", "A"),
    ]
    assert [(s["position"], s["code"]) for s in bank.stages] == [(1, "F"), (2, "A")]
    assert [o["code"] for o in bank.objectives] == ["RR-1", "PU-1"]
    assert bank.short_forms == [
        {
            "purpose": "",
            "code": "short",
            "title": "Short form",
            "questions": ["A-01", "F-01"],
            "translations": {},
            "position": 1,
        }
    ]
    assert bank.questions[0]["why_finance"] == "Early ceilings hold."


LONG = " ".join(["word"] * 46)


@pytest.mark.parametrize(
    ("file", "change", "fault"),
    [
        (
            "F-formulation.yaml",
            question(objectives=["RR-9"]),
            "F-01, objectives: “RR-9” is not in objectives.yaml. Correct it or add the objective.",
        ),
        (
            "F-formulation.yaml",
            question(sub_stage="F7"),
            "F-01, sub_stage: “F7” is not a sub-stage of F. Use one listed at the top.",
        ),
        (
            "F-formulation.yaml",
            question(sources=["S99"]),
            "F-01, sources: “S99” is not among the sources in bank.yaml. Correct it or add it.",
        ),
        (
            "F-formulation.yaml",
            question(who=["MOH", "MOX"]),
            "F-01, who.2: “MOX” is not known. "
            "Use one of: MOH, MOF, LOCAL, PURCHASER, PROVIDER, PARTNER, OTHER.",
        ),
        (
            "F-formulation.yaml",
            lambda document: document["questions"][1].update(code="E-01"),
            "E-01, code: does not begin with the code of its stage. Call it F-… or move it.",
        ),
        (
            "F-formulation.yaml",
            question(levels=QUESTION["levels"][:3]),
            "F-01, levels: has too few entries. Give at least 4.",
        ),
        (
            "F-formulation.yaml",
            question(levels=[*QUESTION["levels"], LEVEL.format("five")]),
            "F-01, levels: has too many entries. Give at most 4.",
        ),
        (
            "F-formulation.yaml",
            question(levels=["Too short.", *QUESTION["levels"][1:]]),
            "F-01, levels.1: has 2 words. Use 20 to 45.",
        ),
        (
            "F-formulation.yaml",
            question(levels=[*QUESTION["levels"][:3], LONG]),
            "F-01, levels.4: has 46 words. Use 20 to 45.",
        ),
        (
            "F-formulation.yaml",
            question(question="Is " + "very " * 34 + "long?"),
            "F-01, question: has 36 words. Use at most 35.",
        ),
        (
            "F-formulation.yaml",
            question(gateway="yes"),
            "F-01, gateway: must be of the type boolean.",
        ),
        (
            "F-formulation.yaml",
            question(hint="Think hard"),
            "F-01, hint: is not a field of the format. Remove it.",
        ),
        (
            "F-formulation.yaml",
            question(question="Turned \u202e around?"),
            "F-01, question: “Turned \u202e around?” is not allowed. "
            "Write plain text without control characters.",
        ),
        (
            "F-formulation.yaml",
            lambda document: document["questions"][0].pop("minutes"),
            "F-01, minutes: is missing. Add it.",
        ),
        (
            "F-formulation.yaml",
            lambda document: document["questions"][0]["why"].pop("finance"),
            "F-01, why.finance: is missing. Add it.",
        ),
        (
            "F-formulation.yaml",
            lambda document: document["questions"][0]["facts"].append(
                QUESTION["facts"][0] | {"label": "Again"}
            ),
            "F-01, facts: “issued_on” is used twice. Give each figure its own code.",
        ),
        (
            "F-formulation.yaml",
            lambda document: document["questions"][1].update(code="F-01"),
            "F-01, code: is used twice, first in F-formulation.yaml. Give each entry its own code.",
        ),
        (
            "F-formulation.yaml",
            question(crosswalk={"pefa": [reference("PI-16.9")], "hfpm": []}),
            "F-01, crosswalk.pefa: “PI-16.9” is no dimension of PEFA 2016. "
            "Write one such as PI-16.2.",
        ),
        (
            "F-formulation.yaml",
            question(crosswalk={"pefa": [], "hfpm": [reference("PI-16.2")]}),
            "F-01, crosswalk.hfpm: “PI-16.2” is no question of the progress matrix. "
            "Write one such as Q6.3.",
        ),
        (
            "objectives.yaml",
            lambda document: document["objectives"][1].update(function="XX"),
            "PU-1, function: “XX” is not known. Use one of: RR, PO, PU, GV.",
        ),
        (
            "bank.yaml",
            lambda document: document["short_forms"][0]["questions"].append("F-77"),
            "short, questions: there is no question “F-77”. Correct or remove it.",
        ),
        (
            "bank.yaml",
            lambda document: document["stages"].append("E"),
            "stages: no file holds the stage “E”. Add the file or remove the code.",
        ),
        (
            "bank.yaml",
            lambda document: document.update(version="1.0"),
            "version: “1.0” is not allowed. Write three numbers with points between, "
            "such as 1.0.0.",
        ),
    ],
)
def test_a_fault_names_file_code_and_field(tmp_path, file, change, fault):
    assert spoilt(tmp_path, file, change) == [f"{file}, {fault}"]


def test_all_faults_of_all_files_come_at_once(tmp_path):
    files = bank_without_library()
    files["bank.yaml"]["licence"] = ""
    files["objectives.yaml"] = "objectives: [unclosed"
    files["A-approval.yaml"]["questions"][0]["who"] = []
    files["F-formulation.yaml"]["questions"][0] |= {"code": "F-02", "minutes": 0}
    files["F-formulation.yaml"]["stage"]["code"] = "G"

    assert faults_of(write_bank(tmp_path, files)) == [
        "A-approval.yaml, A-01, who: has too few entries. Give at least 1.",
        "F-formulation.yaml, F-02, code: does not begin with the code of its stage. "
        "Call it G-… or move it.",
        "F-formulation.yaml, F-02, code: is used twice, first in F-formulation.yaml. "
        "Give each entry its own code.",
        "F-formulation.yaml, F-02, minutes: is under 1. Give a larger number.",
        "F-formulation.yaml, G, stage: is not listed under stages in bank.yaml. Add it there.",
        "bank.yaml, licence: is empty. Fill it in.",
        "bank.yaml, short, questions: there is no question “F-01”. Correct or remove it.",
        "bank.yaml, stages: no file holds the stage “F”. Add the file or remove the code.",
        "objectives.yaml: is not valid YAML in line 1 "
        "(expected ',' or ']', but got '<stream end>').",
    ]


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("a: [", "is not valid YAML in line 1"),
        ("a: &x [1]\nb: *x", "is not valid YAML in line 2 (aliases (*) are not allowed)"),
        ("objectives: []\nobjectives: []", "is not valid YAML in line 1 (“objectives” is given"),
        ("a: !!python/object/apply:os.getcwd []", "is not valid YAML in line 1"),
        ("[" * 5000, "is not valid YAML"),
        ("a: 2026-02-31", "is not valid YAML"),
        ("a: \x07", "is not valid YAML"),
        ("", "must be of the type object."),
        ("- a list", "must be of the type object."),
    ],
)
def test_what_is_not_a_mapping_of_plain_values_is_refused(tmp_path, content, fault):
    directory = write_bank(tmp_path, good_bank() | {"objectives.yaml": content})

    assert any(line.startswith(f"objectives.yaml: {fault}") for line in faults_of(directory))


def test_files_that_are_not_text_or_far_too_large_are_refused(tmp_path):
    directory = write_bank(tmp_path, good_bank())
    (directory / "bank.yaml").write_bytes("Santé".encode("latin-1"))
    (directory / "levels.yaml").write_bytes(b"x" * (LARGEST_FILE + 1))
    (directory / "objectives.yaml").unlink()

    assert faults_of(directory) == [
        "bank.yaml: is not text in UTF-8. Save it again with the encoding UTF-8.",
        "levels.yaml: is larger than 1000 kB. Split it, one file per stage.",
        "objectives.yaml: is missing. Add this file to the bank.",
    ]


def test_something_that_is_not_a_directory_is_refused(tmp_path):
    assert faults_of(tmp_path / "nowhere") == [
        f"{tmp_path / 'nowhere'}: is not a directory. Give the directory that holds bank.yaml."
    ]


def test_wrapping_and_comments_do_not_change_the_digest_but_a_word_does(tmp_path):
    first = read_bank(write_bank(tmp_path, good_bank())).digest
    plain = good_bank()["objectives.yaml"]
    wrapped = "# a comment\n" + yaml.safe_dump(plain, sort_keys=True, width=20)
    rewrapped = read_bank(write_bank(tmp_path, good_bank() | {"objectives.yaml": wrapped})).digest
    plain["objectives"][0]["meaning"] = "What both ministries need."
    reworded = read_bank(write_bank(tmp_path, good_bank() | {"objectives.yaml": plain})).digest

    assert first == rewrapped != reworded


def test_a_translation_changes_the_digest(tmp_path):
    directory = write_bank(tmp_path, good_bank())
    before = read_bank(directory).digest
    write_po(directory, "fr", [("RR-1:title", "Objective RR-1", "Objectif RR-1")])

    assert read_bank(directory).digest != before
