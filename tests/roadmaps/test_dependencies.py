import pytest

from roadmaps.dependencies import find_loop


@pytest.mark.parametrize(
    ("waits_for", "loop"),
    [
        ({}, None),
        ({"A": [], "B": ["A"], "C": ["A", "B"]}, None),
        ({"A": ["A"]}, ["A", "A"]),
        ({"A": ["B"], "B": ["A"]}, ["A", "B", "A"]),
        ({"X": ["A"], "A": ["B"], "B": ["C"], "C": ["A"]}, ["A", "B", "C", "A"]),
        ({"A": ["elsewhere"]}, None),
    ],
)
def test_loops(waits_for, loop):
    assert find_loop(waits_for) == loop


def test_a_chain_of_thousands_is_walked():
    chain = {str(n): [str(n + 1)] for n in range(5000)}

    assert find_loop(chain) is None
    assert len(find_loop(chain | {"5000": ["0"]})) == 5002
