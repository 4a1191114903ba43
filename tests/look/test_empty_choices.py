"""A list in which nothing is chosen yet says so in words."""

import pytest

from tests.walk.addresses import addresses
from tests.walk.demonstration import standing_demo
from tests.walk.pages import pages, parsed
from tests.walk.roles import device_of


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    with standing_demo(django_db_blocker) as people:
        yield people


def empty_choices(content) -> set[str]:
    """What the choices say that choose nothing."""
    empty = [choice for choice in parsed(content).iter("option") if choice.get("value") == ""]
    return {choice.text_content() for choice in empty}


@pytest.mark.parametrize("place", ["workshop", "draft"])
def test_no_list_begins_with_dashes(db, demo, place):
    shown = pages(device_of("facilitator", demo), addresses(demo[place]))

    said = set().union(*(empty_choices(page) for _path, page in shown))

    assert {"Choose…", "None chosen", "Not decided yet", "Chosen on the phone"} <= said
    assert not {words for words in said if not any(map(str.isalpha, words))}
