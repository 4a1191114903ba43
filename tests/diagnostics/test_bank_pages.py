"""The bank for everybody: what is shown to people who have no account and no workshop."""

import re

import pytest
from django.urls import reverse

from diagnostics.bank.loading import load_bank
from diagnostics.bank.reading import read_bank
from tests.diagnostics.banks import QUESTION, good_bank, write_bank, write_po

HOSTILE = "<script>alert(1)</script>"


def load(directory, **changes):
    files = good_bank()
    files["F-formulation.yaml"]["questions"][0] |= changes
    return load_bank(read_bank(write_bank(directory, files)))[0]


@pytest.fixture
def bank(db, tmp_path):
    return load(tmp_path)


def page_of(client, name="bank", *args, **query):
    response = client.get(reverse(f"diagnostics:{name}", args=args), query)
    assert response.status_code == 200
    return response


def shown(response):
    return [row.question.code for row in response.context["rows"]]


def words(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_an_empty_database_says_how_to_load_a_bank(client, db):
    assert "python manage.py load_bank fixtures/pfm-hf-alignment" in words(page_of(client))
    assert client.get(reverse("diagnostics:bank_question", args=["F-01"])).status_code == 404


def test_the_whole_bank_is_listed_by_stage_with_its_counts(client, bank):
    response = page_of(client)

    assert shown(response) == ["F-01", "F-02", "A-01"]
    assert "3 questions" in words(response)
    assert [
        (count.stage.code, count.questions) for count in response.context["library"].by_stage
    ] == [
        ("F", 2),
        ("A", 1),
    ]
    assert response.context["library"].by_side == [
        ("MOH", "Ministry of health", 3),
        ("MOF", "Ministry of finance", 3),
    ]


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ({"stage": "A"}, ["A-01"]),
        ({"objective": "PU-1"}, ["F-02"]),
        ({"function": "RR", "who": "MOF"}, ["F-01", "F-02", "A-01"]),
        ({"who": "PARTNER"}, []),
        ({"words": "f-02 ceiling"}, ["F-02"]),
        ({"words": "nowhere"}, []),
        ({"stage": "\x00"}, ["F-01", "F-02", "A-01"]),
    ],
)
def test_the_list_is_filtered(client, bank, query, codes):
    assert shown(page_of(client, **query)) == codes


def test_a_question_is_shown_whole(client, bank):
    said = words(page_of(client, "bank_question", "F-01"))

    for text in (*QUESTION["levels"], *QUESTION["evidence"], *QUESTION["why"].values()):
        assert text in said
    assert "Issued on, date (Circular)" in said
    assert "PEFA PI-16.2: same measure (not yet checked against the official document)" in said
    assert "RR-1 Objective RR-1" in said
    assert "3 minutes" in said
    assert "Nobody endorses this bank." in said


def test_a_confirmed_reference_and_a_proposal_are_told_apart(client, db, tmp_path):
    confirmed = {"pefa": [{"ref": "PI-16.2", "match": "same", "confirmed": True}], "hfpm": []}
    load(tmp_path, crosswalk=confirmed, proposals=["levels"], gateway=True)

    said = words(page_of(client, "bank_question", "F-01"))

    assert "not yet checked" not in said
    assert "own proposal, not an international standard" in said
    assert "Gateway" in said


def test_a_source_leads_to_its_address(client, db, tmp_path):
    files = good_bank()
    files["bank.yaml"]["sources"]["S01"] = {"title": "A guide", "url": "https://example.org/a?b=1"}
    load_bank(read_bank(write_bank(tmp_path, files)))

    page = page_of(client, "bank_question", "F-01").content.decode()

    assert '<a href="https://example.org/a?b=1" rel="noreferrer"><bdi>A guide</bdi></a>' in page


def test_one_question_leads_to_the_next(client, bank):
    first = page_of(client, "bank_question", "F-01")
    middle = page_of(client, "bank_question", "F-02")
    last = page_of(client, "bank_question", "A-01")

    assert (first.context["before"], first.context["after"].question.code) == (None, "F-02")
    assert middle.context["before"].question.code == "F-01"
    assert middle.context["after"].question.code == "A-01"
    assert last.context["after"] is None


@pytest.mark.parametrize("code", ["F-99", "f-01", "\x00", "<script>"])
def test_a_code_that_is_not_in_the_bank_is_not_found(client, bank, code):
    assert client.get(reverse("diagnostics:bank_question", args=[code])).status_code == 404


def test_texts_of_the_bank_are_never_markup(client, db, tmp_path):
    load(tmp_path, question=f"Is {HOSTILE} known?", evidence=[HOSTILE])

    for response in (page_of(client), page_of(client, "bank_question", "F-01")):
        assert HOSTILE not in response.content.decode()
        assert "&lt;script&gt;" in response.content.decode()


def test_a_translation_is_shown_to_those_who_read_it(client, db, tmp_path, settings):
    settings.LANGUAGES = [("en", "English"), ("fr", "Français")]
    french = "Le plafond de la santé est-il connu tôt ?"
    directory = write_bank(tmp_path, good_bank())
    write_po(directory, "fr", [("F-01:question", QUESTION["question"], french)])
    load_bank(read_bank(directory))

    response = client.get(reverse("diagnostics:bank"), headers={"accept-language": "fr"})

    assert french in response.content.decode()
    assert response.content.decode().count(QUESTION["question"]) == 2  # the others stay English


def test_the_number_of_queries_does_not_grow_with_the_bank(
    client, db, tmp_path, django_assert_num_queries
):
    for version, more in (("1.0.0", 0), ("1.1.0", 6)):
        files = good_bank()
        files["bank.yaml"]["version"] = version
        questions = files["A-approval.yaml"]["questions"]
        questions += [questions[0] | {"code": f"A-{number:02}"} for number in range(2, 2 + more)]
        load_bank(read_bank(write_bank(tmp_path / version, files)))
        with django_assert_num_queries(6):
            page_of(client)
        page_of(client, "bank_question", "F-01")  # the glossary is read once for a release
        with django_assert_num_queries(7):
            page_of(client, "bank_question", "F-01")


def test_the_home_page_and_every_foot_lead_to_the_bank(client, db):
    assert client.get(reverse("home")).content.decode().count('href="/bank/"') == 2


def with_library(directory, **changes):
    """The small bank with its one practice changed, and a second one that is advice."""
    files = good_bank()
    first = files["practices.yaml"]["practices"][0] | changes
    advice = first | {
        "code": "PR-02",
        "title": "Sit at one table",
        "countries": [],
        "years": "",
        "stages": ["A"],
        "changed": "Talks took two days.",
        "bottlenecks": ["BN-02"],
    }
    files["practices.yaml"]["practices"] = [first, advice]
    return load_bank(read_bank(write_bank(directory, files)))[0]


def practices_shown(response):
    return [row.practice.code for row in response.context["rows"]]


def test_a_question_names_the_bottlenecks_to_which_it_points(client, bank):
    page = page_of(client, "bank_question", "F-01")

    assert [entry.code for entry in page.context["bottlenecks"]] == ["BN-01"]
    assert 'href="/bank/bottlenecks/#BN-01"' in page.content.decode()


def test_bottlenecks_say_how_one_sees_them_what_helps_and_which_questions_find_them(client, bank):
    page = page_of(client, "bank_bottlenecks")

    assert [row.bottleneck.code for row in page.context["rows"]] == ["BN-01", "BN-02"]
    for text in ("Drafts are written twice.", "Meet before the circular.", "RR-1 Objective RR-1"):
        assert text in words(page)
    html = page.content.decode()
    assert 'href="/bank/F-01/"' in html
    assert 'href="/bank/practices/?bottleneck=BN-01">1 practice<' in html


def test_a_bottleneck_without_a_country_behind_it_says_so(client, db, tmp_path):
    files = good_bank()
    load_bank(read_bank(write_bank(tmp_path, files)))
    assert "Our own proposal" not in words(page_of(client, "bank_bottlenecks"))

    files["bottlenecks.yaml"]["bottlenecks"][0]["proposal"] = True
    files["bank.yaml"]["version"] = "1.1.0"
    load_bank(read_bank(write_bank(tmp_path, files)))
    assert words(page_of(client, "bank_bottlenecks")).count("Our own proposal") == 1


def test_a_practice_says_what_was_done_what_changed_and_where_that_stands(client, db, tmp_path):
    with_library(tmp_path)

    said = words(page_of(client, "practices"))

    for text in (
        "Rwanda",
        "2017-2019",
        "The two ministries met before the circular.",
        "The source reports no result.",
        "A minister asked for it.",
        "A guide , 2020 Facts only; wording is ours.",
        "Advice, not tied to a country",
        "Talks took two days.",
        "2 of 2 practices shown",
    ):
        assert text in said


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ({"stage": "A"}, ["PR-02"]),
        ({"objective": "RR-1"}, ["PR-01", "PR-02"]),
        ({"bottleneck": "BN-01"}, ["PR-01"]),
        ({"country": "CI"}, ["PR-01"]),
        ({"words": "rwanda circular"}, ["PR-01"]),
        ({"country": "FR"}, ["PR-01", "PR-02"]),
        ({"words": "nowhere"}, []),
        ({"country": "\x00"}, ["PR-01", "PR-02"]),
    ],
)
def test_practices_are_filtered(client, db, tmp_path, query, codes):
    with_library(tmp_path)

    assert practices_shown(page_of(client, "practices", **query)) == codes


def test_only_countries_that_did_something_can_be_chosen(client, db, tmp_path):
    with_library(tmp_path)

    choices = page_of(client, "practices").context["form"].fields["country"].choices

    assert choices[1:] == [("CI", "Côte d'Ivoire"), ("RW", "Rwanda")]


@pytest.mark.parametrize("name", ["bank_bottlenecks", "practices"])
def test_texts_of_the_library_are_never_markup(client, db, tmp_path, name):
    files = good_bank()
    files["practices.yaml"]["practices"][0] |= {"title": HOSTILE, "done": HOSTILE}
    files["bottlenecks.yaml"]["bottlenecks"][0] |= {"title": HOSTILE, "symptoms": [HOSTILE, "So."]}
    load_bank(read_bank(write_bank(tmp_path, files)))

    assert HOSTILE not in page_of(client, name).content.decode()


@pytest.mark.parametrize("name", ["bank_bottlenecks", "practices"])
def test_a_bank_without_a_library_says_so(client, db, tmp_path, name):
    files = good_bank()
    for file in ("bottlenecks.yaml", "practices.yaml", "glossary.yaml"):
        del files[file]
    load_bank(read_bank(write_bank(tmp_path, files)))

    assert "Whoever runs this server can load a newer release" in words(page_of(client, name))


@pytest.mark.parametrize("name", ["bank_bottlenecks", "practices"])
def test_without_a_bank_its_library_says_how_to_load_one(client, db, name):
    assert "load_bank" in words(page_of(client, name))


@pytest.mark.parametrize("name", ["bank_bottlenecks", "practices"])
def test_the_number_of_queries_does_not_grow_with_the_library(
    client, db, tmp_path, django_assert_num_queries, name
):
    load(tmp_path)
    with django_assert_num_queries(7):
        page_of(client, name)
    files = good_bank()
    files["bank.yaml"]["version"] = "1.1.0"
    first = files["practices.yaml"]["practices"][0]
    files["practices.yaml"]["practices"] = [
        first | {"code": f"PR-{number:02}"} for number in range(1, 9)
    ]
    load_bank(read_bank(write_bank(tmp_path, files)))
    with django_assert_num_queries(7):
        page_of(client, name)
