import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from alignment.models import LibraryObjective, LibraryStage
from alignment.vocabulary import Function, PfmAim, SideCode
from diagnostics.bank.shape import schema
from diagnostics.catalogue import newest_release
from diagnostics.catalogue.releases import newest_with
from diagnostics.models import (
    BankBottleneck,
    BankPractice,
    BankQuestion,
    BankRelease,
    BankTerm,
    ShortForm,
)
from diagnostics.vocabulary import CauseType, Profession
from tests.diagnostics.banks import bank_without_library, complete_bank, good_bank, write_bank

FIRST_BANK = settings.BASE_DIR / "fixtures" / "pfm-hf-alignment"
LIBRARY_TABLES = (BankBottleneck, BankPractice, BankTerm)
TABLES = (BankRelease, BankQuestion, ShortForm, LibraryStage, LibraryObjective, *LIBRARY_TABLES)


def load(directory, *options, capsys):
    call_command("load_bank", str(directory), *options)
    return capsys.readouterr().out


def rows():
    return [list(table.objects.order_by("pk").values()) for table in TABLES]


def test_the_first_bank_is_good_and_holds_the_short_form(db, capsys):
    assert load(FIRST_BANK, "--check", capsys=capsys).startswith("The bank is good: 5 stages, 24 ")
    assert not any(rows())

    load(FIRST_BANK, capsys=capsys)

    short = ShortForm.objects.get(code="short")
    assert len(short.questions) == 23
    assert BankQuestion.objects.filter(code__in=short.questions).count() == 23
    assert list(LibraryStage.objects.values_list("code", flat=True)) == list("FAEMC")
    assert LibraryObjective.objects.count() == 24


def test_the_same_release_again_changes_nothing_and_says_so(db, tmp_path, capsys):
    directory = write_bank(tmp_path, good_bank())
    assert load(directory, capsys=capsys) == "Loaded Test bank 1.0.0.\n"
    before = rows()

    assert load(directory, capsys=capsys) == "Test bank 1.0.0 is loaded already.\n"

    assert rows() == before
    assert [len(table) for table in before] == [1, 3, 1, 2, 2, 2, 1, 2]


def test_another_text_under_the_same_version_is_refused(db, tmp_path, capsys):
    load(write_bank(tmp_path, good_bank()), capsys=capsys)
    before = rows()
    files = good_bank()
    files["objectives.yaml"]["objectives"][0]["title"] = "Reworded"

    with pytest.raises(CommandError) as refusal:
        load(write_bank(tmp_path, files), capsys=capsys)

    assert str(refusal.value) == (
        "Version 1.0.0 of “test-bank” is loaded already with a different text. "
        "Raise the version in bank.yaml and load it again."
    )
    assert rows() == before


def test_a_newer_release_stands_beside_the_older_and_rewords_the_library(db, tmp_path, capsys):
    load(write_bank(tmp_path, good_bank()), capsys=capsys)
    files = good_bank()
    files["bank.yaml"]["version"] = "1.10.0"
    files["objectives.yaml"]["objectives"][0]["title"] = "Reworded"

    load(write_bank(tmp_path, files), capsys=capsys)

    assert BankQuestion.objects.filter(code="F-01").count() == 2
    assert LibraryObjective.objects.get(code="RR-1").title == "Reworded"
    assert newest_release().version == "1.10.0"


def test_a_server_uses_the_bank_that_its_setting_names(db, settings, tmp_path, capsys):
    load(write_bank(tmp_path, good_bank()), capsys=capsys)
    files = good_bank()
    files["bank.yaml"] |= {"slug": "our-country", "version": "0.1.0"}
    load(write_bank(tmp_path, files), capsys=capsys)
    assert newest_release().slug == "test-bank"

    settings.QUESTION_BANK = "our-country"
    assert newest_release().slug == "our-country"
    assert newest_with(BankTerm, "slug").slug == "our-country"

    settings.QUESTION_BANK = "not-loaded"
    assert newest_release() is None


def test_an_older_release_does_not_follow_a_newer_one(db, tmp_path, capsys):
    files = good_bank()
    files["bank.yaml"]["version"] = "1.10.0"
    load(write_bank(tmp_path, files), capsys=capsys)

    with pytest.raises(CommandError) as refusal:
        load(write_bank(tmp_path, good_bank()), capsys=capsys)

    assert str(refusal.value) == (
        "Version 1.0.0 is older than 1.10.0, which is loaded already. "
        "Raise the version in bank.yaml above 1.10.0."
    )
    assert BankRelease.objects.count() == 1


def test_a_release_known_by_name_only_is_filled(db, tmp_path, capsys):
    directory = write_bank(tmp_path, good_bank())
    load(directory, capsys=capsys)
    for table in (BankQuestion, ShortForm, *LIBRARY_TABLES):
        table.objects.all().delete()
    assert newest_release() is None

    load(directory, capsys=capsys)

    assert newest_release().questions.count() == 3
    assert newest_release().bottlenecks.count() == 2


def test_bottlenecks_practices_and_terms_belong_to_their_release(db, tmp_path, capsys):
    load(write_bank(tmp_path, good_bank()), capsys=capsys)

    release = newest_release()
    bottleneck = release.bottlenecks.get(code="BN-01")
    assert (bottleneck.stage_code, bottleneck.questions) == ("F", ["F-01", "A-01"])
    assert bottleneck.local_symptoms[0] == "Drafts are written twice."
    assert release.practices.get().country_names == ["Rwanda", "Côte d'Ivoire"]
    assert [term.local_term for term in release.terms.all()] == ["Ceiling", "Ceiling"]


def test_a_bank_without_them_is_loaded_as_before(db, tmp_path, capsys):
    directory = write_bank(tmp_path, bank_without_library())
    assert load(directory, capsys=capsys) == "Loaded Test bank 1.0.0.\n"

    assert newest_release().questions.count() == 3
    assert not any(table.objects.exists() for table in LIBRARY_TABLES)


def test_a_check_counts_what_it_read(tmp_path, capsys):
    assert load(write_bank(tmp_path, complete_bank()), "--check", capsys=capsys).startswith(
        "The bank is good: 2 stages, 2 objectives, 3 questions, 1 short forms.\n"
        "Beside them: 2 bottlenecks, 1 practices, 2 terms.\n"
    )


def test_a_faulty_bank_writes_nothing_and_lists_its_faults(db, tmp_path, capsys):
    files = good_bank()
    files["F-formulation.yaml"]["questions"][1] |= {"minutes": 99, "objectives": ["RR-9"]}

    with pytest.raises(CommandError) as refusal:
        load(write_bank(tmp_path, files), capsys=capsys)

    assert sorted(str(refusal.value).splitlines()) == [
        "F-formulation.yaml, F-02, minutes: is over 30. Give a smaller number.",
        "F-formulation.yaml, F-02, objectives: “RR-9” is not in objectives.yaml. "
        "Correct it or add the objective.",
        "Nothing was loaded. Faults to mend: 2",
    ]
    assert not any(rows())


@pytest.mark.parametrize(
    ("part", "choices"),
    [
        ("side", SideCode),
        ("function", Function),
        ("pfm_aim", PfmAim),
        ("cause_type", CauseType),
        ("profession", Profession),
    ],
)
def test_the_schema_knows_the_codes_of_the_program(part, choices):
    assert schema()["$defs"][part]["enum"] == choices.values
