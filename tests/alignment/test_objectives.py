"""Step 2: keeping, dropping, rewording and adding objectives."""

import pytest
from django.urls import reverse

from alignment.models import LibraryObjective, Objective
from alignment.vocabulary import WorkshopState
from tests.factories import make_workshop

pytestmark = pytest.mark.django_db

FRENCH = {"fr": {"title": "Budget crédible", "meaning": "Réaliste"}}


@pytest.fixture
def workshop(client):
    LibraryObjective.objects.create(
        code="RR-2",
        title="Credible allocation",
        meaning="Realistic",
        function="RR",
        translations=FRENCH,
    )
    LibraryObjective.objects.create(code="PU-4", title="Timely payment", function="PU", position=1)
    workshop = make_workshop(languages=["en", "fr"])
    client.force_login(workshop.facilitators.get().user)
    return workshop


def address(workshop, name="objectives"):
    return reverse(f"alignment:{name}", args=[workshop.code])


def post(client, workshop, changes, **more):
    """Send the page's form with ``changes``: {code: {field: value}}; None drops the field."""
    objectives = list(workshop.objectives.all())
    sent = {"list-TOTAL_FORMS": len(objectives), "list-INITIAL_FORMS": len(objectives)}
    for place, objective in enumerate(objectives):
        fields = {
            "id": objective.pk,
            "kept": "on",
            "title": objective.title,
            "meaning": objective.meaning,
        } | changes.get(objective.code, {})
        sent |= {f"list-{place}-{k}": v for k, v in fields.items() if v is not None}
    return client.post(address(workshop), sent | more)


def titles(workshop):
    return [(o.code, o.title, o.kept) for o in workshop.objectives.all()]


def test_a_workshop_begins_with_the_library_all_kept(workshop):
    assert titles(workshop) == [
        ("RR-2", "Credible allocation", True),
        ("PU-4", "Timely payment", True),
    ]


def test_objectives_are_grouped_by_function(client, workshop):
    page = client.get(address(workshop))

    groups = page.context["forms"].by_function()
    assert [(name.label, [form.instance.code for form in forms]) for name, forms in groups] == [
        ("Raising revenue", ["RR-2"]),
        ("Purchasing", ["PU-4"]),
    ]


def test_an_objective_is_dropped_and_another_renamed(client, workshop):
    changes = {"RR-2": {"kept": None}, "PU-4": {"title": "Pay on time", "meaning": "30 days"}}

    post(client, workshop, changes)

    assert titles(workshop) == [
        ("RR-2", "Credible allocation", False),
        ("PU-4", "Pay on time", True),
    ]


def test_all_objectives_of_a_function_are_dropped_and_kept_in_one_press(client, workshop):
    post(client, workshop, {"PU-4": {"title": "Pay on time"}}, keep_none="RR")
    assert titles(workshop) == [
        ("RR-2", "Credible allocation", False),
        ("PU-4", "Pay on time", True),
    ]

    post(client, workshop, {"RR-2": {"kept": None}, "PU-4": {"kept": None}}, keep_all="RR")
    assert titles(workshop) == [
        ("RR-2", "Credible allocation", True),
        ("PU-4", "Pay on time", False),
    ]


def test_a_function_that_does_not_exist_changes_nothing(client, workshop):
    post(client, workshop, {}, keep_none="XX")

    assert [kept for _code, _title, kept in titles(workshop)] == [True, True]


def test_own_wording_stands_in_every_language(client, workshop):
    post(client, workshop, {"RR-2": {"title": "A budget we believe"}})

    objective = workshop.objectives.get(code="RR-2")
    assert objective.text_in("title", "fr") == "A budget we believe"
    assert objective.text_in("meaning", "fr") == "Réaliste"


def test_the_librarys_wording_comes_back(client, workshop):
    post(client, workshop, {"RR-2": {"title": "A budget we believe"}})

    post(client, workshop, {}, restore="RR-2")

    objective = workshop.objectives.get(code="RR-2")
    assert (objective.title, objective.translations) == ("Credible allocation", FRENCH)


@pytest.mark.parametrize(
    ("title", "says"),
    [
        ("", "This field is required."),
        ("x" * 201, "Ensure this value has at most 200 characters (it has 201)."),
    ],
)
def test_a_wrong_wording_is_refused_and_nothing_stored(client, workshop, title, says):
    response = post(client, workshop, {"RR-2": {"title": title}, "PU-4": {"kept": None}})

    assert [form.errors for form in response.context["forms"]] == [{"title": [says]}, {}]
    assert titles(workshop)[1] == ("PU-4", "Timely payment", True)


def test_another_workshops_objective_cannot_be_changed(client, workshop):
    foreign = make_workshop().objectives.get(code="RR-2")

    response = post(client, workshop, {"RR-2": {"id": foreign.pk, "title": "Mine now"}})

    assert response.context["forms"].non_form_errors() == [
        "The list has changed since you opened this page. Reload it and try again."
    ]
    foreign.refresh_from_db()
    assert foreign.title == "Credible allocation"


@pytest.mark.parametrize("sent", [{}, {"list-TOTAL_FORMS": "x"}, {"list-TOTAL_FORMS": "9999"}])
def test_a_broken_form_is_refused_with_a_sentence(client, workshop, sent):
    response = client.post(address(workshop), sent)

    assert response.context["forms"].non_form_errors()
    assert len(titles(workshop)) == 2


def test_own_objectives_are_numbered(client, workshop):
    for title in ("First", "Second"):
        client.post(
            address(workshop, "objective_add"),
            {"title": title, "meaning": "", "function": "GV"},
        )

    own = Objective.objects.filter(own=True).values_list("code", "title", "kept")
    assert list(own) == [("OWN-1", "First", True), ("OWN-2", "Second", True)]


def test_an_own_objective_without_a_function_is_refused_and_kept_as_typed(client, workshop):
    sent = {"title": "First", "meaning": "", "function": "XX"}
    form = client.post(address(workshop, "objective_add"), sent).context["form"]

    assert list(form.errors) == ["function"]
    assert form["title"].value() == "First"


def test_a_hostile_title_is_shown_escaped_and_fenced(client, workshop):
    hostile = "<i>\u202eΩ😀</i>"
    client.post(
        address(workshop, "objective_add"), {"title": hostile, "meaning": "", "function": "GV"}
    )

    page = client.get(address(workshop)).content.decode()

    assert "<bdi>&lt;i&gt;\u202eΩ😀&lt;/i&gt;</bdi>" in page
    assert hostile not in page


def test_objectives_stay_once_the_workshop_is_open(client, workshop):
    workshop.state = WorkshopState.OPEN
    workshop.save()

    post(client, workshop, {"RR-2": {"kept": None}})
    client.post(
        address(workshop, "objective_add"), {"title": "Late", "meaning": "", "function": "GV"}
    )

    assert titles(workshop) == [
        ("RR-2", "Credible allocation", True),
        ("PU-4", "Timely payment", True),
    ]


@pytest.mark.parametrize("more", [1, 3])
def test_the_page_costs_four_queries(client, workshop, more, django_assert_num_queries):
    for number in range(more):
        Objective.objects.create(
            workshop=workshop, code=f"X-{number}", title="More", function="GV", position=9
        )

    with django_assert_num_queries(4):
        client.get(address(workshop))
