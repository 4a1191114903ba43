"""With very many actions the tables say little of each; nothing is left out of the document."""

import re

import pytest
from django.utils.translation import override

from roadmaps.documents.pages import MANY
from roadmaps.documents.pdf import roadmap_html
from tests.roadmaps.content_builder import make_edition


def section(html, name):
    return re.search(rf'<section[^>]*id="{name}">.*?</section>', html, re.DOTALL)[0]


@pytest.mark.parametrize(("actions", "in_table"), [(MANY, True), (MANY + 1, False)])
def test_a_long_table_leaves_budget_dates_and_titles_to_the_details(actions, in_table):
    edition = make_edition(actions=actions)
    action = edition.content["actions"][0]
    budget_date, bottleneck = action["budget_date"]["title"], edition.content["bottlenecks"][0]

    with override("en"):
        html = roadmap_html(edition)

    table, details = section(html, "actions"), section(html, "details")
    assert (budget_date in table) is in_table
    assert (bottleneck["title"] in table) is in_table
    assert bottleneck["ref"] in table
    assert budget_date in details
    assert bottleneck["title"] in details
    assert ("So many actions stand here in few words." in table) is not in_table
