"""Days as people write them: "2022-04-18", "18 April 2022", "le 1er mai", "March 2022", "2016".

There is no clock, so nothing is read against today: a day or a month without a year is the last
such that the newest article of a library has seen.
"""

import re
from datetime import date

from bot.period import MONTH, MONTHS, last_of

ISO = r"\d{4}(?:[-/.]\d\d?){0,2}(?![\w-])"
_YEAR = r"(?:19|20)\d\d\b(?!-?\w)"
_DIGITS = re.compile(r"\d+")

TOO_SHORT = frozenset(["may", "mar", "march", "sept", "sep", "dec", "jan", "jun", "mai"])
"""Months that alone, without a day or a year, may be another word or a name."""

_YEARS_BACK = 5
"""Within so many years a day without one is looked for: 29 February is seldom."""


def named_days(mark: str = "") -> str:
    """A pattern for days in words, in folded text; its groups end in `mark`."""
    return (  # "18 April 2022", "April 18, 2022", "1er mai", "March 2022"
        rf"(?:(?P<day{mark}>\d{{1,2}})(?:st|nd|rd|th|er)?\s+(?:of\s+)?(?P<month{mark}>{MONTH})\b\.?"
        rf"(?:,?\s+(?P<year{mark}>\d{{4}})\b)?"
        rf"|(?P<month_first{mark}>{MONTH})\b\.?"
        rf"(?:\s+(?P<day_after{mark}>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\s*%))?"
        rf"(?:,?\s+(?:of\s+)?(?P<year_after{mark}>\d{{4}})\b)?)"
    )


def any_days(mark: str = "") -> str:
    """The same, and a year or a day in digits."""
    iso = rf"(?:19|20)\d\d-\d\d?(?:-\d\d?)?(?![\w-])|{_YEAR}"
    return rf"(?:(?:the|le|la)\s+)?(?:(?P<iso{mark}>{iso})|{named_days(mark)})"


def year_in(match: re.Match[str], mark: str = "") -> str | None:
    """What tells the year in a match of either pattern."""
    return match[f"iso{mark}"] or match[f"year{mark}"] or match[f"year_after{mark}"]


def days_in(
    match: re.Match[str], mark: str = "", newest: date | None = None
) -> tuple[date, date] | None:
    """The first and last day that a match of either pattern names; of a time without a year the
    last such that began by the `newest` day. None where there is no such day."""
    if match[f"iso{mark}"]:
        return _between(*(int(digits) for digits in _DIGITS.findall(match[f"iso{mark}"])))
    named = match[f"month{mark}"] or match[f"month_first{mark}"]
    if not named:
        return None
    month, day = MONTHS[named], match[f"day{mark}"] or match[f"day_after{mark}"]
    of_month = int(day) if day else None
    if year := year_in(match, mark):
        return _between(int(year), month, of_month)
    if newest is None:
        return None
    for earlier in range(_YEARS_BACK):
        days = _between(newest.year - earlier, month, of_month)
        if days is not None and days[0] <= newest:
            return days
    return None


def stands_alone(match: re.Match[str], mark: str = "") -> bool:
    """Whether a month stands without a day and a year, and may be another word: "may"."""
    dated = match[f"day{mark}"] or match[f"day_after{mark}"] or year_in(match, mark)
    return not dated and match[f"month_first{mark}"] in TOO_SHORT


def _between(
    year: int, month: int | None = None, day: int | None = None
) -> tuple[date, date] | None:
    try:
        first = date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        return None
    if first == date.min or first.year == date.max.year:
        return None
    if day is not None:
        return first, first
    return first, last_of(year, 12 if month is None else month)
