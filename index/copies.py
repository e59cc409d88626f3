"""One text in several articles: where else a quote stands, and what is to be told once.

Only what stands in near-copies (index.store.kinship) is taken for one text, and of that only
sentences that are the same: a correction with another number is a sentence of its own.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from index.duplicates import DAYS, as_told
from index.model import Article, Dispute, Segmentation, Sentence, Span, Timex

T = TypeVar("T")

_KEPT = 4_096
"""Articles whose sentences are kept folded."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text stands; `paragraph` counts from 1."""

    article: Article
    span: Span
    paragraph: int


class Copies:
    """The groups of near-copies in one state of a library; each article's id is in one at most."""

    def __init__(
        self,
        groups: Iterable[Sequence[str]],
        days: Mapping[str, int],
        articles: Mapping[str, Article],
        cut: Callable[[str], Segmentation],
        timexes: Callable[[str], Sequence[Timex]],
    ) -> None:
        """`days`: of publication, 0 where there is none."""
        self.groups = [tuple(group) for group in groups if len(group) > 1]
        self._groups = {article_id: group for group in self.groups for article_id in group}
        self._days = days
        self._articles = articles
        self._cut = cut
        self._timexes = timexes
        self._sentences = lru_cache(_KEPT)(self._folded)
        self._ordered = lru_cache(_KEPT)(self._earliest_first)

    def __bool__(self) -> bool:
        return bool(self.groups)

    def of(self, article_id: str) -> tuple[str, ...]:
        """The group of an article, earliest published first, undated last, ties by id; empty
        for an article that has no near-copy."""
        group = self._groups.get(article_id)
        return self._ordered(group) if group else ()

    def places(self, article: Article, span: Span) -> list[Place]:
        """Where sentences stand in an article and its near-copies, the original first: the
        earliest published, ties by id. Empty where they stand nowhere else."""
        group = self.of(article.id)
        if not group:
            return []
        sought = [
            as_told(s.span.of(article.text))
            for s in self._cut(article.id).sentences
            if s.span.overlaps(span)
        ]
        found = [
            place
            for one in group
            for place in self._standing(one, sought)[:1]
            if one == article.id
            or (self._of_same_days(article.id, one) and self._of_one_time(article.id, span, place))
        ]
        if len(found) < 2 or not any(place.article == article for place in found):
            return []
        own = next(n for n, place in enumerate(found) if place.article == article)
        if found[own].span != span:  # said twice in it: this is one of the places of itself
            found[own] = Place(article, span, self._paragraph(article.id, span))
        return found

    def original(self, sentence: Sentence) -> Sentence:
        """The sentence where it stood first."""
        places = self.places(self._articles[sentence.article_id], sentence.span)
        if not places or places[0].article.id == sentence.article_id:
            return sentence
        cut = self._cut(places[0].article.id)
        return next(s for s in cut.sentences if s.span == places[0].span)

    def once(
        self, found: Sequence[T], sides: Callable[[T], Iterable[str]], read: Callable[[T], Dispute]
    ) -> list[T]:
        """Of disputes of one text, told by several near-copies, the earliest alone; the others
        as they are. `sides` gives the ids of a dispute's articles, its denial's first; `read`
        the dispute itself, of which only those with a side in near-copies are asked."""
        copied = [one for one in found if any(side in self._groups for side in sides(one))]
        first: dict[object, T] = {}
        for one in sorted(copied, key=lambda one: self.age(next(iter(sides(one))))):
            first.setdefault(self._key(read(one)), one)
        kept = {id(one) for one in first.values()}
        left_out = {id(one) for one in copied} - kept
        return [one for one in found if id(one) not in left_out]

    def first(self, article: Article, span: Span) -> tuple[str, Span]:
        """Where sentences stood first: the same for all places of one text, and for no other."""
        places = self.places(article, span)
        return (places[0].article.id, places[0].span) if places else (article.id, span)

    def age(self, article_id: str) -> tuple[bool, int, str]:
        """A key by which the earliest published comes first, undated last, ties by id."""
        day = self._days.get(article_id, 0)
        return not day, day, article_id

    def _key(self, dispute: Dispute) -> object:
        sides = (dispute.denial, *dispute.claims)
        return tuple(self.original(s) for side in sides for s in side.sentences)

    def _of_same_days(self, one: str, other: str) -> bool:
        days = self._days.get(one, 0), self._days.get(other, 0)
        return not all(days) or abs(days[0] - days[1]) <= DAYS

    def _of_one_time(self, article_id: str, span: Span, place: Place) -> bool:
        """Whether the words that tell when mean the same in both: "on Monday" a week later is
        another day, and what is told of it another event."""
        own, theirs = self._times(article_id, span), self._times(place.article.id, place.span)
        known = ((a, b) for a, b in zip(own, theirs, strict=False) if a.earliest and b.earliest)
        return all((a.earliest, a.latest) == (b.earliest, b.latest) for a, b in known)

    def _times(self, article_id: str, span: Span) -> list[Timex]:
        return [timex for timex in self._timexes(article_id) if span.contains(timex.span)]

    def _standing(self, article_id: str, sought: list[str]) -> list[Place]:
        """Where these sentences follow one another in an article."""
        sentences, starts = self._sentences(article_id)
        cut = self._cut(article_id).sentences
        return [
            Place(
                self._articles[article_id],
                Span(cut[n].span.start, cut[n + len(sought) - 1].span.end),
                cut[n].paragraph,
            )
            for n in starts.get(sought[0], ())
            if sentences[n : n + len(sought)] == sought
        ]

    def _folded(self, article_id: str) -> tuple[list[str], dict[str, list[int]]]:
        text = self._articles[article_id].text
        folded = [as_told(s.span.of(text)) for s in self._cut(article_id).sentences]
        starts: dict[str, list[int]] = {}
        for number, sentence in enumerate(folded):
            starts.setdefault(sentence, []).append(number)
        return folded, starts

    def _paragraph(self, article_id: str, span: Span) -> int:
        sentences = self._cut(article_id).sentences
        return next(s.paragraph for s in sentences if s.span.overlaps(span))

    def _earliest_first(self, group: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(sorted(group, key=self.age))
