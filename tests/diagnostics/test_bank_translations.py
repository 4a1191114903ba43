import pytest

from diagnostics.bank.reading import read_bank
from tests.diagnostics.banks import QUESTION, good_bank, write_bank, write_po
from tests.diagnostics.test_bank_reading import faults_of

LEVELS = [(f"F-01:levels.{n}", text, f"Niveau {n}") for n, text in enumerate(QUESTION["levels"], 1)]


def french(tmp_path, messages, **options):
    directory = write_bank(tmp_path, good_bank())
    write_po(directory, "fr", messages, **options)
    return read_bank(directory)


def test_texts_arrive_under_the_names_of_the_model(tmp_path):
    bank = french(
        tmp_path,
        [
            ("F-01:question", QUESTION["question"], "Le plafond est-il connu tôt ?"),
            ("F-01:why.health", "Late ceilings hurt plans.", "Les plafonds tardifs nuisent."),
            ("F-01:facts.issued_on.label", "Issued on", "Date"),
            ("F-01:facts.issued_on.where", "Circular", "Circulaire"),
            ("F:title", "Stage F", "Étape F"),
            ("F:sub_stages.F1.title", "First part", "Première partie"),
            ("RR-1:meaning", "What both ministries want.", "Ce que veulent les deux."),
            *LEVELS,
        ],
    )

    assert bank.questions[0]["translations"] == {
        "fr": {
            "text": "Le plafond est-il connu tôt ?",
            "why_health": "Les plafonds tardifs nuisent.",
            "levels": ["Niveau 1", "Niveau 2", "Niveau 3", "Niveau 4"],
            "facts": [
                {"code": "issued_on", "label": "Date", "unit": "date", "where": "Circulaire"}
            ],
        }
    }
    assert bank.stages[0]["translations"] == {
        "fr": {
            "title": "Étape F",
            "sub_stages": [{"code": "F1", "title": "Première partie"}],
        }
    }
    assert bank.objectives[0]["translations"] == {"fr": {"meaning": "Ce que veulent les deux."}}


def test_a_list_is_translated_whole_or_not_at_all(tmp_path):
    bank = french(tmp_path, LEVELS[:3])

    assert bank.questions[0]["translations"] == {}
    assert bank.languages["fr"].outdated == 0


@pytest.mark.parametrize(
    ("english", "fuzzy"), [("An earlier wording", ()), ("Objective RR-1", ("RR-1:title",))]
)
def test_a_translation_of_another_text_is_outdated_and_not_used(tmp_path, english, fuzzy):
    bank = french(tmp_path, [("RR-1:title", english, "Objectif")], fuzzy=fuzzy)

    assert bank.objectives[0]["translations"] == {}
    assert (bank.languages["fr"].current, bank.languages["fr"].outdated) == ({}, 1)


def test_an_empty_translation_is_not_there_yet(tmp_path):
    bank = french(tmp_path, [("RR-1:title", "Objective RR-1", "")])

    assert (bank.languages["fr"].current, bank.languages["fr"].outdated) == ({}, 0)


def test_every_fault_of_every_catalogue_is_named(tmp_path):
    directory = write_bank(tmp_path, good_bank())
    write_po(
        directory,
        "fr",
        [
            ("F-99:question", "Gone?", "Parti ?"),
            ("RR-1:title", "Objective RR-1", "Un"),
            ("RR-1:title", "Objective RR-1", "Deux"),
            (None, "No context", "Sans contexte"),
            ("PU-1:title", "Objective PU-1", "Objectif \u202e"),
        ],
    )
    write_po(directory, "french", [])
    (directory / "locale" / "es.po").write_text("# comment\nnonsense\n", encoding="utf-8")
    (directory / "locale" / "pt.po").write_bytes(b"\xff\xfe")

    assert faults_of(directory) == [
        "es.po: is not a valid PO file (line 2). Check it with msgfmt.",
        "fr.po, F-99, question: the bank has no such text. "
        "Correct the context, or mark the message obsolete.",
        "fr.po, PU-1, title: holds control characters. Remove them.",
        "fr.po, RR-1, title: is translated twice. Keep one of the two.",
        "fr.po: “No context” has no context (msgctxt). Add code and field.",
        "french.po: is not named after a language. Call it like fr.po or pt-BR.po.",
        "pt.po: is not text in UTF-8. Save it again with the encoding UTF-8.",
    ]
