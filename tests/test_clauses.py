import pytest

from index.attribution.clauses import states
from index.attribution.tagging import tagged

STATES = [
    ("Prices fell in May", True),
    ("In Ohio, prices rose", True),
    ("After the vote", False),
    ("After the men had left", False),
    ("Asked on Monday", False),
    ("The rock", False),
]


@pytest.mark.parametrize(("text", "expected"), STATES)
def test_a_clause_that_depends_on_another_states_nothing(text: str, expected: bool) -> None:
    tokens = tagged(text, 0, len(text), "en")

    assert states(tokens, (0, len(tokens) - 1)) == expected
