from datetime import date

import pytest

from index.annotation import annotate
from tests.conftest import article_of

DAY = date(2024, 5, 6)


def kinds(text: str, language: str = "en") -> list[str]:
    return [
        dispute.strength
        for dispute in annotate(article_of(text, language=language, published=DAY)).disputes
    ]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "Police said that 4,000 people marched through Leeds.\n\n"
            "Organisers said that 12,000 people marched through the city.",
            "en",
        ),
        (
            "Selon la préfecture, 4 000 personnes ont défilé à Lyon.\n\n"
            "Selon les syndicats, 15 000 personnes ont défilé dans la ville.",
            "fr",
        ),
    ],
)
def test_two_sources_who_count_the_same_differently_are_in_conflict(
    text: str, language: str
) -> None:
    assert kinds(text, language) == ["conflicting number"]


def test_two_sources_who_date_the_same_differently_are_in_conflict() -> None:
    text = (
        "The mayor said that the Orva dam burst on 3 May after rain.\n\n"
        "Farmers said that the Orva dam burst on 2 May after rain."
    )

    assert kinds(text) == ["conflicting date"]


@pytest.mark.parametrize(
    "text",
    [
        # one source
        "Police said that 40 people died. Police said that 52 people died.",
        # a bound leaves room
        "Police said that at least 40 people died.\n\nDoctors said that 52 people died.",
        # others are counted
        "Police said that 40 people died.\n\nDoctors said that 52 people were treated.",
        "Police said that 40 people died in Leeds.\n\nDoctors said that 52 people died in York.",
        # nearly the same
        "Police said that 1,000 people marched.\n\nThe union said that 1,050 people marched.",
        # the same number
        "Police said that 40 people died.\n\nDoctors said that 40 people died.",
        # a year, a time, a share
        "Roy said that 2,019 was a good year.\n\nMeyer said that 2,021 was a bad year.",
        "Roy said that they marched 3 hours.\n\nMeyer said that they marched 7 hours.",
    ],
)
def test_other_numbers_are_no_conflict(text: str) -> None:
    assert kinds(text) == []
