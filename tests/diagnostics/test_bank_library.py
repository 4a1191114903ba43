"""Bottlenecks, practices and the glossary of a bank: what is read, and what is refused."""

import pytest

from diagnostics.bank.reading import read_bank
from tests.diagnostics.banks import (
    BOTTLENECK,
    LIBRARY,
    PRACTICE,
    TERM,
    bank_without_library,
    good_bank,
    write_bank,
    write_po,
)
from tests.diagnostics.test_bank_reading import faults_of

SYMPTOMS = BOTTLENECK["symptoms"]
LISTS = dict(zip(LIBRARY, ("bottlenecks", "practices", "terms"), strict=True))


def test_the_library_is_read_in_the_order_of_its_files(tmp_path):
    bank = read_bank(write_bank(tmp_path, good_bank()))

    assert [(entry["position"], entry["code"]) for entry in bank.bottlenecks] == [
        (1, "BN-01"),
        (2, "BN-02"),
    ]
    assert bank.bottlenecks[0]["stage_code"] == "F"
    assert bank.practices == [PRACTICE | {"position": 1, "translations": {}}]
    assert bank.terms[0] == TERM | {"position": 1, "translations": {}}


def test_a_bank_does_without_any_of_it(tmp_path):
    bank = read_bank(write_bank(tmp_path, bank_without_library()))

    assert (bank.bottlenecks, bank.practices, bank.terms) == ([], [], [])


@pytest.mark.parametrize("name", LIBRARY)
def test_a_word_of_the_library_changes_the_digest(tmp_path, name):
    before = read_bank(write_bank(tmp_path, good_bank())).digest
    files = good_bank()
    field = "meaning" if name == "glossary.yaml" else "title"
    files[name][LISTS[name]][0][field] = "Another wording"

    assert read_bank(write_bank(tmp_path, files)).digest != before


@pytest.mark.parametrize(
    ("file", "changes", "fault"),
    [
        (
            "bottlenecks.yaml",
            {"stage": "E", "sub_stages": ["F1"]},
            [
                "BN-01, stage: the bank does not have “E”. Correct or remove it.",
                "BN-01, sub_stages: “F1” is not of the stage E. Put one of that stage first.",
            ],
        ),
        (
            "bottlenecks.yaml",
            {"sub_stages": ["A1", "F1"]},
            ["BN-01, sub_stages: “A1” is not of the stage F. Put one of that stage first."],
        ),
        (
            "bottlenecks.yaml",
            {"sub_stages": ["F1", "F9"], "objectives": ["RR-9"], "questions": ["F-77"]},
            [
                "BN-01, objectives: the bank does not have “RR-9”. Correct or remove it.",
                "BN-01, questions: the bank does not have “F-77”. Correct or remove it.",
                "BN-01, sub_stages: the bank does not have “F9”. Correct or remove it.",
            ],
        ),
        (
            "bottlenecks.yaml",
            {"sources": ["S99"]},
            ["BN-01, sources: the bank does not have “S99”. Correct or remove it."],
        ),
        (
            "bottlenecks.yaml",
            {"title": "Is the ceiling late?"},
            [
                "BN-01, title: is a question or holds “;”. Write one statement of what is wrong.",
            ],
        ),
        (
            "bottlenecks.yaml",
            {"title": "late " * 16},
            ["BN-01, title: has 16 words. Use at most 15."],
        ),
        (
            "bottlenecks.yaml",
            {"symptoms": ["Short.", "long " * 31], "remedies": ["long " * 31, "Short."]},
            [
                "BN-01, remedies.1: has 31 words. Use at most 30.",
                "BN-01, symptoms.2: has 31 words. Use at most 30.",
            ],
        ),
        (
            "bottlenecks.yaml",
            {"cause_types": ["habit"]},
            [
                "BN-01, cause_types.1: “habit” is not known. "
                "Use one of: law, reading_of_law, regulation, practice, capacity, data.",
            ],
        ),
        (
            "bottlenecks.yaml",
            {"code": "BN-02"},
            [
                "BN-02, code: is used twice, first in bottlenecks.yaml. "
                "Give each entry its own code.",
            ],
        ),
        (
            "practices.yaml",
            {"countries": ["rw", "XX"], "bottlenecks": ["BN-02", "BN-77"], "stages": ["Z"]},
            [
                "PR-01, bottlenecks: the bank does not have “BN-77”. Correct or remove it.",
                "PR-01, countries: “XX” is no country. Use the two capital letters of ISO 3166.",
                "PR-01, countries: “rw” is no country. Use the two capital letters of ISO 3166.",
                "PR-01, stages: the bank does not have “Z”. Correct or remove it.",
            ],
        ),
        (
            "practices.yaml",
            {"sources": [], "done": ""},
            [
                "PR-01, done: is empty. Fill it in.",
                "PR-01, sources: has too few entries. Give at least 1.",
            ],
        ),
        (
            "glossary.yaml",
            {"see": ["ceiling", "envelope"], "forms": ["Ceiling"]},
            [
                "ceiling, forms: “Ceiling” has capital letters. Write it in lower case.",
                "ceiling, see: refers to itself. Remove it.",
                "ceiling, see: the bank does not have “envelope”. Correct or remove it.",
            ],
        ),
        (
            "glossary.yaml",
            {"profession": "law"},
            ["ceiling, profession: “law” is not known. Use one of: finance, health, both."],
        ),
    ],
)
def test_a_fault_names_file_code_and_field(tmp_path, file, changes, fault):
    files = good_bank()
    entry = files[file][LISTS[file]][0]
    entry.update(changes)
    if file == "bottlenecks.yaml":
        files["practices.yaml"]["practices"][0]["bottlenecks"] = ["BN-02"]

    assert faults_of(write_bank(tmp_path, files)) == [f"{file}, {line}" for line in fault]


def test_one_word_form_is_explained_by_one_term(tmp_path):
    files = good_bank()
    files["glossary.yaml"]["terms"][1]["forms"] = ["ceilings"]

    assert faults_of(write_bank(tmp_path, files)) == [
        "glossary.yaml, circular, forms: “ceilings” belongs to “ceiling” already. "
        "Keep it in one of them."
    ]


def test_an_unreadable_catalogue_is_one_fault_and_not_one_of_every_practice(tmp_path):
    files = good_bank() | {"bottlenecks.yaml": "bottlenecks: [unclosed"}

    assert len(faults_of(write_bank(tmp_path, files))) == 1


def test_a_practice_without_a_catalogue_refers_to_nothing(tmp_path):
    files = good_bank()
    del files["bottlenecks.yaml"]

    assert faults_of(write_bank(tmp_path, files)) == [
        "practices.yaml, PR-01, bottlenecks: the bank does not have “BN-01”. Correct or remove it."
    ]


def test_every_text_of_the_library_can_be_translated(tmp_path):
    directory = write_bank(tmp_path, good_bank())
    symptoms = [(f"BN-01:symptoms.{n}", s, f"Signe {n}") for n, s in enumerate(SYMPTOMS, 1)]
    write_po(
        directory,
        "fr",
        [
            ("BN-01:title", BOTTLENECK["title"], "Le plafond vient tard"),
            *symptoms,
            ("PR-01:done", PRACTICE["done"], "Les deux se sont réunis."),
            ("ceiling:meaning", TERM["meaning"], "Le plus que l'on peut demander."),
            ("ceiling:other_names.1", "envelope", "enveloppe"),
        ],
    )

    bank = read_bank(directory)

    assert bank.bottlenecks[0]["translations"]["fr"] == {
        "title": "Le plafond vient tard",
        "symptoms": ["Signe 1", "Signe 2"],
    }
    assert bank.practices[0]["translations"]["fr"] == {"done": "Les deux se sont réunis."}
    assert bank.terms[0]["translations"]["fr"] == {
        "other_names": ["enveloppe"],
        "meaning": "Le plus que l'on peut demander.",
    }


@pytest.mark.parametrize(("field", "text"), [("changed", ""), ("years", "2017-2019")])
def test_what_holds_no_words_is_not_waiting_for_a_translation(tmp_path, field, text):
    directory = write_bank(tmp_path, good_bank())
    write_po(directory, "fr", [(f"PR-01:{field}", text, "Rien")])

    assert faults_of(directory) == [
        f"fr.po, PR-01, {field}: the bank has no such text. "
        "Correct the context, or mark the message obsolete."
    ]
