"""Bottlenecks of the bank, proposed where the results point to them."""

import pytest

from alignment.models import Event
from diagnostics.services.states import set_state
from roadmaps.findings import found_together
from roadmaps.services.bottlenecks import add_bottleneck, decide_bottleneck
from roadmaps.services.proposals import propose_from_results
from tests.factories import make_answers, make_question
from tests.roadmaps.catalogue import make_entry, make_release, make_revealed_workshop

pytestmark = pytest.mark.django_db


def proposed(workshop):
    rows = propose_from_results(workshop=workshop).new
    return [(row.bank_code, row.title, [q.code for q in row.questions.all()]) for row in rows]


def test_the_fewest_entries_that_explain_all_are_proposed():
    release = make_release()
    make_entry(release, "BN-01", ["F-01"])
    make_entry(release, "BN-02", ["F-03", "F-01", "F-02"])
    make_entry(release, "BN-03", ["F-04"])
    levels = {"F-01": "1", "F-02": "4", "F-03": "?", "F-04": "2", "F-05": "2"}
    workshop = make_revealed_workshop(levels, release=release)

    assert proposed(workshop) == [
        ("BN-02", "Statement 2", ["F-01", "F-03"]),
        ("BN-03", "Statement 3", ["F-04"]),
        ("", "Question F-05?", ["F-05"]),
    ]


def test_a_proposal_tells_what_was_found_and_what_to_look_for():
    release = make_release()
    make_entry(release, "BN-01", ["F-01", "F-02"], objectives=["RR-1"])
    workshop = make_revealed_workshop({"F-01": "2", "F-02": "?"}, release=release)

    (row,) = propose_from_results(workshop=workshop).new

    assert row.description.splitlines() == [
        "F-01: Found at level 2: Low",
        "F-02: Half or more of MOF did not know.",
        "Check together whether you see this:",
        "– Seen once",
        "– Seen twice",
    ]
    assert (row.state, row.stage.code, row.number) == ("proposed", "F", 1)
    assert not row.causes.exists()


def test_only_kept_objectives_are_taken_over_else_those_of_the_questions():
    release = make_release()
    make_entry(release, "BN-01", ["F-01"], objectives=["RR-1", "RR-2"])
    make_entry(release, "BN-02", ["F-02"], objectives=["RR-2"])
    workshop = make_revealed_workshop({"F-01": "1", "F-02": "1"}, release=release)
    for code, kept in (("RR-1", True), ("RR-2", False)):
        workshop.objectives.create(code=code, title=code, function="RR", kept=kept)
    workshop.questions.filter(code="F-02").update(objectives=["PU-1"])

    first, second = propose_from_results(workshop=workshop).new

    assert (first.objectives, second.objectives) == (["RR-1"], ["PU-1"])


def test_titles_and_signs_are_in_the_language_of_the_workshop():
    release = make_release()
    french = {"title": "Le plafond vient tard", "symptoms": ["Vu une fois", "Vu deux fois"]}
    make_entry(release, "BN-01", ["F-01"], translations={"fr": french})
    workshop = make_revealed_workshop({"F-01": "1"}, release=release, languages=["fr"])

    (row,) = propose_from_results(workshop=workshop).new

    assert row.title == "Le plafond vient tard"
    assert row.description.endswith("– Vu une fois\n– Vu deux fois")


def test_a_stage_revealed_later_joins_what_the_list_has_already():
    release = make_release()
    make_entry(release, "BN-01", ["F-01", "F-02"])
    workshop = make_revealed_workshop({"F-01": "1"}, release=release)
    (row,) = propose_from_results(workshop=workshop).new
    reveal_another(workshop, "F-02", release)

    proposals = propose_from_results(workshop=workshop)

    assert (proposals.new, proposals.joined) == ([], 1)
    assert [question.code for question in row.questions.all()] == ["F-01", "F-02"]
    assert Event.objects.filter(action="bottleneck_changed", subject="B1").count() == 1


def test_a_dropped_entry_stays_dropped_and_its_new_question_speaks_for_itself():
    release = make_release()
    make_entry(release, "BN-01", ["F-01", "F-02"])
    workshop = make_revealed_workshop({"F-01": "1"}, release=release)
    (row,) = propose_from_results(workshop=workshop).new
    decide_bottleneck(bottleneck=row, state="dropped")
    reveal_another(workshop, "F-02", release)

    assert proposed(workshop) == [("", "Question F-02?", ["F-02"])]


def test_a_typed_title_is_not_taken_again():
    release = make_release()
    make_entry(release, "BN-01", ["F-01"], title="Late; and small")
    workshop = make_revealed_workshop({"F-01": "1"}, release=release)
    add_bottleneck(workshop=workshop, title="Late, and small")

    assert proposed(workshop) == [("BN-01", "Late, and small (BN-01)", ["F-01"])]


def test_a_long_description_ends_with_a_whole_line():
    findings = [(f"F-0{n}", ["x" * 600]) for n in range(1, 5)]

    with_one = found_together(findings, ["short", "y" * 600])
    with_none = found_together(findings, ["y" * 600, "short"])

    assert with_one.endswith("x\nCheck together whether you see this:\n– short")
    assert with_none.endswith("x" * 600)


def test_the_catalogue_of_the_newest_release_in_use_is_taken():
    old, new = make_release(), make_release(version="1.2.0")
    make_entry(old, "BN-01", ["F-01"], title="Old words")
    make_entry(new, "BN-01", ["F-01"], title="New words")
    workshop = make_revealed_workshop({"F-01": "1", "F-02": "4"}, release=old)
    workshop.questions.filter(code="F-02").update(release=new)

    assert proposed(workshop) == [("BN-01", "New words", ["F-01"])]


def reveal_another(workshop, code, release):
    question = make_question(workshop, code, release=release)
    for state in ("open", "closed", "revealed"):
        set_state(workshop=workshop, stage=question.stage.code, state=state)
        question.refresh_from_db()
        if state == "open":
            make_answers(question, "111", side="MOH")
            make_answers(question, "111", side="MOF")
