"""Stretches of the calendar, each with its TIMEX3 value and its first and last day.

Values follow TimeML 1.2.1 and ISO 8601: "2022-03-31", "2022-W16", "2022-W16-WE", "2022-04",
"2022-SU", "2022-Q2", "2022-H1", "2022", "202" (a decade), "20" (the years 2000 to 2099).
Everything that leaves the years 1 to 9999 raises OverflowError or ValueError, as dates do.
"""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

SEASONS = ("SP", "SU", "FA", "WI")
"""Meteorological, of the northern half: three months each, spring from March."""

_MONTHS = {"month": 1, "quarter": 3, "season": 3, "half": 6, "year": 12}
_MONTHS |= {"decade": 120, "century": 1200}
_DAYS = {"day": 1, "week": 7, "weekend": 7}


@dataclass(frozen=True, slots=True)
class Period:
    """Consecutive days that have a name in the calendar, `first` and `last` included."""

    value: str
    granularity: str
    first: date
    last: date


def day(of: date) -> Period:
    return Period(of.isoformat(), "day", of, of)


def week(of: date) -> Period:
    """The ISO week, Monday to Sunday."""
    year, number, weekday = of.isocalendar()
    monday = of - timedelta(days=weekday - 1)
    return Period(f"{year:04}-W{number:02}", "week", monday, monday + timedelta(days=6))


def weekend(of: date) -> Period:
    """Saturday and Sunday of the ISO week."""
    whole = week(of)
    return Period(f"{whole.value}-WE", "weekend", whole.last - timedelta(days=1), whole.last)


def month(of: date) -> Period:
    return _months(f"{of.year:04}-{of.month:02}", "month", of.year, of.month)


def quarter(of: date) -> Period:
    number = (of.month + 2) // 3
    return _months(f"{of.year:04}-Q{number}", "quarter", of.year, 3 * number - 2)


def half(of: date) -> Period:
    number = 1 if of.month < 7 else 2
    return _months(f"{of.year:04}-H{number}", "half", of.year, 6 * number - 5)


def season(of: date) -> Period:
    """The winter of a year begins in its December: "2021-WI" ends in February 2022."""
    year = of.year if of.month > 2 else of.year - 1
    number = (of.month - 3) % 12 // 3
    return _months(f"{year:04}-{SEASONS[number]}", "season", year, 3 * number + 3)


def year(of: date) -> Period:
    return _months(f"{of.year:04}", "year", of.year, 1)


def decade(of: date) -> Period:
    return _months(f"{of.year:04}"[:3], "decade", max(of.year // 10 * 10, 1), 1)


def century(of: date) -> Period:
    return _months(f"{of.year:04}"[:2], "century", max(of.year // 100 * 100, 1), 1)


AROUND: dict[str, Callable[[date], Period]] = {
    "day": day,
    "week": week,
    "weekend": weekend,
    "month": month,
    "season": season,
    "quarter": quarter,
    "half": half,
    "year": year,
    "decade": decade,
    "century": century,
}
"""For each granularity, the period that a day lies in."""


def moved(of: date, count: int, unit: str) -> date:
    """The day `count` units away; the 31st becomes the last day of a shorter month."""
    if unit in _DAYS:
        return of + timedelta(days=count * _DAYS[unit])
    months = of.year * 12 + of.month - 1 + count * _MONTHS[unit]
    return _day(months // 12, months % 12 + 1, of.day)


def shifted(period: Period, count: int, unit: str) -> Period:
    """The period of the same granularity, `count` units away: a quarter by a year."""
    return AROUND[period.granularity](moved(period.first, count, unit))


def third(period: Period, number: int) -> tuple[date, date]:
    """First and last day of the beginning (0), the middle (1) or the end (2) of a period."""
    days = (period.last - period.first).days + 1
    first = period.first + timedelta(days=days * number // 3)
    last = period.first + timedelta(days=days * (number + 1) // 3 - 1)
    return first, max(first, last)


def nth_weekday(of_year: int, of_month: int, weekday: int, count: int) -> date:
    """The `count`-th weekday (Monday is 1) of a month; -1 is the last one."""
    length = monthrange(of_year, of_month)[1]
    if count < 0:
        last = date(of_year, of_month, length)
        return last - timedelta(days=(last.isoweekday() - weekday) % 7)
    first = date(of_year, of_month, 1)
    return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (count - 1))


def easter(of_year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher)."""
    a, b, c = of_year % 19, of_year // 100, of_year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    days = h + weekday - 7 * ((a + 11 * h + 22 * weekday) // 451) + 114
    return date(of_year, days // 31, days % 31 + 1)


def _months(value: str, granularity: str, of_year: int, of_month: int) -> Period:
    first = date(of_year, of_month, 1)
    end = of_year * 12 + of_month - 1 + _MONTHS[granularity] - 1
    last = date(end // 12, end % 12 + 1, monthrange(end // 12, end % 12 + 1)[1])
    return Period(value, granularity, first, last)


def _day(of_year: int, of_month: int, of_day: int) -> date:
    if not 1 <= of_year <= 9999:
        raise OverflowError(f"year {of_year} is beyond the calendar")
    return date(of_year, of_month, min(of_day, monthrange(of_year, of_month)[1]))
