"""Readings of what is counted: durations, sets, and dates told by their distance."""

import re
from collections.abc import Container
from dataclasses import replace
from datetime import date, timedelta

from index.temporal import calendar
from index.temporal.calendar import AROUND
from index.temporal.expressions import Expression
from index.temporal.readings import UNTOLD, Reading, Scene, is_rough, named, rel_of, unsure

_CODES = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "week": "W", "fortnight": "W",
    "month": "M", "quarter": "Q", "season": "S", "half": "H", "year": "Y", "decade": "DE",
    "century": "CE", "weekend": "WE",
}  # fmt: skip
_HALVES = {"year": "6M", "hour": "30M", "minute": "30S", "day": "T12H", "decade": "5Y"}
_HALVES |= {"century": "50Y"}
_JOINTS = frozenset(["-", "and", "et"])  # within a number
_DAYS = {"day": 1, "week": 7, "weekend": 7, "fortnight": 14}
_MONTHS = {"month": 1, "quarter": 3, "season": 3, "half": 6, "year": 12}
_MONTHS |= {"decade": 120, "century": 1200}


def quantity(words: Expression) -> float | None:
    """How many; None where it is not said ("several", "recent years")."""
    counted = _counted(words)
    if words.has("half", "demi", "demie"):  # "half an hour", "two and a half years"
        whole = counted if words.has("and", "et") or words.forms[0].isdigit() else 0.0
        return (whole or float(words.has("and", "et"))) + 0.5
    if words.has("couple"):
        return 2.0
    if counted is not None:
        return counted + 0.5 if "/" in words.forms else counted  # "2 1/2 years"
    return 1.0 if words.values("article") and not words.values("vague") else None


def _counted(words: Expression) -> float | None:
    """The first number; of "two to three" two."""
    total: float | None = None
    numbers = words.grammar.classes["number"]
    for token, form in zip(words.tokens, words.forms, strict=True):
        if form in numbers:
            total = _more(total, float(numbers[form]), words.grammar.classes["round_number"], form)
        elif total is not None and form not in _JOINTS:
            break
        elif words.grammar.shape(token) in ("day", "year", "whole", "decimal"):
            total = _number(form)
    return total


def _more(total: float | None, value: float, rounded: Container[str], form: str) -> float:
    """twenty + five, two × hundred; but "une vingtaine" is 20, not 21."""
    if total is None or form in rounded:
        return value
    return total * value if value >= 100 else total + value


def _number(form: str) -> float:
    """ "2,000" and "2.5"."""
    if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", form):
        return float(re.sub(r"[.,]", "", form))
    whole, *rest = re.split(r"[.,]", form)
    return float(f"{whole}.{''.join(rest) or 0}")


def length(count: float | None, unit: str) -> str:
    """ "P2W", "PT1M30S", "P2Y6M"; "PXY" where it is not said how many."""
    code = _CODES[unit]
    time, letter = ("T", code[1:]) if code[0] == "T" else ("", code)
    if count is None:
        return f"P{time}X{letter}"
    if unit == "fortnight":
        count *= 2
    whole = f"P{time}{int(count)}{letter}"
    if count == int(count):
        return whole
    half = _HALVES.get(unit)
    if half is None or count % 1 != 0.5:
        return f"P{time}{count:g}{letter}"
    return f"P{time}{half}" if count < 1 else whole + half


def duration(words: Expression, _: Scene) -> Reading:
    unit = words.value("unit") or words.value("plural_unit") or ""
    return Reading("DURATION", length(quantity(words), unit), approximate=is_rough(words))


def vague_span(words: Expression, scene: Scene) -> Reading:
    """ "recent years", "the coming weeks": when, rather than how long."""
    sign = int(words.value("span_rel") or 0)
    if not sign:
        return duration(words, scene)
    return Reading("DATE", "PAST_REF" if sign < 0 else "FUTURE_REF")


def whole(words: Expression, _: Scene) -> Reading:
    """One unit although none is counted: "the past year", "the fiscal year ended March 31"."""
    return Reading(
        "DURATION", length(1, words.value("unit") or words.value("period_unit") or "year")
    )


def recurring(words: Expression, _: Scene) -> Reading:
    """ "every Monday", "weekly", "twice a year"."""
    if value := words.value("frequency"):
        return Reading("SET", value)
    part = words.value("part") or words.value("parts")
    time = f"T{part}" if part else ""
    if day := words.value("weekday") or words.value("weekdays"):
        return Reading("SET", f"XXXX-WXX-{day}{time}")
    if month := words.value("month"):
        return Reading("SET", f"XXXX-{int(month):02}")
    if season := words.value("season") or words.value("seasons"):
        return Reading("SET", f"XXXX-{season}")
    if time:
        return Reading("SET", f"XXXX-XX-XX{time}")
    unit = words.value("unit") or words.value("plural_unit") or "day"
    count = 2 if words.has("other") else quantity(words)
    return Reading("SET", length(count or 1, unit))


def ago(words: Expression, scene: Scene) -> Reading:
    alone = words.value("unit") == "year" and words.values("article") and quantity(words) == 1
    if alone and scene.anchor and scene.anchor.granularity == "quarter":
        return year_before(words, scene)  # beside the figures of a quarter
    return _from(scene.published, -1, words, scene)


def ahead(words: Expression, scene: Scene) -> Reading:
    return _from(scene.published, 1, words, scene)


def year_before(words: Expression, scene: Scene) -> Reading:
    """ "the year-earlier quarter": the quarter mentioned last, a year before."""
    base = scene.anchor
    if base is None or base.granularity not in ("quarter", "half"):
        base = scene.figures
    if base is not None:
        return unsure(named(calendar.shifted(base, -1, "year"), words, scene), scene)
    if scene.published is None:
        return UNTOLD
    year = calendar.year(calendar.moved(scene.published, -1, "year"))
    return replace(named(year, words, scene), approximate=True)


def quarter_of_year(words: Expression, scene: Scene) -> Reading:
    """ "the 1988 quarter", "the 1988 period": the one that is spoken of, in that year."""
    year = int(words.values("year")[0])
    base = scene.figures
    if base is None:
        return named(calendar.year(date(year, 1, 1)), words, scene)
    moved = calendar.shifted(base, year - base.first.year, "year")
    return unsure(named(moved, words, scene), scene)


def same_quarter(words: Expression, scene: Scene) -> Reading:
    """ "the latest period": the quarter that has ended; "the quarter": the one spoken of."""
    if not words.has("latest"):
        return named(scene.figures, words, scene)
    if scene.published is None:
        return UNTOLD
    ended = calendar.moved(scene.published, -1, "quarter")
    return named(calendar.quarter(ended), words, scene)


def offset(words: Expression, scene: Scene) -> Reading:
    """ "two days earlier": from the date mentioned last, as far as that one is fine enough."""
    anchor = scene.anchor
    if beside := words.value("day_beside"):
        count, unit, sign = abs(float(beside)), "day", 1 if float(beside) > 0 else -1
    else:
        said = quantity(words) if words.values("unit") else 1.0
        count, unit = said or 0.0, words.value("unit") or words.value("period_unit") or "day"
        sign = int(words.value("earlier") or -1)
    if not count or anchor is None:
        return UNTOLD
    if unit == "year" and anchor.granularity in ("month", "quarter", "half"):
        moved = calendar.shifted(anchor, round(sign * count), "year")
        return unsure(named(moved, words, scene), scene)
    if anchor.granularity not in ("day", unit):
        return UNTOLD
    return unsure(_distance(anchor.first, sign * count, unit, words, scene), scene)


def that(words: Expression, scene: Scene) -> Reading:
    """ "that year", "the following day": from the date mentioned last."""
    unit, anchor = words.value("period_unit") or "day", scene.anchor
    if anchor is None or unit not in AROUND:
        return UNTOLD
    here = AROUND[unit](anchor.first)
    if anchor.last > here.last:
        return UNTOLD  # "that day", after a month
    step = int(words.value("next_to") or words.has("next"))
    found = unsure(named(calendar.shifted(here, step, unit), words, scene), scene)
    if part := words.value("part"):  # "that evening"
        return replace(found, type="TIME", value=f"{found.value}T{part}")
    return found


def relative(words: Expression, scene: Scene) -> Reading:
    """ "last week", "the end of the year"."""
    unit = words.value("period_unit") or ""
    if scene.published is None:
        return UNTOLD
    here = AROUND[unit](scene.published)
    return named(calendar.shifted(here, rel_of(words) or 0, unit), words, scene)


def _from(start: date | None, sign: int, words: Expression, scene: Scene) -> Reading:
    count, unit = quantity(words), words.value("unit") or ""
    if count is None:
        return Reading("DATE", "PAST_REF" if sign < 0 else "FUTURE_REF")
    if start is None:
        return UNTOLD
    return _distance(start, sign * count, unit, words, scene)


def _distance(start: date, count: float, unit: str, words: Expression, scene: Scene) -> Reading:
    """The period `count` units from `start`. Weeks are told loosely, years as whole years."""
    if unit in ("second", "minute", "hour"):
        day = start + timedelta(hours=count) if unit == "hour" else start
        around = timedelta(days=1)
        return Reading("DATE", str(day), day - around, day + around, approximate=True)
    if unit in _DAYS:
        days = round(count * _DAYS[unit])
        middle = start + timedelta(days)
        if unit == "day" and not (words.values("rough_days") or is_rough(words)):
            return named(calendar.day(middle), words, scene)
        slack = timedelta(max(3, round(abs(days) * 0.3)))
        period = calendar.day(middle)
        return Reading(
            "DATE", period.value, middle - slack, middle + slack, period=period, approximate=True
        )
    months = count * _MONTHS[unit]
    middle = calendar.moved(start, round(months), "month")
    if unit in ("decade", "century"):
        slack = timedelta(round(abs(months) * 6))  # a fifth
        period = calendar.year(middle)
        return Reading(
            "DATE", period.value, middle - slack, middle + slack, period=period, approximate=True
        )
    granularity = "month" if unit in ("season", "half") or count % 1 else unit
    return named(AROUND[granularity](middle), words, scene)
