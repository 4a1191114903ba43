"""Officials read the questions in their own language, and the page says which piece is in which."""

import pytest
from django.test import override_settings

from tests.diagnostics.officials import make_room, stage_url, text_of

FRENCH = {"fr": {"text": "Question en français ?", "levels": ["Un", "Deux", "Trois", "Quatre"]}}


@pytest.fixture
def official(client, db):
    """In a workshop that works in English, French and Arabic; F-01 alone is in French too."""
    participant, [first, _second] = make_room(client)
    first.translations = FRENCH
    first.save()
    participant.workshop.languages = ["en", "fr", "ar"]
    participant.workshop.save()
    return participant


def home(official):
    return f"/j/{official.workshop.code}/me/"


def choose(client, official, language):
    return client.post(f"/j/{official.workshop.code}/language/", {"language": language})


def test_the_languages_of_the_workshop_are_offered_by_their_own_names(client, official):
    text = text_of(client.get(home(official)))

    for code, name in (("en", "English"), ("fr", "Français"), ("ar", "العربية")):
        assert f'name="language" value="{code}" lang="{code}"' in text
        assert f">{name}</button>" in text


def test_one_language_leaves_nothing_to_choose(client, db):
    participant, _questions = make_room(client)

    assert "Language of the questions" not in text_of(client.get(home(participant)))


def test_who_has_chosen_a_language_is_not_offered_another_choice_below(client, official):
    footer = "<footer"

    assert 'name="language"' in text_of(client.get(stage_url(official))).partition(footer)[2]
    choose(client, official, "fr")
    assert 'name="language"' not in text_of(client.get(stage_url(official))).partition(footer)[2]


@override_settings(LANGUAGES=[("en", "English")])
def test_a_chosen_language_is_read_where_there_is_a_translation(client, official):
    choose(client, official, "fr")

    text = text_of(client.get(stage_url(official)))

    assert '<html lang="en" dir="ltr">' in text
    assert '<span lang="fr" dir="ltr">Question en français ?</span>' in text
    assert '<span class="level-card__words" lang="fr" dir="ltr">Deux</span>' in text
    assert "<span>Question F-02?</span>" in text
    assert "Not everything here is translated into your language yet." in text


def test_before_a_choice_nothing_is_marked_or_missed(client, official):
    text = text_of(client.get(stage_url(official)))

    assert "<span>Question F-01?</span>" in text
    assert "Not everything here is translated" not in text


def test_the_whole_page_follows_where_we_speak_the_language(client, official):
    choose(client, official, "fr")

    response = client.get(stage_url(official))

    text = text_of(response)
    assert '<html lang="fr" dir="ltr">' in text
    assert "<span>Question en français ?</span>" in text
    assert '<span lang="en" dir="ltr">Question F-02?</span>' in text
    assert response["Content-Language"] == "fr"


def test_one_persons_language_is_not_the_next_ones(client, official):
    choose(client, official, "fr")
    client.get(stage_url(official))

    other, _questions = make_room(client)

    assert "Question en français" not in text_of(client.get(stage_url(other)))
    official.refresh_from_db()
    assert (official.language, other.language) == ("fr", "")


@pytest.mark.parametrize("language", ["", "de", "\x00", "x" * 300])
def test_another_language_is_refused_with_the_way_on(client, official, language):
    page = client.get(choose(client, official, language).url)

    assert [str(message) for message in page.context["messages"]] == [
        "The workshop does not work in this language. Choose one from the list."
    ]
    official.refresh_from_db()
    assert official.language == ""
