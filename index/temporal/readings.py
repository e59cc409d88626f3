"""What readings of time expressions share: the scene, the reading, choice among recurring days.

An expression is read against its article's date and the tense around it. What cannot be
told has no value: "on Monday" in an article without a date.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from index.temporal import calendar
from index.temporal.calendar import Period
from index.temporal.expressions import Expression
from index.temporal.tense import Tense

Kind = Literal["DATE", "TIME", "DURATION", "SET"]

_NEARER = 3  # without a verb, the coming one is meant where the past is three times as far
_SOON, _LONG_AGO, _STORY = 75, 280, 45  # days


@dataclass(frozen=True, slots=True)
class Scene:
    """What an expression is read against.

    `tense` is that of the nearest verb, `close` whether it stands right before. `anchor` is
    the period mentioned last: in this sentence (`near`, `gap` words before) or in another;
    `figures` the quarter mentioned last anywhere before. `year` is that of the date a series
    ends with, as 2019 for March in "from March to June 2019".
    """

    published: date | None
    tense: Tense = 0
    close: bool = False
    anchor: Period | None = None
    near: bool = False
    gap: int = 0
    figures: Period | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A TIMEX3 value with the days it may mean; `period` where others may count from it."""

    type: Kind
    value: str | None = None
    first: date | None = None
    last: date | None = None
    approximate: bool = False
    period: Period | None = None


_ROUGH = (
    *("approximate", "more", "quantifier", "bound"),
    *("vague", "round_number", "loose_year", "fiscal"),
)
UNTOLD = Reading("DATE")


def named(period: Period | None, words: Expression, scene: Scene) -> Reading:
    """A date, narrowed by "early", "the end of", "later", widened by "about"."""
    if period is None:
        return UNTOLD
    first, last = period.first, period.last
    edge = words.value("edge") or words.value("edge_noun")
    rough = False
    if edge and period.granularity != "day" and words.rule != "offset":  # "a year later"
        first, last = _narrowed(period, edge, words, scene)
        rough = True
    if is_rough(words):
        slack = timedelta(max((last - first).days // 2, 3))
        first, last, rough = first - slack, last + slack, True
    return Reading("DATE", period.value, first, last, rough, period)


def is_rough(words: Expression) -> bool:
    """ "about", "more than", "or so"; fiscal years begin where each country likes."""
    return words.has("so") or any(words.values(name) for name in _ROUGH)


def _narrowed(period: Period, edge: str, words: Expression, scene: Scene) -> tuple[date, date]:
    now = scene.published
    if now is not None and period.first <= now <= period.last:
        if words.has("earlier"):
            return period.first, now
        if words.has("later"):
            return now, period.last
    return calendar.third(period, ("START", "MID", "END").index(edge))


def unsure(reading: Reading, scene: Scene) -> Reading:
    """The same, approximate where it counts from a date of another sentence."""
    return replace(reading, approximate=reading.approximate or not scene.near)


def rel_of(words: Expression) -> int | None:
    """-1 for "last", 0 for "this", 1 for "next", None where nothing of the kind is said."""
    values = words.values("rel")
    return int(values[-1]) if values else None  # "this past Monday"


def full_year(text: str, scene: Scene) -> int:
    """1998 of "1998" and "’98": two digits lie within the hundred years up to ten from now."""
    digits = re.sub(r"\D", "", text)
    if len(digits) > 2:
        return int(digits)
    now = scene.published.year if scene.published else 2025
    return int(digits) + (now + 10 - int(digits)) // 100 * 100


def year_of(words: Expression, scene: Scene) -> int | None:
    """The year that is said, or said at the end of the series, or meant by "next year's"."""
    if words.values("thousand"):
        return 2000
    if spoken := words.value("spoken_century"):  # "nineteen ninety-seven"
        numbers = [int(value) for value in words.values("number")]
        return int(spoken) * 100 + sum(numbers[1:])
    for name in ("year", "year_short", "fiscal"):
        if text := words.value(name):
            return full_year(text, scene)
    rel = rel_of(words)
    if words.values("year_unit") and rel is not None and scene.published:  # not "New Year's Eve"
        return scene.published.year + rel
    return scene.year


def in_year(
    around: Callable[[int], Period], words: Expression, scene: Scene, rel: int | None = None
) -> Reading:
    """The period that `around` gives for the year that is said, or else for the one meant."""
    year = year_of(words, scene)
    if year is not None:
        return named(around(year), words, scene)
    if scene.published is None:
        return UNTOLD
    if rel is None and (told := _in_story(around, scene)):
        return replace(named(told, words, scene), approximate=True)
    now = scene.published.year
    return named(chosen(lambda step: around(now + step), scene, rel), words, scene)


def _in_story(around: Callable[[int], Period], scene: Scene) -> Period | None:
    """The day in the year of a story told from long ago: "On 21 December 1975 … On 22 December"."""
    anchor, now = scene.anchor, scene.published
    if anchor is None or now is None or scene.tense == 1 or (now - anchor.last).days < 366:
        return None
    for period in _existing(lambda step: around(anchor.first.year + step)):
        days = (period.first - anchor.first).days
        if anchor.granularity == period.granularity == "day" and abs(days) <= _STORY:
            return period
    return None


def chosen(around: Callable[[int], Period], scene: Scene, rel: int | None = None) -> Period | None:
    """Which of the recurring periods around(-2) to around(2) is meant.

    Without `rel` the tense decides, and where there is none, what is nearer, the past being
    preferred. A day almost a year ago is not meant where the same day is soon to come, unless
    the verb right before it says so: news of another year names the year.
    """
    now = scene.published
    if now is None:
        return None
    periods = list(_existing(around))
    past = [p for p in periods if p.first <= now and (rel != -1 or p.last < now)]
    coming = [p for p in periods if p.last >= now and (rel != 1 or p.first > now)]
    if not past or not coming or rel in (-1, 1):
        return _either(past, coming, ahead=rel == 1 or not past)
    behind = max((now - past[-1].last).days, 0)
    ahead = max((coming[0].first - now).days, 0)
    if rel == 0:  # "this winter" in March is the one that has just ended
        return past[-1] if behind < _SOON < ahead / 2 else around(0) if ahead else coming[0]
    told = scene.anchor is not None and scene.anchor.first.year == past[-1].first.year < now.year
    if scene.tense == -1 and told:
        return past[-1]
    if scene.tense == 0 or (scene.tense == -1 and not scene.close and behind > _LONG_AGO):
        nearer = _NEARER * ahead < behind and (scene.tense == 0 or ahead < _SOON)
        return _either(past, coming, ahead=nearer)
    return _either(past, coming, ahead=scene.tense == 1)


def _either(past: list[Period], coming: list[Period], ahead: bool) -> Period | None:
    if ahead:
        return coming[0] if coming else None
    return past[-1] if past else None


def _existing(around: Callable[[int], Period]) -> list[Period]:
    found = []
    for step in range(-2, 3):
        try:
            found.append(around(step))
        except (ValueError, OverflowError):  # 29 February
            continue
    return found
