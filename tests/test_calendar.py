from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.temporal import calendar
from index.temporal.calendar import AROUND

DAYS = st.dates(date(2, 1, 1), date(9997, 1, 1))


@pytest.mark.parametrize(
    ("granularity", "day", "value", "first", "last"),
    [
        ("day", "2024-02-29", "2024-02-29", "2024-02-29", "2024-02-29"),
        ("week", "2021-01-02", "2020-W53", "2020-12-28", "2021-01-03"),
        ("weekend", "2023-05-10", "2023-W19-WE", "2023-05-13", "2023-05-14"),
        ("month", "2024-02-10", "2024-02", "2024-02-01", "2024-02-29"),
        ("season", "2022-07-14", "2022-SU", "2022-06-01", "2022-08-31"),
        ("season", "2024-01-31", "2023-WI", "2023-12-01", "2024-02-29"),
        ("quarter", "2023-11-05", "2023-Q4", "2023-10-01", "2023-12-31"),
        ("half", "2023-07-01", "2023-H2", "2023-07-01", "2023-12-31"),
        ("year", "2023-05-10", "2023", "2023-01-01", "2023-12-31"),
        ("decade", "1994-05-10", "199", "1990-01-01", "1999-12-31"),
        ("century", "1994-05-10", "19", "1900-01-01", "1999-12-31"),
    ],
)
def test_a_period_has_a_value_and_its_first_and_last_day(
    granularity: str, day: str, value: str, first: str, last: str
) -> None:
    period = AROUND[granularity](date.fromisoformat(day))

    assert (period.value, str(period.first), str(period.last)) == (value, first, last)


@given(DAYS, st.sampled_from(sorted(set(AROUND) - {"weekend"})))
def test_a_period_holds_the_day_it_was_asked_for(day: date, granularity: str) -> None:
    period = AROUND[granularity](day)

    assert period.first <= day <= period.last
    assert period.granularity == granularity


@given(DAYS, st.sampled_from(sorted(AROUND)), st.sampled_from([0, 1, 2]))
def test_a_third_lies_inside_its_period(day: date, granularity: str, number: int) -> None:
    period = AROUND[granularity](day)

    first, last = calendar.third(period, number)

    assert period.first <= first <= last <= period.last


@pytest.mark.parametrize(
    ("start", "count", "unit", "end"),
    [
        ("2023-03-31", -1, "month", "2023-02-28"),
        ("2024-02-29", -1, "year", "2023-02-28"),
        ("2023-01-10", -1, "quarter", "2022-10-10"),
        ("2023-01-10", 2, "week", "2023-01-24"),
        ("2023-01-10", -3, "decade", "1993-01-10"),
    ],
)
def test_moving_by_months_stops_at_the_end_of_a_shorter_one(
    start: str, count: int, unit: str, end: str
) -> None:
    assert calendar.moved(date.fromisoformat(start), count, unit) == date.fromisoformat(end)


def test_moving_beyond_the_calendar_is_refused() -> None:
    with pytest.raises(OverflowError):
        calendar.moved(date(2023, 1, 1), -30, "century")


def test_easter_and_what_falls_on_the_nth_weekday() -> None:
    assert [calendar.easter(year) for year in (2000, 2019, 2024)] == [
        date(2000, 4, 23),
        date(2019, 4, 21),
        date(2024, 3, 31),
    ]
    assert calendar.nth_weekday(2023, 11, 4, 4) == date(2023, 11, 23)  # Thanksgiving
    assert calendar.nth_weekday(2023, 5, 1, -1) == date(2023, 5, 29)  # Memorial Day
