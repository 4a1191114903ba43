import pytest
from django.core.exceptions import ValidationError

from alignment.models import Event, LibraryStage
from alignment.vocabulary import WorkshopState
from diagnostics.bank.loading import load_bank
from diagnostics.bank.reading import read_bank
from diagnostics.catalogue import catalogue_of
from diagnostics.catalogue.newer import Change, Wording
from diagnostics.models import Question
from diagnostics.services.freeze import open_workshop
from diagnostics.services.questions import (
    add_own_question,
    change_own_question,
    delete_own_question,
    pick_questions,
    pick_short_form,
    set_weights,
    take_newer_text,
    unpick_questions,
)
from tests.diagnostics.banks import bank_without_library, good_bank, write_bank, write_po
from tests.factories import make_workshop

FOUR = ["Lowest", "Low", "High", "Highest"]


@pytest.fixture
def release(db, tmp_path):
    directory = write_bank(tmp_path / "bank", good_bank())
    write_po(
        directory, "fr", [("F-01:question", "Is the ceiling for health known early?", "Tôt ?")]
    )
    return load_bank(read_bank(directory))[0]


def newer_release(tmp_path, change):
    files = bank_without_library()
    files["bank.yaml"]["version"] = "1.1.0"
    change(files)
    return load_bank(read_bank(write_bank(tmp_path / "newer", files)))[0]


def codes(workshop):
    return list(workshop.questions.values_list("code", flat=True))


def own(workshop, **fields):
    defaults = {
        "stage": workshop.stages.get(code="F"),
        "text": "Ours?",
        "levels": FOUR,
        "who": ["MOH"],
        "function": "GV",
    }
    return add_own_question(workshop=workshop, **(defaults | fields))


def test_picking_copies_the_text_of_every_language(release):
    workshop = make_workshop()

    picked = pick_questions(workshop=workshop, codes=["F-01"])

    assert [question.code for question in picked] == ["F-01"]
    copy, original = Question.objects.get(), release.questions.get(code="F-01")
    assert (copy.text, copy.levels, copy.who) == (original.text, original.levels, original.who)
    assert copy.translations == {"fr": {"text": "Tôt ?"}}
    assert (copy.release, copy.stage.code, copy.weight) == (release, "F", 1)


def test_picking_twice_keeps_one_and_bank_order_wins_over_picking_order(release):
    workshop = make_workshop()
    pick_questions(workshop=workshop, codes=["A-01"])
    pick_questions(workshop=workshop, codes=["F-02"])

    again = pick_questions(workshop=workshop, codes=["F-01", "F-02"])

    assert [question.code for question in again] == ["F-01"]
    assert codes(workshop) == ["F-01", "F-02", "A-01"]


def test_an_unknown_code_picks_nothing(release):
    workshop = make_workshop()

    with pytest.raises(ValidationError) as refusal:
        pick_questions(workshop=workshop, codes=["F-01", "X-9"])

    assert refusal.value.messages == [
        "The question bank has no question X-9. Choose from the list on the page."
    ]
    assert codes(workshop) == []


def test_the_short_form_adds_to_what_was_picked(release):
    workshop = make_workshop()
    pick_questions(workshop=workshop, codes=["F-02"])

    pick_short_form(workshop=workshop)

    assert codes(workshop) == ["F-01", "F-02", "A-01"]


def test_a_short_form_that_is_not_there_is_refused(release):
    with pytest.raises(ValidationError) as refusal:
        pick_short_form(workshop=make_workshop(), code="long")

    assert refusal.value.code == "short_form_unknown"


def test_without_a_bank_picking_says_whom_to_ask(db):
    with pytest.raises(ValidationError) as refusal:
        pick_short_form(workshop=make_workshop())

    assert refusal.value.messages == [
        "No question bank is loaded. Ask whoever runs the server to load one, "
        "or write your own questions."
    ]


def test_a_workshop_older_than_the_bank_gets_its_stages(db, tmp_path):
    workshop = make_workshop()
    assert LibraryStage.objects.count() == 0
    load_bank(read_bank(write_bank(tmp_path, good_bank())))

    pick_short_form(workshop=workshop)

    assert codes(workshop) == ["F-01", "A-01"]
    assert workshop.objectives.count() == 2


def test_unpicking_leaves_own_questions(release):
    workshop = make_workshop()
    pick_short_form(workshop=workshop)
    own(workshop)

    assert unpick_questions(workshop=workshop, codes=["F-01", "OWN-1", "X-9"]) == 1

    assert codes(workshop) == ["OWN-1", "A-01"]


def test_own_questions_come_after_the_banks_in_their_stage(release):
    workshop = make_workshop()
    own(workshop)
    own(workshop, text="Ours too?")
    pick_questions(workshop=workshop, codes=["F-01", "F-02", "A-01"])

    assert codes(workshop) == ["F-01", "F-02", "OWN-1", "OWN-2", "A-01"]


def test_an_own_question_can_be_changed_and_deleted(release):
    workshop = make_workshop()
    first, second = own(workshop), own(workshop)

    change_own_question(question=first, text="Better?", stage=workshop.stages.get(code="A"))
    delete_own_question(question=second)

    only = workshop.questions.get()
    assert (only.code, only.text, only.stage.code) == ("OWN-1", "Better?", "A")


@pytest.mark.parametrize("levels", [[], ["One", "Two", "Three"], ["One", "Two", "Three", ""]])
def test_an_own_question_needs_four_worded_levels(release, levels):
    workshop = make_workshop()

    with pytest.raises(ValidationError):
        own(workshop, levels=levels)

    assert codes(workshop) == []


def test_weights_are_kept_through_a_newer_text(release, tmp_path):
    workshop = make_workshop()
    pick_short_form(workshop=workshop)
    set_weights(workshop=workshop, weights={"F-01": 3})
    newer = newer_release(
        tmp_path,
        lambda files: files["F-formulation.yaml"]["questions"][0].update(question="Reworded?"),
    )
    assert catalogue_of(workshop).newer.changed == ["F-01"]

    assert take_newer_text(workshop=workshop) == ["F-01", "A-01"]

    question = workshop.questions.get(code="F-01")
    assert (question.text, question.weight, question.release) == ("Reworded?", 3, newer)
    assert question.translations == {}
    assert catalogue_of(workshop).newer is None


def test_a_draft_is_shown_every_text_that_a_newer_release_words_differently(release, tmp_path):
    workshop = make_workshop()
    pick_questions(workshop=workshop, codes=["F-01", "F-02"])
    old = workshop.questions.get(code="F-01")
    level = old.levels[1].replace("two", "2")

    def reword(files):
        question = files["F-formulation.yaml"]["questions"][0]
        question["levels"][1] = level
        question["evidence"].append("Minutes")
        question |= {"minutes": 5, "who": ["MOF"]}

    newer_release(tmp_path, reword)

    [change] = catalogue_of(workshop).newer.changes
    assert change == Change(
        "F-01",
        [
            Wording("Level 2", old.levels[1], level),
            Wording("Evidence to bring 3", "", "Minutes"),
        ],
        ["translations", "who answers", "minutes"],
    )


def test_a_question_that_left_the_bank_keeps_its_text_and_is_named(release, tmp_path):
    workshop = make_workshop()
    pick_questions(workshop=workshop, codes=["F-02"])
    newer_release(tmp_path, lambda files: files["F-formulation.yaml"]["questions"].pop())

    notice = catalogue_of(workshop).newer
    assert (notice.changed, notice.gone) == ([], ["F-02"])

    assert take_newer_text(workshop=workshop) == []
    assert workshop.questions.get().release == release


def test_a_newer_release_that_changes_no_picked_word_gives_no_notice(release, tmp_path):
    workshop = make_workshop()
    pick_questions(workshop=workshop, codes=["A-01"])
    newer_release(tmp_path, lambda files: files["F-formulation.yaml"]["questions"].pop())

    assert catalogue_of(workshop).newer is None


def test_opening_freezes_and_is_logged(release):
    workshop = make_workshop()
    pick_short_form(workshop=workshop)

    open_workshop(workshop=workshop)

    workshop.refresh_from_db()
    assert workshop.state == WorkshopState.OPEN
    assert Event.objects.filter(workshop=workshop, action="workshop_opened").count() == 1


def test_opening_needs_a_question(db):
    workshop = make_workshop()

    with pytest.raises(ValidationError) as refusal:
        open_workshop(workshop=workshop)

    assert refusal.value.messages == ["Choose at least one question before opening the workshop."]
    workshop.refresh_from_db()
    assert workshop.state == WorkshopState.DRAFT


@pytest.mark.parametrize(
    "attempt",
    [
        lambda w: pick_questions(workshop=w, codes=["F-02"]),
        lambda w: pick_short_form(workshop=w),
        lambda w: unpick_questions(workshop=w, codes=["F-01"]),
        lambda w: take_newer_text(workshop=w),
        lambda w: set_weights(workshop=w, weights={"F-01": 5}),
        lambda w: own(w),
        lambda w: change_own_question(question=w.questions.get(code="OWN-1"), text="Changed?"),
        lambda w: delete_own_question(question=w.questions.get(code="OWN-1")),
        lambda w: open_workshop(workshop=w),
    ],
    ids=["pick", "short_form", "unpick", "newer", "weights", "add", "change", "delete", "open"],
)
def test_nothing_of_a_question_changes_once_the_workshop_is_open(release, attempt):
    workshop = make_workshop()
    pick_questions(workshop=workshop, codes=["F-01"])
    own(workshop)
    open_workshop(workshop=workshop)
    before = list(workshop.questions.values())

    with pytest.raises(ValidationError) as refusal:
        attempt(workshop)

    assert refusal.value.code == "workshop_frozen"
    assert list(workshop.questions.values()) == before
