"""Conflicts without a denial: two sources who give one event another number or another date.

Only where the same is counted ("people"), the same is said of them ("killed"), and two named
sources of one article speak close to each other. Numbers of different articles are not held
against each other: tolls grow from one day to the next, and nobody disputes that.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from index.analysis import content_words
from index.disputes.debate import Debate, Statement
from index.lexicon import words
from index.model import Claim, Span, Strength

NEAR = 5
"""Sentences between two statements on one event, at most."""

SAME = 0.6
"""Share of their words that two statements with different dates must have in common."""

_NUMBER = re.compile(
    r"(?<![\w.,$€£%-])\d{1,3}(?:[,.\u00a0\u202f ]\d{3})+(?![\w.,]\d)"
    r"|(?<![\w.,$€£%-])\d+(?![\w.,/:-]|\s?%)"
)
_BOUND = re.compile(
    r"(?:at least|more than|over|up to|as many as|fewer than|less than|nearly|almost|au moins"
    r"|plus de|jusqu['’]à|moins de|près de|quelque)\s+$",
    re.IGNORECASE,
)
_CLOSE = 0.1  # "about 100" and "105" are no conflict
_LONGEST_GAP = 16  # code points between a number and what it counts
_LEAST = 2  # "one" and "two" are words of many things
_MONTHS_AND_TIMES = re.compile(
    r"\s*(?:years?|months?|weeks?|days?|hours?|minutes?|percent|per cent|p\.?m|a\.?m"
    r"|ans?|mois|semaines?|jours?|heures?|minutes?|january|february|march|april|may|june|july"
    r"|august|september|october|november|december|janvier|février|mars|avril|mai|juin|juillet"
    r"|août|septembre|octobre|novembre|décembre|million|billion|milliards?|mille)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Count:
    """A number of something in a claim: what is counted, and what is said beside it."""

    value: int
    unit: str
    beside: frozenset[str]
    bound: bool


def conflicts(debate: Debate) -> Iterator[tuple[Strength, Claim, Claim]]:
    """Pairs of claims in conflict, the later one first, with the kind of conflict."""
    named = [s for s in debate.statements if s.who is not None and (s.who.names or s.who.others)]
    counted = [(s, counts) for s in named if (counts := list(_counts(debate, s)))]
    for place, (later, counts) in enumerate(counted):
        for earlier, others in counted[:place]:
            if _two_sources(earlier, later) and _differ(debate, earlier, others, later, counts):
                yield "conflicting number", later.claim, earlier.claim
    dated = [(s, day) for s in named if (day := _day(s)) is not None]
    for place, (later, day) in enumerate(dated):
        for earlier, other in dated[:place]:
            if day != other and _two_sources(earlier, later) and _same(debate, earlier, later):
                yield "conflicting date", later.claim, earlier.claim


def _two_sources(earlier: Statement, later: Statement) -> bool:
    return (
        later.first - earlier.last in range(NEAR + 1)
        and earlier.who is not None
        and later.who is not None
        and not earlier.who.same(later.who)
        and not any(a.overlaps(b) for a in earlier.claim.content for b in later.claim.content)
    )


def _counts(debate: Debate, statement: Statement) -> Iterator[_Count]:
    text, language = debate.article.text, debate.article.language
    dates = [timex.span for timex in statement.claim.timexes]
    for content in statement.claim.content:
        for match in _NUMBER.finditer(text, content.start, content.end):
            span = Span(*match.span())
            if any(when.overlaps(span) for when in dates) or _MONTHS_AND_TIMES.match(
                text, span.end
            ):
                continue
            value = int(re.sub(r"\D", "", match.group()))
            after = content_words(text[span.end : min(content.end, span.end + 60)], language)
            after = [word for word in after if not word.capital]  # "40 Kenyan nurses"
            if not after or after[0].span.start > _LONGEST_GAP or value < _LEAST:
                continue
            before = content_words(text[max(content.start, span.start - 40) : span.start], language)
            beside = frozenset(w.stems[0] for w in (*before[-2:], *after[:3])) & _events(language)
            bound = _BOUND.search(text, max(0, span.start - 15), span.start) is not None
            yield _Count(value, after[0].stems[0], beside, bound)


@cache
def _events(language: str) -> frozenset[str]:
    listed = " ".join(sorted(words("counted_events")))
    return frozenset(word.stems[0] for word in content_words(listed, language))


def _differ(
    debate: Debate,
    earlier: Statement,
    others: list[_Count],
    later: Statement,
    counts: list[_Count],
) -> bool:
    """Whether both count the same once, say the same of it, and come to different numbers."""
    for count in counts:
        again = [c for c in others if c.unit == count.unit]
        alone = sum(c.unit == count.unit for c in counts) == 1
        if len(again) != 1 or not alone:
            continue
        other = again[0]
        apart = abs(count.value - other.value) > _CLOSE * max(count.value, other.value)
        shared = debate.keys(earlier.claim) & debate.keys(later.claim) - {count.unit}
        bounded = count.bound or other.bound  # "at least 40" leaves room for 52
        if apart and shared and count.beside & other.beside and not bounded:
            return not _elsewhere(debate, earlier, later)
    return False


def _elsewhere(debate: Debate, earlier: Statement, later: Statement) -> bool:
    """Whether both name places or people, and none in common: two events."""
    one, other = (
        debate.topics.keys(*s.claim.content) & debate.topics.names for s in (earlier, later)
    )
    return bool(one) and bool(other) and not one & other


def _day(statement: Statement) -> date | None:
    """The one day that a claim tells; None where it tells none or several."""
    days = {t.earliest for t in statement.claim.timexes if t.earliest and t.earliest == t.latest}
    return days.pop() if len(days) == 1 else None


def _same(debate: Debate, earlier: Statement, later: Statement) -> bool:
    """Whether two claims say nearly the same but for the date."""
    one, other = (
        debate.topics.keys(*s.claim.content)
        - debate.topics.keys(*(t.span for t in s.claim.timexes))
        for s in (earlier, later)
    )
    shared = one & other
    return len(shared) >= 3 and len(shared) >= SAME * max(len(one), len(other))
