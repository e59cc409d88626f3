import pytest

from index.attribution.phrases import (
    apposition_after,
    phrase_after,
    phrase_before,
    time_after,
    time_before,
)
from index.attribution.tagging import Token, tagged


def tokens_of(text: str) -> list[Token]:
    return tagged(text, 0, len(text), "en")


BEFORE = [  # the phrase that ends before "said"
    ("The old mayor of the town said", "The old mayor of the town"),
    ("After the vote the head of the bank said", "the head of the bank"),
    ("On Monday Mr. Smith said", "Mr. Smith"),
    ("Officials familiar with the talks said", "Officials familiar with the talks"),
    ("Mali's foreign minister said", "Mali's foreign minister"),
    ("Smith and Jones said", "Smith and Jones"),
    ("Ann Roe (D-Ohio) said", "Ann Roe (D-Ohio)"),
    ("They met Smith and Jones said", "Jones"),
    ("She said", "She"),
    ("Most of the men said", "Most of the men"),
]
AFTER = [  # the phrase that begins behind "said"
    ("said the mayor of the town on Monday", "the mayor of the town"),
    ("said Ann Roe in a letter", "Ann Roe"),
    ("said a teacher in Lagos", "a teacher in Lagos"),
    ("said Smith and his wife", "Smith and his wife"),
    ("said he", "he"),
]
APPOSED = [
    ("said Ann Roe, the head of the bank.", "Ann Roe, the head of the bank"),
    ("said Ann Roe, a nurse at a clinic in Lyon.", "Ann Roe, a nurse at a clinic in Lyon"),
    ("said the mayor, Ann Roe, on Monday.", "the mayor, Ann Roe"),
    ("said Ann Roe, who left.", "Ann Roe"),
    ("said Ann Roe, adding that it rained.", "Ann Roe"),
    ("said the mayor, the bridge was shut.", "the mayor"),
]
TIMES = [
    ("on Monday", True),
    ("late last week", True),
    ("in March", True),
    ("Tuesday evening", True),
    ("in Paris", False),
    ("two men", False),
]


@pytest.mark.parametrize(("text", "expected"), BEFORE)
def test_a_phrase_is_walked_back_from_its_last_word(text: str, expected: str) -> None:
    tokens = tokens_of(text)

    start = phrase_before(tokens, len(tokens) - 2)

    assert start is not None
    assert text[tokens[start].start : tokens[-2].end] == expected


@pytest.mark.parametrize(("text", "expected"), AFTER)
def test_a_phrase_is_walked_on_from_its_first_word(text: str, expected: str) -> None:
    tokens = tokens_of(text)

    end = phrase_after(tokens, 1)

    assert end is not None
    assert text[tokens[1].start : tokens[end].end] == expected


@pytest.mark.parametrize(("text", "expected"), APPOSED)
def test_appositions_belong_to_a_name(text: str, expected: str) -> None:
    tokens = tokens_of(text)
    end = phrase_after(tokens, 1)
    assert end is not None

    assert text[tokens[1].start : tokens[apposition_after(tokens, end)].end] == expected


@pytest.mark.parametrize(("text", "is_time"), TIMES)
def test_time_expressions_are_passed_over_from_both_sides(text: str, is_time: bool) -> None:
    tokens = tokens_of(text)

    assert time_after(tokens, 0) == (len(tokens) if is_time else 0)
    assert time_before(tokens, len(tokens) - 1) == (-1 if is_time else len(tokens) - 1)
