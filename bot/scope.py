"""Which articles a question is asked of: "from:reuters since:2022-04 before:2022-05-01".

Days are those of publication. A time in plain words ("in April 2022") is that of the event asked
about, which bot.period reads; it narrows nothing. Nothing is relative to today: there is no clock.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from index.analysis import folded
from index.library import Library

_FILTER = re.compile(
    r"(?<!\S)(?P<key>from|since|after|until|before|de|depuis|après|jusqu'à|avant):\s*"
    r"(?:[\"“«](?P<quoted>[^\"”»]*)[\"”»]|(?P<plain>[^\s?!]+))",
    re.IGNORECASE,
)
_DAY = re.compile(r"(\d{4})(?:-(\d\d?)(?:-(\d\d?))?)?")
_FROM = frozenset(["from", "de"])
_FIRST = {"since": False, "depuis": False, "after": True, "apres": True}
_LAST = {"until": False, "jusqu'a": False, "before": True, "avant": True}
"""Whether the day itself is out."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Articles of the outlet, folded, published from `first` to `last`, both included; None where
    nothing is asked. `written` is all of it as typed, `wrong` the part that cannot be read."""

    written: str
    outlet: str | None = None
    first: date | None = None
    last: date | None = None
    wrong: str | None = None


def scoped(text: str) -> tuple[str, Scope | None]:
    """The question without its filters, and what they ask; None where there are none."""
    found = list(_FILTER.finditer(text))
    if not found:
        return text, None
    scope = Scope(" ".join(match.group() for match in found))
    outlet, first, last, wrong = scope.outlet, scope.first, scope.last, scope.wrong
    for match in found:
        key, value = folded(match["key"]), (match["quoted"] or match["plain"] or "").strip(".,;")
        if key in _FROM:
            outlet = folded(value) or None
            continue
        days = _days(value)
        if days is None:
            wrong = wrong or match.group()
        elif key in _FIRST:
            first = days[1] + timedelta(1) if _FIRST[key] else days[0]
        else:
            last = days[0] - timedelta(1) if _LAST[key] else days[1]
    bare = " ".join(_FILTER.sub(" ", text).split())
    return bare, Scope(scope.written, outlet, first, last, wrong)


def within(library: Library, scope: Scope) -> Iterator[tuple[str, int, int]]:
    """The articles that a scope leaves: id, day of publication (0 where there is none), and
    number of passages."""
    first = scope.first.toordinal() if scope.first else 0
    last = scope.last.toordinal() if scope.last else date.max.toordinal()
    dated = scope.first or scope.last
    for article in library.newest.rows:
        if dated and not (article.day and first <= article.day <= last):
            continue
        if scope.outlet and scope.outlet not in folded(library.articles[article.id].outlet or ""):
            continue
        yield article.id, article.day, article.passages


def _days(text: str) -> tuple[date, date] | None:
    """The first and last day of "2022", "2022-04" or "2022-04-18"."""
    match = _DAY.fullmatch(text)
    if match is None:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        first = date(year or 0, month or 1, day or 1)
    except ValueError:
        return None
    if first == date.min or first.year == date.max.year:
        return None
    if day:
        return first, first
    end = month or 12
    return first, date(first.year, end, monthrange(first.year, end)[1])
