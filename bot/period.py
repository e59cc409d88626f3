"""The time that a question is about: "in April 2015", "before 2020", "à l'été 2014".

News tells of events in the days that follow them, so the time of an event says which articles to
look into first. A month or a day without a year says nothing of the kind: it stays a word.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from index.analysis import folded

MONTHS: Mapping[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "january jan janvier",
            "february feb fevrier",
            "march mar mars",
            "april apr avril",
            "may mai",
            "june jun juin",
            "july jul juillet",
            "august aug aout",
            "september sept sep septembre",
            "october oct octobre",
            "november nov novembre",
            "december dec decembre",
        ),
        start=1,
    )
    for name in names.split()
}
_SEASONS = {"spring": 3, "printemps": 3, "summer": 6, "ete": 6, "autumn": 9, "automne": 9}
_SEASONS |= {"fall": 9, "winter": 12, "hiver": 12}
MONTH = "|".join(MONTHS)
_SEASON = "|".join(_SEASONS)
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_TIME = re.compile(
    r"\b(?:(?P<bound>before|until|after|since|from|avant|apres|depuis)\s+)?"
    r"(?:(?:the\s+|early|mid|late|end of|fin|debut|mi)[- ]?)?"
    rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th|er)?\s+)?"
    rf"(?:(?P<month>{MONTH})\b\.?(?:\s+(?P<day_after>\d{{1,2}})(?:st|nd|rd|th)?\b,?)?(?:\s+of)?\s+"
    rf"|(?P<season>{_SEASON})\s+(?:of\s+|de\s+)?)?{_YEAR}\b(?!-?\w)"
)

AFTERWARDS = timedelta(days=20)
"""For how long after an event news still tells of it as new; flat between one week and six."""

BEFOREHAND = timedelta(days=2)
"""Reporters far east or west of an event date it a day off."""


@dataclass(frozen=True, slots=True)
class Period:
    """Days, both included; `words` are the folded words of the question that name them."""

    first: date
    last: date
    words: frozenset[str]

    @property
    def reported(self) -> tuple[date, date]:
        """First and last day on which articles on an event of this time were written."""
        return (
            date.fromordinal(max(1, self.first.toordinal() - BEFOREHAND.days)),
            date.fromordinal(min(date.max.toordinal(), self.last.toordinal() + AFTERWARDS.days)),
        )


def period(text: str) -> Period | None:
    """The first time with a year that `text` names; None where there is none."""
    match = _TIME.search(folded(text))
    if match is None:
        return None
    year = int(match["year"])
    first, last = _days(match, year)
    if match["bound"] in ("before", "until", "avant"):
        first, last = date(1, 1, 1), max(date(1, 1, 2), first) - timedelta(days=1)
    elif match["bound"] in ("after", "since", "from", "apres", "depuis"):
        first, last = (last if match["bound"] in ("after", "apres") else first), date.max
    words = frozenset(
        word for name in ("year", "month", "season", "day", "day_after") if (word := match[name])
    )
    return Period(first, last, words)


def _days(match: re.Match[str], year: int) -> tuple[date, date]:
    if match["season"]:
        start = _SEASONS[match["season"]]
        return date(year, start, 1), last_of(year, start + 2)
    if not match["month"]:
        return date(year, 1, 1), date(year, 12, 31)
    month = MONTHS[match["month"]]
    try:
        day = date(year, month, int(match["day"] or match["day_after"]))
    except (TypeError, ValueError):  # no day, or none such as 31 June
        return date(year, month, 1), last_of(year, month)
    return day, day


def last_of(year: int, month: int) -> date:
    """The last day of a month; months beyond 12 are of the next year."""
    year, month = year + month // 12, month % 12 + 1
    return date(year, month, 1) - timedelta(days=1)
