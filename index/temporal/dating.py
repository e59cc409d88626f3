"""Readings of expressions that name a date: days, months, quarters, decades, hours."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from index.temporal import calendar
from index.temporal.calendar import AROUND, Period
from index.temporal.distances import quantity
from index.temporal.expressions import Expression
from index.temporal.readings import (
    UNTOLD,
    Reading,
    Scene,
    chosen,
    full_year,
    in_year,
    named,
    rel_of,
    unsure,
    year_of,
)

_BESIDE = 6  # words between a day and its hour: "on Monday in the capital at 10 a.m."


def iso(words: Expression, scene: Scene) -> Reading:
    return named(calendar.day(date.fromisoformat(words.forms[0])), words, scene)


def slashed(words: Expression, scene: Scene) -> Reading:
    """31/12/2020 can be read in one way only; 3/4/2020 in English has two, so none."""
    one, two, year = re.split(r"[/.]", words.forms[0])
    of_day, of_month = int(one), int(two)
    if words.grammar.language == "en" and "." not in words.forms[0]:
        if of_month > 12:
            of_day, of_month = of_month, of_day
        elif of_day <= 12 and of_day != of_month:
            return UNTOLD
    return named(calendar.day(date(full_year(year, scene), of_month, of_day)), words, scene)


def month_of(words: Expression) -> int:
    return int(words.value("month") or words.value("month_short") or 0)


def _days(words: Expression) -> list[int]:
    found = []
    for token, form in zip(words.tokens, words.forms, strict=True):
        if words.grammar.shape(token) in ("day", "nth"):
            found.append(int(re.sub(r"\D", "", form)))
        elif form in words.grammar.classes.get("day_name", ()):
            found.append(1)  # "premier mai"
    return found


def day_of_year(words: Expression) -> tuple[int, int]:
    """Month and day that a date names, 0 for what it does not.

    "21 December 1975" tells the year of "21 December" further down.
    """
    days = _days(words) if words.rule == "date" else []
    return (month_of(words), days[0]) if days else (0, 0)


def month_or_day(words: Expression, scene: Scene) -> Reading:
    of_month, days = month_of(words), _days(words)

    def around(year: int) -> Period:
        if days:
            return calendar.day(date(year, of_month, days[0]))
        return calendar.month(date(year, of_month, 1))

    if words.has("that") and scene.anchor:  # "that July"
        return unsure(named(around(scene.anchor.first.year), words, scene), scene)
    if days and (name := words.value("weekday") or words.value("weekday_short")):
        scene = replace(scene, year=scene.year or _year_with(around, int(name), scene))
    return in_year(around, words, scene, None if words.values("year_unit") else rel_of(words))


def _year_with(around: Callable[[int], Period], weekday: int, scene: Scene) -> int | None:
    """The one year, this, the last or the next, in which the day has that weekday."""
    if scene.published is None:
        return None
    now = scene.published.year
    for year in (now, now - 1, now + 1):
        try:
            if around(year).first.isoweekday() == weekday:
                return year
        except ValueError:  # 29 February
            continue
    return None


def terror_day(words: Expression, scene: Scene) -> Reading:
    """ "the Sept. 11 attacks" are those of 2001 in whatever year they are named."""
    if (month_of(words), _days(words)) == (9, [11]):
        return named(calendar.day(date(2001, 9, 11)), words, scene)
    return month_or_day(words, scene)


def part_of_month(words: Expression, scene: Scene) -> Reading:
    """ "the last week of April", "the first half of May": the month, and the days meant."""
    of_month, count = month_of(words), _ordinal(words)
    found = in_year(lambda year: calendar.month(date(year, of_month, 1)), words, scene)
    if found.first is None or found.last is None:
        return UNTOLD
    days = 15 if words.values("half") else 7 if words.has("week", "semaine") else 10
    start = found.last.day - days if count < 0 else days * (count - 1)
    first = found.first + timedelta(start)
    last = found.last
    if (days, count) != (15, 2):  # the second half has a day more or fewer
        last = min(first + timedelta(days - 1), last)
    return replace(found, first=first, last=last, approximate=True)


def day_of_month(words: Expression, scene: Scene) -> Reading:
    """ "the 5th of this month"."""
    if scene.published is None:
        return UNTOLD
    month = calendar.moved(scene.published.replace(day=1), rel_of(words) or 0, "month")
    return named(calendar.day(month.replace(day=_days(words)[0])), words, scene)


def nth_weekday(words: Expression, scene: Scene) -> Reading:
    """ "the second Monday in May 2022"."""
    of_month, count = month_of(words), _ordinal(words)
    weekday = int(words.value("weekday") or 0)

    def around(year: int) -> Period:
        found = calendar.nth_weekday(year, of_month, weekday, count)
        if found.month != of_month:
            raise ValueError("no fifth one in this month")
        return calendar.day(found)

    return in_year(around, words, scene)


def weekday_of_week(words: Expression, scene: Scene) -> Reading:
    """ "Friday last week"."""
    if scene.published is None:
        return UNTOLD
    monday = calendar.week(scene.published).first
    weekday = int(words.value("weekday") or words.value("weekday_short") or 1)
    day = monday + timedelta(7 * (rel_of(words) or 0) + weekday - 1)
    return named(calendar.day(day), words, scene)


def day_range(words: Expression, scene: Scene) -> Reading:
    first, last, *_ = _days(words)
    end = month_or_day(words, scene).period
    if end is None or first >= last:
        return UNTOLD
    start, end_day = end.first.replace(day=first), end.first.replace(day=last)
    return Reading("DATE", f"{start}/{end_day}", start, end_day)


def quarter(words: Expression, scene: Scene) -> Reading:
    """Quarters and halves of years: "the third quarter of 1984", "Q3", "first-half"."""
    code = words.value("quarter_code")
    halves = bool(words.values("half")) or (code is not None and code[0] in "HhSs")
    count, parts = int(code[1]) if code else _ordinal(words), 2 if halves else 4
    if not 1 <= (count := parts if count == -1 else count) <= parts:
        return UNTOLD
    of_month, granularity = 12 // parts * (count - 1) + 1, "half" if halves else "quarter"
    if scene.tense == 1 and not scene.close:  # results are reported after the quarter
        scene = replace(scene, tense=0)
    return in_year(lambda year: AROUND[granularity](date(year, of_month, 1)), words, scene)


def _ordinal(words: Expression) -> int:
    for name in ("ordinal", "roman", "final"):
        if text := words.value(name):
            return int(text)
    return int(re.sub(r"\D", "", words.value("nth") or "0"))


def century(words: Expression, scene: Scene) -> Reading:
    count = _ordinal(words) + int(words.value("tens") or 0)  # "twenty-first"
    if not 1 <= count <= 30:
        return UNTOLD
    return named(calendar.century(date(max(count * 100 - 100, 1), 1, 1)), words, scene)


def decade(words: Expression, scene: Scene) -> Reading:
    """ "the 1990s", "the ’90s", "the nineties"; two digits are of the latest such decade."""
    digits = re.sub(r"\D", "", words.value("decade") or words.value("year") or "")
    if name := words.value("decade_name"):
        digits = f"{name}0"
    elif text := words.value("whole"):
        digits = text
    start = int(digits)
    if len(digits) == 2:
        now = scene.published.year if scene.published else 2025
        start += (now - start) // 100 * 100
    elif len(digits) != 4:
        return UNTOLD
    return named(calendar.decade(date(start, 1, 1)), words, scene)


def year(words: Expression, scene: Scene) -> Reading:
    found = year_of(words, scene) or 0
    return named(calendar.year(date(found, 1, 1)), words, scene)


def years(words: Expression, _: Scene) -> Reading:
    """ "2019-20" and "2019–2020"."""
    first, last = re.split(r"[-–/]", words.forms[0])
    last = first[: 4 - len(last)] + last
    if int(first) >= int(last):
        return UNTOLD
    return Reading("DATE", f"{first}/{last}", date(int(first), 1, 1), date(int(last), 12, 31))


def season(words: Expression, scene: Scene) -> Reading:
    of_month = 3 * calendar.SEASONS.index(words.value("season") or "") + 3
    rel = None if words.values("year_unit") else rel_of(words)
    return in_year(lambda year: calendar.season(date(year, of_month, 1)), words, scene, rel)


def weekend(words: Expression, scene: Scene) -> Reading:
    if scene.published is None:
        return UNTOLD
    now, rel = scene.published, rel_of(words)
    if rel == 1:  # on a Monday "next weekend" is not the one that ends this week
        return named(calendar.weekend(now + timedelta(7)), words, scene)
    if rel is None and scene.tense == 0:
        scene = replace(scene, tense=-1)
    return named(
        chosen(lambda n: calendar.weekend(now + timedelta(7 * n)), scene, rel), words, scene
    )


def year_end(words: Expression, scene: Scene) -> Reading:
    if scene.published is None:
        return UNTOLD
    year = scene.published.year
    found = named(calendar.month(date(year, 12, 1)), words, scene)
    return replace(found, first=date(year, 11, 1), last=date(year + 1, 1, 31), approximate=True)


def holiday(words: Expression, scene: Scene) -> Reading:
    when = words.holiday()

    def around(year: int) -> Period:
        if when.startswith("easter"):
            return calendar.day(calendar.easter(year) + timedelta(int(when[6:])))
        if "-" in when[1:3] and " " not in when:
            of_month, of_day = when.split("-")
            return calendar.day(date(year, int(of_month), int(of_day)))
        of_month, count, weekday = when.split()
        found = calendar.nth_weekday(year, int(of_month), int(weekday), int(count))
        return calendar.day(found)

    return in_year(around, words, scene, rel_of(words))


def moment(words: Expression, scene: Scene) -> Reading:
    """A day, with or without its hour: "Friday", "late yesterday", "last night", "noon today"."""
    period = _day(words, scene)
    time = clock(words) or words.value("part") or words.value("midpoint")
    found = named(period, words, scene)
    if time is None and rel_of(words) == 1 and words.has("next"):
        return _or_the_week_after(found, scene)
    if time is None:
        return found
    if period is None:
        return Reading("TIME")
    return replace(found, type="TIME", value=f"{period.value}T{time}")


def _or_the_week_after(found: Reading, scene: Scene) -> Reading:
    """ "next Friday", on a Monday: this week's for some, the week after's for others."""
    if not (found.first and found.last and scene.published):
        return found
    if calendar.week(found.first) != calendar.week(scene.published):
        return found
    return replace(found, last=found.last + timedelta(7), approximate=True)


def _day(words: Expression, scene: Scene) -> Period | None:
    now, rel = scene.published, rel_of(words)
    if now is None:
        return None
    if step := words.value("day_word"):
        far = 2 if words.values("beyond") else 1  # "avant-hier"
        return calendar.day(now + timedelta(int(step) * far))
    name = words.value("weekday") or words.value("weekday_short")
    if name is None:
        return calendar.day(now + timedelta(rel or 0))
    monday = calendar.week(now).first

    def around(week: int) -> Period:
        return calendar.day(monday + timedelta(7 * week + int(name) - 1))

    if rel == 0:  # "this Friday"
        if scene.tense == -1 and scene.close and around(0).first > now:
            return around(-1)
        return around(1) if scene.tense != -1 and around(0).first < now else around(0)
    if rel is None:  # the latest one unless the verb looks ahead
        scene = replace(scene, tense=scene.tense or -1)
    return chosen(around, scene, rel)


def clock(words: Expression) -> str | None:
    """ "15:00" of "3 p.m."; ValueError for "25:70"."""
    if text := words.value("clock") or words.value("clock_half"):
        numbers = [int(number) for number in re.findall(r"\d+", text)]
        hour, minute = numbers[0], numbers[1] if len(numbers) > 1 else 0
    elif words.values("hour_word") or words.values("ampm"):
        found = [int(n) for n in re.findall(r"\d+", " ".join(words.forms))]
        hour = found[0] if found else int(quantity(words) or 99)
        minute = found[1] if len(found) > 1 else 0
    else:
        return None
    if half := words.value("ampm"):
        hour = hour % 12 + int(half)
    elif text and text[-1] in "mM":  # "5pm"
        hour = hour % 12 + (12 if text[-2] in "pP" else 0)
    if hour > 24 or minute > 59:
        raise ValueError(f"no time of the day: {hour}:{minute}")
    return f"{hour:02}:{minute:02}"


def time_of_day(words: Expression, scene: Scene) -> Reading:
    """An hour without a day belongs to the day named before it in the sentence, or to none."""
    told = clock(words) or words.value("midpoint")
    beside = scene.near and scene.gap <= _BESIDE
    if beside and scene.anchor and scene.anchor.granularity == "day":
        day = scene.anchor
        return Reading("TIME", f"{day.value}T{told}", day.first, day.last)
    return Reading("TIME", f"T{told}")


def reference(words: Expression, _: Scene) -> Reading:
    """ "now", "recently", "soon"."""
    return Reading("DATE", words.value("now") or words.value("vague_rel") or "PRESENT_REF")
