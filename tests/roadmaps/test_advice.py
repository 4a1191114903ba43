"""What the bank says beside a bottleneck, and what others did."""

import pytest
from django.urls import reverse

from roadmaps.advice import advice_on
from roadmaps.queries import bottlenecks_of
from tests.factories import make_bottleneck, make_question, make_stage, make_user, make_workshop
from tests.roadmaps.catalogue import make_entry, make_practice, make_release

pytestmark = pytest.mark.django_db


@pytest.fixture
def release():
    release = make_release()
    make_entry(release, "BN-90", ["F-90"])
    return release


@pytest.fixture
def workshop(release):
    """Its only question, F-01, serves RR-1."""
    workshop = make_workshop(by=make_user(), state="open")
    make_question(workshop, release=release, objectives=["RR-1"])
    return workshop


def examples_on(workshop):
    (advice,) = advice_on(workshop, bottlenecks_of(workshop)).values()
    return [example.practice.code for example in advice.examples]


def from_question(workshop, **fields):
    row = make_bottleneck(workshop, **fields)
    row.questions.set(workshop.questions.all())
    return row


def test_practices_that_name_the_entry_come_beside_it(workshop, release):
    make_entry(release, "BN-01", ["F-01"])
    for code, named in (("PR-01", ["BN-02"]), ("PR-02", ["BN-01"]), ("PR-03", ["BN-03", "BN-01"])):
        make_practice(release, code, bottlenecks=named)
    from_question(workshop, bank_code="BN-01")

    assert examples_on(workshop) == ["PR-02", "PR-03"]


def test_a_typed_one_shows_practices_close_to_its_questions(workshop, release):
    workshop.questions.update(objectives=["RR-1", "PU-1"])
    make_practice(release, "PR-01", objectives=["RR-1"])
    make_practice(release, "PR-02", objectives=["RR-1"], stages=["E"])
    make_practice(release, "PR-03", objectives=["GV-1"])
    make_practice(release, "PR-04", objectives=["PU-1", "RR-1"])
    from_question(workshop)

    assert examples_on(workshop) == ["PR-04", "PR-01"]


def test_one_without_questions_is_placed_by_its_own_stage_and_objectives(workshop, release):
    make_practice(release, "PR-01", objectives=["GV-1"], stages=["C"])
    make_bottleneck(workshop, stage=make_stage(workshop, "C"), objectives=["GV-1"])

    assert examples_on(workshop) == ["PR-01"]


def test_other_statements_that_its_questions_point_to_are_named(workshop, release):
    for code, questions in (("BN-01", ["F-01"]), ("BN-02", ["F-02"]), ("BN-03", ["F-02", "F-01"])):
        make_entry(release, code, questions)
    row = from_question(workshop, bank_code="BN-01")

    advice = advice_on(workshop, bottlenecks_of(workshop))[row.pk]

    assert [entry.code for entry in advice.others] == ["BN-03"]


def test_at_most_five_are_shown(workshop, release):
    for number in range(1, 8):
        make_practice(release, f"PR-0{number}")
    from_question(workshop)

    assert examples_on(workshop) == ["PR-01", "PR-02", "PR-03", "PR-04", "PR-05"]


def test_without_a_bank_nothing_is_said():
    workshop = make_workshop()
    make_bottleneck(workshop)

    assert advice_on(workshop, bottlenecks_of(workshop)) == {}


def test_a_release_without_bottlenecks_says_nothing(workshop, release):
    release.bottlenecks.all().delete()
    from_question(workshop, bank_code="BN-01")

    assert advice_on(workshop, bottlenecks_of(workshop)) == {}


def test_a_workshop_of_an_older_release_is_advised_by_the_newest_of_its_bank(workshop, release):
    release.bottlenecks.all().delete()
    for fields in ({"version": "1.2.0"}, {"version": "1.10.0"}, {"slug": "another"}):
        newer = make_release(**fields)
        make_entry(newer, "BN-01", ["F-01"], title=f"Of {newer.slug} {newer.version}")
    row = from_question(workshop, bank_code="BN-01")

    assert advice_on(workshop, [row])[row.pk].entry.title == "Of bank 1.10.0"


def test_the_page_of_a_bottleneck_tells_causes_remedies_and_examples(client, workshop, release):
    client.force_login(workshop.facilitators.get().user)
    make_entry(release, "BN-01", ["F-01"], cause_types=["reading_of_law", "data"], proposal=True)
    make_entry(release, "BN-02", ["F-01"], title="Ceilings change without a word")
    make_practice(release, "PR-01", bottlenecks=["BN-01"], changed="From 40% to 60%.")
    make_practice(release, "PR-02", bottlenecks=["BN-01"], countries=[], conditions="<b>Time</b>")
    row = from_question(workshop, bank_code="BN-01")

    page = client.get(reverse("roadmaps:bottleneck", args=[workshop.code, row.number]))

    for words in (
        "Reading of the law, Data",
        "Write it down",
        "Ceilings change without a word",
        "Seen twice",
        "No study of a country stands behind it.",
        "Rwanda, ",
        "Advice, not tied to a country",
        "They met early.",
        "From 40% to 60%.",
        "&lt;b&gt;Time&lt;/b&gt;",
        '<a href="https://example.org/study" rel="noreferrer"><bdi>A country study</bdi></a>, 2020',
        "Facts only.",
        '<a href="/bank/practices/?bottleneck=BN-01#found">',
    ):
        assert words in page.content.decode(), words


def test_the_list_names_what_others_did_at_the_same_price_for_one_and_for_three(
    client, queries_of, release
):
    facilitator = make_user()
    client.force_login(facilitator)
    make_practice(release, "PR-01", bottlenecks=["BN-01", "BN-02", "BN-03"])

    def page(rows):
        workshop = make_workshop(by=facilitator, state="open")
        make_question(workshop, release=release)
        for number in range(1, rows + 1):
            from_question(workshop, bank_code=f"BN-0{number}")
        address = reverse("roadmaps:bottlenecks", args=[workshop.code])
        assert client.get(address).content.decode().count("What others did: ") == rows
        return lambda: client.get(address)

    assert queries_of(page(1)) == queries_of(page(3))
