"""What a time expression means against the article's date: rule by rule.

Values are those of TIMEX3 as used in TimeBank. What cannot be told has no value: relative
expressions of an undated article, "two days earlier" where no date went before.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from index import calendar
from index.calendar import AROUND, Period
from index.expressions import Expression
from index.tense import Tense

Kind = Literal["DATE", "TIME", "DURATION", "SET"]

_ISO_UNITS = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "week": "W", "fortnight": "W",
    "month": "M", "quarter": "Q", "season": "S", "half": "H", "year": "Y", "decade": "DE",
    "century": "CE", "weekend": "WE", "generation": "GE",
}  # fmt: skip
_HALVES = {
    "year": "6M",
    "hour": "30M",
    "minute": "30S",
    "day": "T12H",
    "decade": "5Y",
    "century": "50Y",
}
_NEAR_FUTURE = 3  # without a verb a date that lies three times as far back is the coming one


@dataclass(frozen=True, slots=True)
class Scene:
    """What an expression is read against.

    `anchor` is the period mentioned last, in the same or the preceding sentence; `near`
    whether it was the same. `year` is the year of the date that a series ends with, as 2019
    for March in "from March to June 2019".
    """

    published: date | None
    tense: Tense = 0
    anchor: Period | None = None
    near: bool = False
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A TIMEX3 value with the days it may mean; `period` is set where it can be an anchor."""

    type: Kind
    value: str | None = None
    first: date | None = None
    last: date | None = None
    mod: str | None = None
    approximate: bool = False
    period: Period | None = None


def read(expression: Expression, scene: Scene) -> Reading:
    """The meaning of an expression; a value of None where the calendar has no such day."""
    kind: Kind = _KINDS.get(expression.rule, "DATE")
    try:
        return _READERS[expression.rule](expression, scene)
    except (ValueError, OverflowError):
        return Reading(kind)


def named(period: Period | None, words: Expression, scene: Scene) -> Reading:
    """A date, narrowed by "early", "the end of", "later"."""
    if period is None:
        return Reading("DATE")
    mod = words.value("edge") or words.value("edge_noun")
    first, last = period.first, period.last
    approximate = False
    if mod and period.granularity != "day":
        first, last = _narrowed(period, mod, words, scene)
        approximate = True
    if around := _approximation(words):
        slack = max((last - first).days // 2, 3)
        first, last = first - timedelta(slack), last + timedelta(slack)
        mod, approximate = around, True
    return Reading("DATE", period.value, first, last, mod, approximate, period)


def _narrowed(period: Period, mod: str, words: Expression, scene: Scene) -> tuple[date, date]:
    now = scene.published
    inside = now is not None and period.first <= now <= period.last
    if inside and now and words.has("earlier"):
        return period.first, now
    if inside and now and words.has("later"):
        return now, period.last
    return calendar.third(period, {"START": 0, "MID": 1, "END": 2}[mod])


def _approximation(words: Expression) -> str | None:
    if words.values("approximate") or words.has("so"):
        return "APPROX"
    return words.value("more") or words.value("quantifier") or words.value("bound")


# Choosing among periods that recur


def chosen(around: Callable[[int], Period], scene: Scene, rel: int | None = None) -> Period | None:
    """Which of the recurring periods around(-2) … around(2) is meant.

    `rel` is -1 for "last", 0 for "this", 1 for "next"; without it the tense decides, and
    where there is none, what is nearer, the past being preferred.
    """
    now = scene.published
    if now is None:
        return None
    periods = []
    for step in range(-2, 3):
        try:
            periods.append(around(step))
        except ValueError:
            continue  # 29 February
    past = [p for p in periods if p.first <= now]
    coming = [p for p in periods if p.last >= now]
    if rel == -1:
        past = [p for p in past if p.last < now]
    if rel == 1:
        coming = [p for p in coming if p.first > now]
    if rel == -1 or (rel is None and scene.tense == -1) or not coming:
        return past[-1] if past else None
    if rel == 1 or (rel is None and scene.tense == 1) or not past:
        return coming[0]
    if rel == 0 and scene.tense == -1 and (now - past[-1].first).days < 250:
        return past[-1]
    if rel == 0 and scene.tense == 1:
        return coming[0]
    behind, ahead = (now - past[-1].last).days, (coming[0].first - now).days
    factor = 1 if rel == 0 else _NEAR_FUTURE
    return coming[0] if factor * max(ahead, 0) < behind else past[-1]


def _rel(words: Expression) -> int | None:
    value = words.value("rel")
    return int(value) if value is not None else None


def _full_year(text: str, scene: Scene) -> int:
    """1998 of "1998" and "’98"; two digits lie within the hundred years up to ten from now."""
    digits = re.sub(r"\D", "", text)
    number = int(digits)
    if len(digits) > 2:
        return number
    now = scene.published.year if scene.published else 2025
    return number + (now + 10 - number) // 100 * 100


def _year(words: Expression, scene: Scene) -> int | None:
    for name in ("year", "year_short"):
        if text := words.value(name):
            return _full_year(text, scene)
    return scene.year


# The rules


def _iso(words: Expression, scene: Scene) -> Reading:
    return named(calendar.day(date.fromisoformat(words.forms[0])), words, scene)


def _slashed(words: Expression, scene: Scene) -> Reading:
    """31/12/2020 can be read in one way only; 3/4/2020 in English has two, so none."""
    one, two, year = re.split(r"[/.]", words.forms[0])
    of_day, of_month = int(one), int(two)
    if words.grammar.language == "en" and "." not in words.forms[0]:
        if of_month > 12:
            of_day, of_month = of_month, of_day
        elif of_day <= 12 and of_day != of_month:
            return Reading("DATE")
    return named(calendar.day(date(_full_year(year, scene), of_month, of_day)), words, scene)


def _month(words: Expression) -> int:
    return int(words.value("month") or words.value("month_short") or 0)


def _days(words: Expression) -> list[int]:
    found = []
    for token, form in zip(words.tokens, words.forms, strict=True):
        if words.grammar.shape(token) in ("day", "nth"):
            found.append(int(re.sub(r"\D", "", form)))
        elif form in words.grammar.classes.get("day_name", ()):
            found.append(1)
    return found


def _date(words: Expression, scene: Scene) -> Reading:
    of_month, days, year = _month(words), _days(words), _year(words, scene)
    rel = _rel(words)
    if words.has("year", "année", "an") and scene.published and rel is not None:
        year, rel = scene.published.year + rel, None

    def around(of_year: int) -> Period:
        if days:
            return calendar.day(date(of_year, of_month, days[0]))
        return calendar.month(date(of_year, of_month, 1))

    if year is not None:
        return named(around(year), words, scene)
    if scene.published is None:
        return Reading("DATE")
    now = scene.published.year
    return named(chosen(lambda step: around(now + step), scene, rel), words, scene)


def _day_range(words: Expression, scene: Scene) -> Reading:
    days = _days(words)
    end = _date(words, scene).period
    if end is None or days[0] >= days[1]:
        return Reading("DATE")
    first, last = end.first.replace(day=days[0]), end.first.replace(day=days[1])
    whole = Period(f"{first}/{last}", "day", first, last)
    return Reading("DATE", whole.value, first, last)


def _ordinal(words: Expression) -> int:
    if text := words.value("ordinal"):
        return int(text)
    if text := words.value("roman"):
        return int(text)
    if text := words.value("nth"):
        return int(re.sub(r"\D", "", text))
    raise ValueError("no ordinal")


def _quarter(words: Expression, scene: Scene) -> Reading:
    code = words.value("quarter_code")
    half = words.value("half") or (code and code[0] in "HhSs")
    count = int(code[1]) if code else _ordinal(words)
    parts = 2 if half else 4
    if count == -1:
        count = parts
    if not 1 <= count <= parts:
        return Reading("DATE")
    of_month = 12 // parts * (count - 1) + 1
    granularity = "half" if half else "quarter"
    year = _year(words, scene)
    rel = _rel(words)
    if year is None and scene.published and (rel is not None or words.values("year_unit")):
        year = scene.published.year + (rel or 0)
    if year is not None:
        return named(AROUND[granularity](date(year, of_month, 1)), words, scene)
    if scene.published is None:
        return Reading("DATE")
    now = scene.published.year
    return named(
        chosen(lambda step: AROUND[granularity](date(now + step, of_month, 1)), scene), words, scene
    )


def _year_before(words: Expression, scene: Scene) -> Reading:
    """ "the year-earlier quarter", "a year ago" beside figures of a quarter."""
    if scene.anchor and scene.anchor.granularity in ("month", "quarter", "half"):
        period = calendar.shifted(scene.anchor, -1, "year")
        return replace(named(period, words, scene), approximate=not scene.near)
    if scene.published is None:
        return Reading("DATE")
    return replace(
        named(calendar.year(calendar.moved(scene.published, -1, "year")), words, scene),
        approximate=True,
    )


def _century(words: Expression, scene: Scene) -> Reading:
    count = _ordinal(words)
    if not 1 <= count <= 30:
        return Reading("DATE")
    return named(calendar.century(date(max(count * 100 - 100, 1), 1, 1)), words, scene)


def _decade(words: Expression, scene: Scene) -> Reading:
    if name := words.value("decade_name"):
        digits = f"{name}0"
    else:
        digits = re.sub(r"\D", "", words.value("decade") or words.value("year") or "")[-4:]
    if len(digits) == 2:
        now = scene.published.year if scene.published else 2025
        start = int(digits) + (now - int(digits)) // 100 * 100
    else:
        start = int(digits)
    return named(calendar.decade(date(start, 1, 1)), words, scene)


def _plain_year(words: Expression, scene: Scene) -> Reading:
    year = _year(words, replace(scene, year=None))
    return named(calendar.year(date(year or 0, 1, 1)), words, scene)


def _years(words: Expression, scene: Scene) -> Reading:
    first, last = re.split(r"[-–/]", words.forms[0])
    last = first[: 4 - len(last)] + last
    if int(first) >= int(last):
        return Reading("DATE")
    return Reading("DATE", f"{first}/{last}", date(int(first), 1, 1), date(int(last), 12, 31))


def _season(words: Expression, scene: Scene) -> Reading:
    of_month = 3 * calendar.SEASONS.index(words.value("season") or "") + 3
    year = _year(words, scene)
    if year is not None:
        return named(calendar.season(date(year, of_month, 1)), words, scene)
    if scene.published is None:
        return Reading("DATE")
    now = scene.published.year
    return named(
        chosen(lambda step: calendar.season(date(now + step, of_month, 1)), scene, _rel(words)),
        words,
        scene,
    )


def _weekend(words: Expression, scene: Scene) -> Reading:
    if scene.published is None:
        return Reading("DATE")
    now = scene.published
    return named(
        chosen(lambda step: calendar.weekend(now + timedelta(7 * step)), scene, _rel(words)),
        words,
        scene,
    )


def _holiday(words: Expression, scene: Scene) -> Reading:
    when = words.holiday()

    def around(of_year: int) -> Period:
        if when.startswith("easter"):
            return calendar.day(calendar.easter(of_year) + timedelta(int(when[6:])))
        if "-" in when[1:3]:
            return calendar.day(date(of_year, *map(int, when.split("-"))))
        of_month, count, weekday = map(int, when.split())
        return calendar.day(calendar.nth_weekday(of_year, of_month, weekday, count))

    year = _year(words, scene)
    if year is not None:
        return named(around(year), words, scene)
    if scene.published is None:
        return Reading("DATE")
    now = scene.published.year
    return named(chosen(lambda step: around(now + step), scene, _rel(words)), words, scene)


def _moment(words: Expression, scene: Scene) -> Reading:
    """A day, with or without its hour: "Friday", "late yesterday", "last night", "10 a.m. today"."""
    period = _day_meant(words, scene)
    clock = _clock(words)
    part = words.value("part") or words.value("tonight")
    if clock is None and part is None:
        return named(period, words, scene)
    time = clock or part or ""
    if period is None:
        return Reading("TIME")
    found = named(period, words, scene)
    return replace(found, type="TIME", value=f"{period.value}T{time}")


def _day_meant(words: Expression, scene: Scene) -> Period | None:
    now = scene.published
    if now is None:
        return None
    if word := words.value("day_word"):
        return calendar.day(now + timedelta(int(word)))
    name = words.value("weekday") or words.value("weekday_short")
    rel = _rel(words)
    if name:
        weekday = int(name)

        def around(step: int) -> Period:
            monday = calendar.week(now).first
            return calendar.day(monday + timedelta(7 * step + weekday - 1))

        if rel is None and scene.tense == 0:
            scene = replace(scene, tense=-1)
        if rel == 0:
            this = around(0)
            return around(-1) if scene.tense == -1 and this.first > now else this
        return chosen(around, scene, rel)
    return calendar.day(now + timedelta(rel or 0))


def _clock(words: Expression) -> str | None:
    """ "15:00" of "3 p.m.", "10:30", "15h"."""
    hour = minute = None
    if text := words.value("clock"):
        numbers = [int(n) for n in re.findall(r"\d+", text)]
        hour, minute = numbers[0], numbers[1] if len(numbers) > 1 else 0
    elif words.values("ampm") or words.has("o'clock", "o’clock", "heures", "heure"):
        hour, minute = int(_quantity(words) or 99), 0
    if hour is None or minute is None:
        return None
    if half := words.value("ampm"):
        hour = hour % 12 + int(half)
    if hour > 24 or minute > 59:
        raise ValueError("no such time")
    return f"{hour:02}:{minute:02}"


def _time(words: Expression, scene: Scene) -> Reading:
    """An hour without a day belongs to the day named in the same sentence, or to none."""
    clock = _clock(words) or words.value("part")
    if scene.near and scene.anchor and scene.anchor.granularity == "day":
        day = scene.anchor
        return Reading("TIME", f"{day.value}T{clock}", day.first, day.last, approximate=True)
    return Reading("TIME", f"T{clock}")


def _quantity(words: Expression) -> float | None:
    """How many; None where it is not said ("several")."""
    total, found = 0.0, False
    numbers = words.grammar.classes["number"]
    for token, form in zip(words.tokens, words.forms, strict=True):
        if form in ("to", "or", "–", "à", "ou") and found:
            break
        if form in numbers:
            value = float(numbers[form])
            total = total * value if value >= 100 and total else total + value
            found = True
        elif words.grammar.shape(token) in ("day", "year", "whole", "decimal"):
            if found:
                break
            total, found = float(_plain(form)), True
    if words.has("half", "demi", "demie"):
        return total + 0.5 if found or not words.has("an", "a") else 0.5
    if found:
        return total
    if words.values("vague"):
        return None
    return 1.0 if words.values("article") else None


def _plain(form: str) -> str:
    """ "2,000" and "2.5" as Python reads them."""
    if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", form):
        return re.sub(r"[.,]", "", form)
    whole, _, rest = form.replace(",", ".").partition(".")
    return f"{whole}.{rest.replace('.', '')}" if rest else whole


def _duration_value(count: float | None, unit: str) -> str:
    code = _ISO_UNITS[unit]
    number = "X" if count is None else f"{int(count)}"
    if unit == "fortnight" and count is not None:
        number = f"{int(2 * count)}"
    time = "T" if code.startswith("T") else ""
    whole = f"P{time}{number}{code.removeprefix('T')}"
    if count is not None and count % 1:
        rest = _HALVES.get(unit)
        if rest is None:
            return f"P{time}{count:g}{code.removeprefix('T')}"
        return f"P{time}{rest}" if count < 1 else whole + rest
    return whole


def _duration(words: Expression, _: Scene) -> Reading:
    unit = words.value("unit") or ""
    return Reading(
        "DURATION",
        _duration_value(_quantity(words), unit),
        mod=_approximation(words),
        approximate=_approximation(words) is not None,
    )


def _span(words: Expression, scene: Scene) -> Reading:
    if _quantity(words) is None and not words.values("plural_unit"):
        unit = words.value("unit") or ""
        return Reading("DURATION", _duration_value(1, unit))
    return _duration(words, scene)


def _away(words: Expression, scene: Scene, sign: int) -> Reading:
    count, unit = _quantity(words), words.value("unit") or ""
    if count is None:
        return Reading("DATE", "PAST_REF" if sign < 0 else "FUTURE_REF")
    if scene.published is None:
        return Reading("DATE")
    return _distance(scene.published, sign * count, unit, words, scene)


def _distance(start: date, count: float, unit: str, words: Expression, scene: Scene) -> Reading:
    """The period `count` units from `start`: days and weeks count in days, years in years."""
    if unit in ("second", "minute", "hour"):
        day = start + timedelta(int(count * {"hour": 1, "minute": 1 / 60}.get(unit, 0) / 24))
        found = named(calendar.day(day), words, scene)
        return replace(found, first=day - timedelta(1), last=day + timedelta(1), approximate=True)
    if unit == "generation":
        return Reading("DATE", "PAST_REF" if count < 0 else "FUTURE_REF")
    if unit in ("day", "week", "fortnight", "weekend"):
        days = round(count * {"day": 1, "week": 7, "weekend": 7, "fortnight": 14}[unit])
        found = named(calendar.day(start + timedelta(days)), words, scene)
        rough = unit != "day" or words.values("rough_days")
        if found.first is None or found.last is None or not (rough or found.approximate):
            return found
        slack = timedelta(max(3, round(abs(days) * 0.3)))
        middle = start + timedelta(days)
        return replace(found, first=middle - slack, last=middle + slack, approximate=True)
    months = (
        count
        * {
            "month": 1,
            "quarter": 3,
            "season": 3,
            "half": 6,
            "year": 12,
            "decade": 120,
            "century": 1200,
        }[unit]
    )
    day = calendar.moved(start, round(months), "month")
    granularity = "year" if unit in ("decade", "century") or count % 1 else unit
    found = named(AROUND[granularity](day), words, scene)
    if unit in ("decade", "century") and found.first and found.last:
        slack = timedelta(round(abs(months) * 30.4 * 0.2))
        return replace(found, first=found.first - slack, last=found.last + slack, approximate=True)
    return found


def _ago(words: Expression, scene: Scene) -> Reading:
    alone = _quantity(words) == 1 and words.value("unit") == "year" and words.values("article")
    if alone and scene.anchor and scene.anchor.granularity == "quarter":
        return _year_before(words, scene)
    return _away(words, scene, -1)


def _ahead(words: Expression, scene: Scene) -> Reading:
    return _away(words, scene, 1)


def _offset(words: Expression, scene: Scene) -> Reading:
    """ "two days earlier": from the date mentioned last, as far as that one is fine enough."""
    count, unit = _quantity(words), words.value("unit") or ""
    sign = int(words.value("earlier") or -1)
    anchor = scene.anchor
    if count is None or anchor is None:
        return Reading("DATE")
    if unit == "year" and anchor.granularity in ("month", "quarter", "half", "year"):
        found = named(calendar.shifted(anchor, round(sign * count), "year"), words, scene)
    elif anchor.granularity == "day" or unit == anchor.granularity:
        found = _distance(anchor.first, sign * count, unit, words, scene)
    else:
        return Reading("DATE")
    return replace(found, approximate=found.approximate or not scene.near)


def _that(words: Expression, scene: Scene) -> Reading:
    """ "that year", "the following day": from the date mentioned last."""
    unit = words.value("period_unit") or ""
    anchor = scene.anchor
    if anchor is None or unit not in AROUND:
        return Reading("DATE")
    if (anchor.last - anchor.first) > timedelta({"day": 0, "week": 6, "month": 30}.get(unit, 366)):
        return Reading("DATE")
    start = AROUND[unit](anchor.first)
    step = words.value("rel")
    period = calendar.shifted(start, int(step), unit) if step else start
    found = named(period, words, scene)
    return replace(found, approximate=found.approximate or not scene.near)


def _relative(words: Expression, scene: Scene) -> Reading:
    unit = words.value("period_unit") or words.value("unit") or ""
    if unit == "fortnight":
        return Reading("DURATION", "P2W")
    if scene.published is None:
        return Reading("DATE")
    here = AROUND[unit](scene.published)
    return named(calendar.shifted(here, _rel(words) or 0, unit), words, scene)


def _year_end(words: Expression, scene: Scene) -> Reading:
    if scene.published is None:
        return Reading("DATE")
    period = calendar.year(scene.published)
    first, last = calendar.third(period, 2)
    return Reading("DATE", f"{period.value}-12", first.replace(month=12, day=1), last, "END", True)


def _reference(words: Expression, _: Scene) -> Reading:
    return Reading("DATE", words.value("now") or words.value("vague_rel") or "PRESENT_REF")


def _set(words: Expression, _: Scene) -> Reading:
    if value := words.value("frequency"):
        return Reading("SET", value)
    for name, form in (("weekday", "XXXX-WXX-{}"), ("weekdays", "XXXX-WXX-{}")):
        if text := words.value(name):
            part = words.value("part") or words.value("parts")
            return Reading("SET", form.format(text) + (f"T{part}" if part else ""))
    if words.values("month"):
        return Reading("SET", f"XXXX-{_month(words):02}")
    if text := words.value("season") or words.value("seasons"):
        return Reading("SET", f"XXXX-{text}")
    if text := words.value("part"):
        return Reading("SET", f"XXXX-XX-XXT{text}")
    return Reading("SET", _duration_value(_quantity(words) or 1, words.value("unit") or "day"))


_READERS: dict[str, Callable[[Expression, Scene], Reading]] = {
    "iso": _iso,
    "slashed": _slashed,
    "day_range": _day_range,
    "date": _date,
    "quarter": _quarter,
    "year_before": _year_before,
    "century": _century,
    "decade": _decade,
    "year": _plain_year,
    "years": _years,
    "season": _season,
    "weekend": _weekend,
    "holiday": _holiday,
    "moment": _moment,
    "time": _time,
    "ago": _ago,
    "ahead": _ahead,
    "offset": _offset,
    "that": _that,
    "relative": _relative,
    "year_end": _year_end,
    "reference": _reference,
    "duration": _duration,
    "span": _span,
    "set": _set,
}
_KINDS: dict[str, Kind] = {"time": "TIME", "duration": "DURATION", "span": "DURATION", "set": "SET"}
