"""Time expressions of an article, with what they mean against its date.

The work is shared out: `expressions` finds them, `ambiguity` keeps out what only looks
like one, `tense` tells past from future, `dating` gives values, `calendar` counts days.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

from index.ambiguity import Surroundings
from index.dating import Reading, Scene, read
from index.expressions import Expression, Grammar, Token, grammar
from index.lexicon import UNDERSTOOD
from index.model import Article, Segmentation, Span, Timex
from index.tense import tense

_SERIES = frozenset(["and", "to", "or", "-", "–", "through", "until", "et", "à", "au", "ou"])
_PERIOD_VALUE = (
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
_GRANULARITIES = tuple((re.compile(pattern), name) for pattern, name in _PERIOD_VALUE)


def timexes(article: Article, segmentation: Segmentation) -> tuple[Timex, ...]:
    """The time expressions of an article, in the order of the text, none overlapping another.

    Each lies inside one sentence. An article of unknown language is read in every language
    understood, the one that finds more deciding.
    """
    spans = [sentence.span for sentence in segmentation.sentences]
    return _read(article.text, spans, article.language, article.published)


def timexes_in(text: str, language: str, reference: date | None) -> tuple[Timex, ...]:
    """The time expressions of a bare text, such as a question, read against `reference`."""
    return _read(text, [Span(0, len(text))] if text else [], language, reference)


@lru_cache(maxsize=4096)
def _granularity(value: str) -> str | None:
    for pattern, name in _GRANULARITIES:
        if pattern.fullmatch(value):
            return name
    return None


def granularity(timex: Timex) -> str | None:
    """How fine a date is: "day", "week", "weekend", "month", "season", "quarter", "half",
    "year", "decade", "century"; None for all that is no stretch of the calendar with a name."""
    return _granularity(timex.value) if timex.value and timex.type in ("DATE", "TIME") else None


def _read(
    text: str, sentences: Sequence[Span], language: str, published: date | None
) -> tuple[Timex, ...]:
    if language in UNDERSTOOD:
        return tuple(_Reader(text, grammar(language), published).timexes(sentences))
    each = [
        tuple(_Reader(text, grammar(known), published).timexes(sentences)) for known in UNDERSTOOD
    ]
    return max(each, key=lambda found: sum(len(timex.span) for timex in found))


class _Reader:
    """Reads sentence after sentence; what was dated last is the anchor of "a day earlier"."""

    def __init__(self, text: str, rules: Grammar, published: date | None) -> None:
        self._text = text
        self._rules = rules
        self._published = published
        self._surroundings = Surroundings(rules)

    def timexes(self, sentences: Sequence[Span]) -> Iterator[Timex]:
        anchor = None
        for sentence in sentences:
            text = sentence.of(self._text)
            tokens = self._rules.tokens(text)
            found = list(self._rules.expressions(tokens, self._surroundings.plausible))
            if not found:
                anchor = None
                continue
            forms = [token.group().lower() for token in tokens]
            near = False
            for place, expression in enumerate(found):
                scene = Scene(
                    self._published,
                    tense(forms, expression.first, expression.last, self._rules.language),
                    anchor,
                    near,
                    _shared_year(found, place, forms),
                )
                reading = read(expression, scene)
                if reading.period is not None:
                    anchor, near = reading.period, True
                yield _timex(expression, reading, sentence.start)


def _shared_year(found: Sequence[Expression], place: int, forms: Sequence[str]) -> int | None:
    """2019 for the first of "from March 3 to June 5, 2019", which has no year of its own."""
    here = found[place]
    if place + 1 == len(found) or here.rule != "date" or here.values("year") or here.values("rel"):
        return None
    following = found[place + 1]
    if following.rule != "date" or not following.values("year"):
        return None
    between = forms[here.last + 1 : following.first]
    if len(between) > 2 or not between or between[0] not in _SERIES:
        return None
    year = int(following.values("year")[0])
    months = [int((e.value("month") or e.value("month_short") or 0)) for e in (here, following)]
    return year - 1 if months[0] > months[1] else year


def _timex(expression: Expression, reading: Reading, offset: int) -> Timex:
    last = expression.tokens[-1]
    if last.group() == "." and len(expression.tokens) > 1:
        last = expression.tokens[-2]
    span = Span(expression.tokens[0].start() + offset, last.end() + offset)
    return Timex(
        span=span,
        type=reading.type,
        value=reading.value,
        earliest=reading.first,
        latest=reading.last,
        approximate=reading.approximate,
    )


__all__ = ["Token", "granularity", "timexes", "timexes_in"]
