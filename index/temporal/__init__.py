"""Time expressions of an article, with what they mean against its date.

The work is shared out: `expressions` finds them by a grammar of words, `ambiguity` keeps out
what only looks like one, `tense` tells past from future, `dating` and `distances` give values,
`calendar` counts days.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache

from index.lexicon import UNDERSTOOD
from index.model import Article, Segmentation, Span, Timex
from index.temporal import dating, distances
from index.temporal.ambiguity import Surroundings
from index.temporal.calendar import Period
from index.temporal.expressions import Expression, Grammar, grammar
from index.temporal.readings import Kind, Reading, Scene
from index.temporal.tense import tense

_MEMORY = 3  # sentences after which "that day" no longer means the one mentioned last
_SERIES = frozenset(["and", "to", "or", "-", "–", "through", "until", "et", "à", "au", "ou"])
_GRANULARITIES = tuple(
    (re.compile(pattern), name)
    for pattern, name in (
        (r"\d{4}-\d\d-\d\d(?:T.*)?", "day"),
        (r"\d{4}-W\d\d-WE", "weekend"),
        (r"\d{4}-W\d\d", "week"),
        (r"\d{4}-\d\d", "month"),
        (r"\d{4}-(?:SP|SU|FA|WI)", "season"),
        (r"\d{4}-Q\d", "quarter"),
        (r"\d{4}-H\d", "half"),
        (r"\d{4}", "year"),
        (r"\d{3}", "decade"),
        (r"\d\d", "century"),
    )
)


def timexes(article: Article, segmentation: Segmentation) -> tuple[Timex, ...]:
    """The time expressions of an article, in the order of the text, none overlapping another.

    Each lies inside one sentence. An article of unknown language is read in every language
    understood; the one that finds more decides.
    """
    spans = [sentence.span for sentence in segmentation.sentences]
    return _read(article.text, spans, article.language, article.published)


def timexes_in(text: str, language: str, reference: date | None) -> tuple[Timex, ...]:
    """The time expressions of a bare text, such as a question, read against `reference`."""
    return _read(text, [Span(0, len(text))] if text else [], language, reference)


def granularity(timex: Timex) -> str | None:
    """How fine a date is: "day", "week", "weekend", "month", "season", "quarter", "half",
    "year", "decade", "century"; None for all that is no stretch of the calendar with a name."""
    if timex.value is None or timex.type not in ("DATE", "TIME"):
        return None
    return _granularity(timex.value)


@lru_cache(maxsize=4096)
def _granularity(value: str) -> str | None:
    return next((name for pattern, name in _GRANULARITIES if pattern.fullmatch(value)), None)


def _read(
    text: str, sentences: Sequence[Span], language: str, published: date | None
) -> tuple[Timex, ...]:
    each = [
        tuple(_in_language(text, sentences, grammar(known), published))
        for known in ((language,) if language in UNDERSTOOD else UNDERSTOOD)
    ]
    return max(each, key=lambda found: sum(len(timex.span) for timex in found))


@dataclass
class _Memory:
    """What was dated so far, and can be meant by "that day" or "the year-earlier quarter"."""

    anchor: Period | None = None
    age: int = 0  # sentences since the anchor
    last: int = 0  # the token at which the anchor ends, where it is of this sentence
    figures: Period | None = None
    years: dict[tuple[int, int], int] = field(default_factory=dict)

    def next_sentence(self) -> None:
        self.age += 1
        if self.age > _MEMORY:
            self.anchor = None

    def keep(self, expression: Expression, period: Period) -> None:
        self.anchor, self.age, self.last = period, 0, expression.last
        day = dating.day_of_year(expression)
        if day[1] and expression.values("year"):
            self.years[day] = period.first.year
        if expression.rule == "quarter":  # not those it is compared with
            self.figures = period


def _in_language(
    text: str, sentences: Sequence[Span], rules: Grammar, published: date | None
) -> Iterator[Timex]:
    surroundings = Surroundings(rules, text)
    memory = _Memory()
    for sentence in sentences:
        memory.next_sentence()
        told = sentence.of(text)
        if not rules.may_hold(told):
            continue
        tokens = rules.tokens(told)
        found = list(rules.expressions(tokens, surroundings.plausible))
        forms = [token.group().lower() for token in tokens] if found else []
        for place, expression in enumerate(found):
            scene = _scene(found, place, forms, published, memory)
            reading = _reading(expression, scene)
            if reading.period is not None:
                memory.keep(expression, reading.period)
            yield _timex(expression, reading, sentence.start)


def _scene(
    found: Sequence[Expression],
    place: int,
    forms: Sequence[str],
    published: date | None,
    memory: _Memory,
) -> Scene:
    expression = found[place]
    cue = tense(forms, expression.first, expression.last, expression.grammar.language)
    year = _shared_year(found, place, forms) or memory.years.get(dating.day_of_year(expression))
    near = memory.age == 0
    scene = Scene(
        published=published,
        tense=cue.tense,
        close=cue.close,
        anchor=memory.anchor,
        near=near,
        gap=expression.first - memory.last if near else 0,
        figures=memory.figures,
        year=year,
    )
    if expression.rule == "time" and place + 1 < len(found):
        following = found[place + 1]
        if forms[expression.last + 1 : following.first] in ([], ["on"], [","], ["le"]):
            day = _reading(following, scene).period  # "10 a.m. on March 31"
            return replace(scene, anchor=day or scene.anchor, near=near or day is not None, gap=0)
    return scene


def _reading(expression: Expression, scene: Scene) -> Reading:
    """The meaning of an expression; without a value where the calendar has no such day."""
    kind, reader = _READERS[expression.rule]
    try:
        return reader(expression, scene)
    except (ValueError, OverflowError):
        return Reading(kind)


def _shared_year(found: Sequence[Expression], place: int, forms: Sequence[str]) -> int | None:
    """2019 for the first of "from March 3 to June 5, 2019", which has no year of its own."""
    here = found[place]
    if place + 1 == len(found) or here.rule != "date" or here.values("year") or here.values("rel"):
        return None
    following = found[place + 1]
    if following.rule != "date" or not following.values("year"):
        return None
    between = forms[here.last + 1 : following.first]
    if not 1 <= len(between) <= 2 or between[0] not in _SERIES:
        return None
    year = int(following.values("year")[0])
    return year - 1 if dating.month_of(here) > dating.month_of(following) else year


def _timex(expression: Expression, reading: Reading, offset: int) -> Timex:
    last = expression.tokens[-1]
    if last.group() == "." and not expression.values("ampm"):
        last = expression.tokens[-2]
    return Timex(
        span=Span(expression.tokens[0].start() + offset, last.end() + offset),
        type=reading.type,
        value=reading.value,
        earliest=reading.first,
        latest=reading.last,
        approximate=reading.approximate,
    )


_READERS: dict[str, tuple[Kind, Callable[[Expression, Scene], Reading]]] = {
    "iso": ("DATE", dating.iso),
    "slashed": ("DATE", dating.slashed),
    "date": ("DATE", dating.month_or_day),
    "part_of_month": ("DATE", dating.part_of_month),
    "nth_weekday": ("DATE", dating.nth_weekday),
    "weekday_of_week": ("DATE", dating.weekday_of_week),
    "day_of_month": ("DATE", dating.day_of_month),
    "terror_day": ("DATE", dating.terror_day),
    "day_range": ("DATE", dating.day_range),
    "quarter": ("DATE", dating.quarter),
    "century": ("DATE", dating.century),
    "decade": ("DATE", dating.decade),
    "year": ("DATE", dating.year),
    "years": ("DATE", dating.years),
    "season": ("DATE", dating.season),
    "weekend": ("DATE", dating.weekend),
    "year_end": ("DATE", dating.year_end),
    "holiday": ("DATE", dating.holiday),
    "moment": ("DATE", dating.moment),
    "time": ("TIME", dating.time_of_day),
    "reference": ("DATE", dating.reference),
    "ago": ("DATE", distances.ago),
    "ahead": ("DATE", distances.ahead),
    "offset": ("DATE", distances.offset),
    "year_before": ("DATE", distances.year_before),
    "same_quarter": ("DATE", distances.same_quarter),
    "quarter_of_year": ("DATE", distances.quarter_of_year),
    "that": ("DATE", distances.that),
    "relative": ("DATE", distances.relative),
    "duration": ("DURATION", distances.duration),
    "vague_span": ("DATE", distances.vague_span),
    "whole": ("DURATION", distances.whole),
    "set": ("SET", distances.recurring),
}
"""For each rule of the grammars what it gives, and how it is read."""
