"""Before a stage is left: what is missing first, then what is stored."""

from lxml import html

from tests.diagnostics.evidence import put_beside
from tests.diagnostics.officials import make_room, stage_url, text_of
from tests.diagnostics.test_answer_saves import send


def check(client, participant):
    return client.get(stage_url(participant) + "check/")


def rows(response):
    page = html.fromstring(response.content)
    found = page.xpath("//*[@data-question]")
    return [(row.get("data-question"), " ".join(row.text_content().split())) for row in found]


def test_what_is_missing_comes_first(client, db):
    participant, questions = make_room(client, questions=3)
    send(client, participant, question="F-01", comment="Why")
    send(client, participant, question="F-03", value="dk")
    put_beside(participant, questions[2])

    response = check(client, participant)

    found = rows(response)
    assert [code for code, _ in found] == ["F-02", "F-01", "F-03"]
    assert found[0][1] == "F-02 Question F-02? No answer"
    assert found[1][1].startswith("F-01 Question F-01? 3 Mostly aligned · with a reason Received")
    assert "I don’t know · 1 file Received" in found[2][1].replace("'", "’")
    assert "2 of 3 answered" in text_of(response)
    assert f"{stage_url(participant)}#q-F-02" in response.content.decode()


def test_the_stage_leads_here_and_gaps_block_nothing(client, db):
    participant, _ = make_room(client)

    assert f"{stage_url(participant)}check/" in client.get(stage_url(participant)).content.decode()
    assert "You may leave them open" in text_of(check(client, participant))


def test_a_stage_without_questions_for_this_side_is_not_there(client, db):
    participant, _ = make_room(client, who=["MOF"])

    assert check(client, participant).status_code == 404
