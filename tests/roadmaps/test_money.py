"""The roll-up of costs: arithmetic without a database."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from roadmaps.money import Part, Purse, RollUp, roll_up

NAMES = st.sampled_from(["", "Treasury", " treasury ", "Fund", "ຄັງ", "الخزانة"])
ROWS = st.fixed_dictionaries(
    {
        "id": st.text(max_size=3),
        "cost": st.none() | st.decimals(0, 10**12, places=2).map(str),
        "currency": st.sampled_from(["", "RWF", "USD"]),
        "source": NAMES,
        "lead": NAMES,
    }
)


def action(ref, cost, currency="RWF", source="", lead=""):
    return {"id": ref, "cost": cost, "currency": currency, "source": source, "lead": lead}


def test_costs_are_added_by_payer_and_by_leader_within_a_currency():
    actions = [
        action("A1", "100.50", source="Treasury", lead="Budget office"),
        action("A2", "0.25", source="treasury  ", lead="Planning office"),
        action("A3", "400", source="", lead="Budget office"),
        action("A4", "7", "USD", source="Fund"),
        action("A5", None, source="Treasury"),
        action("A6", "3", ""),
    ]

    assert roll_up(actions) == RollUp(
        purses=(
            Purse("", 1, Decimal(3), (Part("", 1, Decimal(3)),), (Part("", 1, Decimal(3)),)),
            Purse(
                "RWF",
                3,
                Decimal("500.75"),
                (Part("", 1, Decimal(400)), Part("Treasury", 2, Decimal("100.75"))),
                (
                    Part("Budget office", 2, Decimal("500.50")),
                    Part("Planning office", 1, Decimal("0.25")),
                ),
            ),
            Purse("USD", 1, Decimal(7), (Part("Fund", 1, Decimal(7)),), (Part("", 1, Decimal(7)),)),
        ),
        uncosted=("A5",),
    )


@given(st.lists(ROWS, max_size=30))
def test_parts_add_up_and_no_action_is_lost(actions):
    found = roll_up(actions)

    for purse in found.purses:
        for parts in (purse.sources, purse.leads):
            assert sum(part.total for part in parts) == purse.total
            assert sum(part.actions for part in parts) == purse.actions
    assert sum(purse.actions for purse in found.purses) + len(found.uncosted) == len(actions)


def test_without_actions_there_is_no_sum():
    assert roll_up([]) == RollUp((), ())
