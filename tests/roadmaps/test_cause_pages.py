"""The page of one bottleneck's causes: the picture, the same in words, and the next why."""

import pytest
from django.urls import reverse

from roadmaps.models import Cause
from tests.factories import make_bottleneck, make_cause, make_user, make_workshop

pytestmark = pytest.mark.django_db


@pytest.fixture
def workshop(client):
    facilitator = make_user()
    client.force_login(facilitator)
    return make_workshop(by=facilitator, state="open")


@pytest.fixture
def bottleneck(workshop):
    return make_bottleneck(workshop, "Cash is late")


def url(name, workshop, *place):
    return reverse(f"roadmaps:{name}", args=[workshop.code, *place])


def page_of(client, bottleneck):
    return client.get(url("causes", bottleneck.workshop, bottleneck.number)).content.decode()


def test_without_a_cause_the_page_says_what_to_ask(client, bottleneck):
    page = page_of(client, bottleneck)

    assert "No cause yet" in page
    assert "<svg" not in page.split("<main")[1]


def test_the_picture_stands_beside_the_same_in_words(client, bottleneck):
    first = make_cause(bottleneck, text="No plan", cause_type="practice", evidence="Audit 2024")
    make_cause(bottleneck, text="Nobody was trained", parent=first, cause_type="capacity")

    page = page_of(client, bottleneck)

    assert "<title>B1: why it is there</title>" in page
    assert "<desc>1 Practice: No plan; 1.1 Capacity: Nobody was trained</desc>" in page
    assert page.count("<bdi>Nobody was trained</bdi>") == 1
    assert "Audit 2024" in page


def test_one_asks_why_once_more_behind_a_cause(client, workshop, bottleneck):
    first = make_cause(bottleneck, text="No plan")
    place = f"{url('cause_add', workshop, bottleneck.number)}?under={first.pk}"
    assert "Why is that so?" in client.get(place).content.decode()

    response = client.post(place, {"text": "Nobody was trained", "parent": first.pk})

    assert response.url == url("causes", workshop, bottleneck.number)
    deeper = Cause.objects.get(text="Nobody was trained")
    assert (deeper.parent, list(deeper.bottlenecks.all())) == (first, [bottleneck])


def test_a_sixth_step_is_refused_beside_the_field(client, workshop, bottleneck):
    last = None
    for step in range(5):
        last = make_cause(bottleneck, text=f"Step {step}", parent=last)

    page = client.post(
        f"{url('cause_add', workshop, bottleneck.number)}?under={last.pk}",
        {"text": "Deeper", "parent": last.pk},
    ).content.decode()

    assert "A chain has at most 5 steps." in page
    assert Cause.objects.count() == 5
    assert page_of(client, bottleneck).count("Ask why once more") == 4


@pytest.mark.parametrize("under", ["9", "0", "x", "-1", "٣", "9" * 40, ""])
def test_a_cause_that_is_not_there_is_not_asked_about(client, workshop, bottleneck, under):
    foreign = make_cause(make_bottleneck(make_workshop()))

    for typed in (under, str(foreign.pk)):
        place = f"{url('cause_add', workshop, bottleneck.number)}?under={typed}"
        assert "Why is that so?" not in client.get(place).content.decode()


def test_a_cause_is_not_offered_to_stand_behind_itself(client, workshop, bottleneck):
    first = make_cause(bottleneck, text="No plan")
    make_cause(bottleneck, text="Nobody was trained", parent=first)

    page = client.get(url("cause", workshop, first.pk)).content.decode()

    assert "B1 · Nobody was trained" not in page


def test_hostile_words_stay_words(client, bottleneck):
    make_cause(bottleneck, text="</text><script>alert(1)</script>")

    page = page_of(client, bottleneck)

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_another_facilitator_finds_no_page(client, bottleneck):
    client.force_login(make_user())

    assert client.get(url("causes", bottleneck.workshop, 1)).status_code == 404


def test_the_pages_queries_do_not_grow_with_the_causes(client, bottleneck, queries_of):
    def visit():
        page_of(client, bottleneck)

    make_cause(bottleneck)
    visit()
    one = queries_of(visit)
    for cause in [make_cause(bottleneck), make_cause(bottleneck)]:
        make_cause(bottleneck, parent=cause)

    assert queries_of(visit) == one
