from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.period import period


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("the strike of May 2019", date(2019, 5, 1), date(2019, 5, 31)),
        ("in December 2019", date(2019, 12, 1), date(2019, 12, 31)),
        ("à l'été 2014", date(2014, 6, 1), date(2014, 8, 31)),
        ("in winter 2019", date(2019, 12, 1), date(2020, 2, 29)),
        ("on 3 April 2017", date(2017, 4, 3), date(2017, 4, 3)),
        ("on April 3, 2017", date(2017, 4, 3), date(2017, 4, 3)),
        ("in 2015", date(2015, 1, 1), date(2015, 12, 31)),
        ("before 2020", date(1, 1, 1), date(2019, 12, 31)),
        ("depuis 2020", date(2020, 1, 1), date.max),
    ],
)
def test_the_time_of_a_question_is_read(text: str, first: date, last: date) -> None:
    time = period(f"Who won {text}?")

    assert time is not None
    assert (time.first, time.last) == (first, last)
    assert time.reported[0] <= first
    assert last <= time.reported[1]


@pytest.mark.parametrize("text", ["in March", "the Boeing 2020-X", "on Monday", "", "2,019 ships"])
def test_what_has_no_year_is_no_period(text: str) -> None:
    assert period(text) is None


@given(st.text("avril 0123456789before", max_size=30))
def test_any_text_is_read(text: str) -> None:
    time = period(text)

    assert time is None or time.first <= time.last
