import pytest
from django.urls import reverse
from django.utils import timezone, translation

from alignment.vocabulary import WorkshopState
from diagnostics.models import Fact, Question
from diagnostics.recorded import facts_by_question
from diagnostics.services.states import set_state
from tests.factories import (
    make_answers,
    make_participants,
    make_question,
    make_user,
    make_workshop,
    take_seat,
)


@pytest.fixture
def workshop(db, client):
    """Its facilitator is signed in; nothing is asked yet."""
    user = make_user()
    client.force_login(user)
    return make_workshop(by=user, state=WorkshopState.OPEN, disclosure_threshold=3)


def ask(workshop, code="F-01", moh="", mof="", **fields):
    question = make_question(workshop, code, state="open", **fields)
    make_answers(question, moh, side="MOH")
    make_answers(question, mof, side="MOF")
    return question


def reveal(workshop, stage="all"):
    for state in ("closed", "revealed"):
        set_state(workshop=workshop, stage=stage, state=state)


def address(name, workshop, *more):
    return reverse(f"diagnostics:{name}", args=[workshop.code, *more])


def sentence_of(client, workshop):
    return client.get(address("compare", workshop)).context["lines"][0].sentence


@pytest.mark.parametrize(
    ("moh", "mof", "sentence"),
    [
        (
            "111",
            "444",
            "A conflict: health 1, finance 4, gap 3. "
            "Joint level for now: 2.5 (0.5 below the benchmark, 3).",
        ),
        (
            "222",
            "333",
            "The ministries differ: health 2, finance 3, gap 1. "
            "Joint level for now: 2.5 (0.5 below the benchmark, 3).",
        ),
        (
            "333",
            "3344",
            "The ministries are close: health 3, finance 3.5. "
            "Joint level for now: 3.3 (it reaches the benchmark, 3).",
        ),
        (
            "444",
            "444",
            "Both ministries see level 4. Joint level for now: 4 (it reaches the benchmark, 3).",
        ),
        (
            "333",
            "33",
            "Not shown for Ministry of finance: too few answers to keep everybody's answer "
            "private.",
        ),
        (
            "333",
            "",
            "Only one ministry chose a level (Ministry of health: 3), so it enters no total.",
        ),
        ("", "", "Nobody answered."),
    ],
)
def test_a_question_is_read_out_in_a_sentence(client, workshop, moh, mof, sentence):
    ask(workshop, moh=moh, mof=mof)
    reveal(workshop)

    assert sentence_of(client, workshop) == sentence


@pytest.mark.parametrize(("moh", "mof", "told"), [("111", "444", 1), ("333", "", 0)])
def test_the_page_says_why_two_medians_give_their_joint_level(client, workshop, moh, mof, told):
    ask(workshop, moh=moh, mof=mof)
    reveal(workshop)

    text = client.get(address("compare_question", workshop, "F-01")).text

    assert text.count("lies halfway between the medians of both ministries") == told


def test_before_the_reveal_the_page_counts_and_tells_no_more(client, workshop):
    ask(workshop, moh="111", mof="44")

    assert sentence_of(client, workshop) == (
        "Not revealed yet. Answered so far: MOH: 3 of 3; MOF: 2 of 2."
    )
    page = client.get(address("compare_question", workshop, "F-01")).text
    assert "benchmark" not in page
    assert "<svg" not in page.split("<main")[1]


def test_a_question_that_no_side_here_answers_says_so(client, workshop):
    ask(workshop, who=["PURCHASER"])
    reveal(workshop)

    assert sentence_of(client, workshop) == "No side of this workshop is asked this question."


def test_revealing_is_asked_for_once_more(client, workshop):
    question = ask(workshop, moh="333", mof="333")
    set_state(workshop=workshop, stage="F", state="closed")

    asked = client.post(address("set_state", workshop), {"stage": "F", "state": "revealed"})
    question.refresh_from_db()
    assert question.state == "closed"

    page = client.get(asked.url)
    assert "It cannot be taken back" in page.text
    client.post(page.context["action"])
    question.refresh_from_db()
    assert question.state == "revealed"


def test_the_press_of_a_second_round_names_only_what_was_asked_again(client, workshop):
    ask(workshop, moh="333", mof="333")
    make_question(workshop, "F-02", state="open")
    make_answers(workshop.questions.get(code="F-02"), "111", side="MOH")
    make_answers(workshop.questions.get(code="F-02"), "444", side="MOF")
    reveal(workshop)
    for state in ("open", "closed"):
        set_state(workshop=workshop, stage="F", state=state)

    page = client.get(address("reveal", workshop), {"stage": "F"})

    assert [line.question.code for line in page.context["lines"]] == ["F-02"]


@pytest.mark.parametrize(
    ("stage", "back", "name", "chosen"),
    [
        ("F", "run", "compare", "?stage=F"),
        ("F", "compare", "compare", "?stage=F"),
        ("all", "run", "compare", ""),
        ("F", "agree", "agree", ""),
    ],
)
def test_after_a_reveal_its_results_are_there(client, workshop, stage, back, name, chosen):
    ask(workshop, moh="333", mof="333")
    set_state(workshop=workshop, stage="F", state="closed")

    response = client.post(address("reveal", workshop) + f"?stage={stage}&back={back}")

    assert response.url == address(name, workshop) + chosen


def test_a_refused_reveal_leads_back_to_where_it_was_pressed(client, workshop):
    ask(workshop)

    response = client.post(address("reveal", workshop) + "?stage=F&back=run")

    assert response.url == address("run", workshop)


def test_a_part_of_the_questions_is_counted_and_the_rest_a_press_away(client, workshop):
    ask(workshop, "F-01")
    ask(workshop, "A-01")

    text = " ".join(client.get(address("compare", workshop), {"stage": "F"}).text.split())

    assert "1 of 2 questions are shown." in text
    assert f'<a href="{address("compare", workshop)}#questions">Show all</a>' in text


def test_a_refused_press_says_what_to_do(client, workshop):
    ask(workshop)

    response = client.post(address("reveal", workshop) + "?stage=F", follow=True)

    assert [str(m) for m in response.context["messages"]] == [
        "Close stage F first, then reveal it."
    ]


@pytest.mark.parametrize(
    ("late", "message"),
    [
        (
            "12",
            "Nothing was added: too few new answers have come in, or adding them would tell who "
            "answered what. What was shown stays.",
        ),
        ("1234", "New answers were added: F-01 (MOH)."),
    ],
)
def test_the_press_for_a_new_snapshot_says_what_it_added(client, workshop, late, message):
    question = ask(workshop, moh="123", mof="333")
    reveal(workshop)
    question.refresh_from_db()
    make_answers(question, late, origin="paper")

    response = client.post(address("reveal", workshop) + "?stage=F", follow=True)

    assert [str(m) for m in response.context["messages"]] == [message]


def test_a_choice_that_fits_no_question_says_so_and_leads_back(client, workshop):
    ask(workshop, moh="333", mof="333")
    reveal(workshop)

    text = client.get(address("compare", workshop), {"reading": "conflict"}).text

    assert "No question matches all of that." in text
    assert f'<a href="{address("compare", workshop)}#questions">Show all questions</a>' in text


@pytest.mark.parametrize(
    ("chosen", "codes"),
    [
        ({}, ["F-01", "F-02", "A-01"]),
        ({"stage": "F"}, ["F-01", "F-02"]),
        ({"reading": "conflict"}, ["F-01"]),
        ({"objective": "RR-1"}, ["A-01"]),
        ({"stage": "F", "objective": "RR-1"}, []),
        ({"stage": "nonsense"}, ["F-01", "F-02", "A-01"]),
        ({"side": "MOF"}, ["F-01", "F-02"]),
        ({"side": "MOH"}, ["F-01", "F-02", "A-01"]),
        ({"side": "PURCHASER"}, ["F-01", "F-02", "A-01"]),  # nobody here is that
    ],
)
def test_the_list_shows_what_is_asked_for(client, workshop, chosen, codes):
    workshop.objectives.create(code="RR-1", title="Predictable money", function="RR")
    ask(workshop, "F-01", moh="111", mof="444")
    ask(workshop, "F-02", moh="333", mof="333")
    ask(workshop, "A-01", moh="333", objectives=["RR-1"], who=["MOH"])
    reveal(workshop)

    lines = client.get(address("compare", workshop), chosen).context["lines"]

    assert [line.question.code for line in lines] == codes


def test_facts_and_comments_stand_beside_the_opinions_after_the_reveal(client, workshop):
    figure = {"code": "outturn", "label": "Out-turn", "unit": "percent", "where": "Accounts"}
    question = make_question(workshop, "F-01", state="open", facts=[figure])
    make_answers(question, "333", comment="The law says so <b>.")
    Fact.objects.create(
        question=question, code="outturn", value="87", year="2024", provided_by="Treasury"
    )
    page = address("compare_question", workshop, "F-01")
    assert "87" not in client.get(page).text.split("<main")[1]

    reveal(workshop)

    text = client.get(page).text
    assert "Out-turn" in text
    assert "Treasury" in text
    assert text.count("The law says so &lt;b&gt;.") == 3


def test_a_question_of_record_without_figures_says_so(client, workshop):
    figure = {"code": "outturn", "label": "Out-turn", "unit": "percent", "where": "Accounts"}
    ask(workshop, moh="333", mof="333", facts=[figure])
    reveal(workshop)

    assert "None was recorded." in client.get(address("compare_question", workshop, "F-01")).text


def test_recorded_figures_stand_in_the_list_with_their_name_in_the_readers_language(
    client, workshop
):
    figure = {"code": "outturn", "label": "Out-turn", "unit": "percent", "where": "Accounts"}
    told = {"fr": {"facts": [figure | {"label": "Exécution"}]}}
    question = ask(workshop, moh="333", mof="333", facts=[figure], translations=told)
    Fact.objects.create(question=question, code="outturn", value="87", year="2024")
    assert "Out-turn" not in client.get(address("compare", workshop)).text

    reveal(workshop)

    assert "Out-turn: <bdi>87%</bdi>" in client.get(address("compare", workshop)).text
    with translation.override("fr"):
        [[line]] = facts_by_question(workshop).values()
    assert line.label == "Exécution"


def test_what_was_chosen_is_kept_on_the_way_to_a_question_and_back(client, workshop):
    ask(workshop, moh="333", mof="333")
    reveal(workshop)
    chosen = {"stage": "F", "side": "MOH"}

    there = f"{address('compare_question', workshop, 'F-01')}?stage=F&amp;side=MOH"
    back = f"{address('compare', workshop)}?stage=F&amp;side=MOH#questions"

    assert f'href="{there}"' in client.get(address("compare", workshop), chosen).text
    assert (
        f'href="{back}"' in client.get(address("compare_question", workshop, "F-01"), chosen).text
    )


def test_a_side_that_moved_shows_both_rounds(client, workshop):
    question = ask(workshop, moh="111", mof="444")
    people = [answer.participant for answer in question.answers.order_by("pk")]
    reveal(workshop)
    set_state(workshop=workshop, stage="F", state="open")
    question.refresh_from_db()
    make_answers(question, "333", participants=people[:3])
    reveal(workshop)

    text = " ".join(client.get(address("compare_question", workshop, "F-01")).text.split())

    assert text.count("Second round.") == 1
    assert text.count("First round: too few answered the second.") == 1
    assert "Ministry of health: median in the first round 1, now 3." in text
    assert text.count("p-before-MOH") == 1


@pytest.fixture
def phone(client, workshop):
    """A phone that holds a seat, in place of the facilitator's laptop."""
    client.logout()
    take_seat(client, make_participants(workshop, "MOH")[0])
    return client


def test_officials_see_the_same_as_the_facilitator(client, workshop):
    ask(workshop, moh="112", mof="344")
    reveal(workshop)
    seen_by_facilitator = client.get(address("compare", workshop)).context["comparison"].results

    take_seat(client, make_participants(workshop, "MOF")[0])
    page = client.get(address("results", workshop))

    assert page.context["comparison"].results == seen_by_facilitator
    assert client.get(address("result", workshop, "F-01")).status_code == 200


def test_officials_are_told_that_nothing_is_revealed_yet(phone, workshop):
    ask(workshop, moh="111")

    text = phone.get(address("results", workshop)).text

    assert "Nothing is revealed yet" in text
    assert "F-01" not in text


@pytest.mark.parametrize("name", ["results", "result"])
@pytest.mark.parametrize(
    ("who", "status"), [("seated", 200), ("withdrawn", 403), ("elsewhere", 404), ("nobody", 404)]
)
def test_who_sees_the_results_on_a_phone(client, workshop, name, who, status):
    ask(workshop, moh="111")
    client.logout()
    there = make_workshop(state=WorkshopState.OPEN) if who == "elsewhere" else workshop
    if who != "nobody":
        take_seat(client, make_participants(there, "MOH")[0])
    if who == "withdrawn":
        workshop.participants.update(voided_at=timezone.now())

    response = client.get(address(name, workshop, *(["F-01"] if name == "result" else [])))

    assert response.status_code == status


@pytest.mark.parametrize("name", ["compare_question", "agree_question", "result"])
def test_a_question_that_is_not_here_is_not_found(client, workshop, name):
    take_seat(client, make_participants(workshop, "MOH")[0])

    assert client.get(address(name, workshop, "X-99")).status_code == 404


@pytest.mark.parametrize(("questions", "people"), [(1, 3), (3, 6)])
@pytest.mark.parametrize(("name", "queries"), [("compare", 15), ("agree", 16)])
def test_pages_cost_the_same_however_much_there_is(
    client, workshop, questions, people, name, queries, django_assert_num_queries
):
    for number in range(questions):
        ask(workshop, f"F-0{number}", moh="1" * people, mof="4" * people)
    reveal(workshop)
    assert Question.objects.filter(state="revealed").count() == questions

    with django_assert_num_queries(queries):
        client.get(address(name, workshop))
