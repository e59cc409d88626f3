"""One text in several articles: where else a quote stands, and what is to be told once.

Only what stands in near-copies (index.store.kinship) is taken for one text, and of that only
sentences that are the same: a correction with another number is a sentence of its own.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from index.duplicates import DAYS, as_told
from index.model import Article, Dispute, Segmentation, Sentence, Span, Timex

T = TypeVar("T")

_KEPT = 512
"""Articles that have near-copies, kept read."""

_PLACES = 4_096
"""Places of sentences that are kept."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text stands; `paragraph` counts from 1."""

    article: Article
    span: Span
    paragraph: int


@dataclass(frozen=True, slots=True)
class _Told:
    """An article, its sentences, the same folded, where each of these stands, and its dates."""

    article: Article
    sentences: Sequence[Sentence]
    folded: list[str]
    starts: Mapping[str, list[int]]
    timexes: Sequence[Timex]


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
        self._told = lru_cache(_KEPT)(self._read)
        self._places = lru_cache(_PLACES)(self._found)
        self._first = lru_cache(_PLACES)(self._earliest)
        self._ordered = lru_cache(_PLACES)(self._earliest_first)

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
        return self._places(article.id, span) if article.id in self._groups else []

    def _found(self, article_id: str, span: Span) -> list[Place]:
        found = list(self._standing(article_id, span))
        return found if len(found) > 1 else []

    def _standing(self, article_id: str, span: Span) -> Iterator[Place]:
        """Where sentences stand, the original first; the article itself in its turn. Of hundreds
        of copies only those are read that are asked for."""
        own = self._told(article_id)
        numbers = [n for n, s in enumerate(own.sentences) if s.span.overlaps(span)]
        if not numbers:
            return
        sought = own.folded[numbers[0] : numbers[-1] + 1]
        here = Place(own.article, span, own.sentences[numbers[0]].paragraph)
        for other in self.of(article_id):
            if other == article_id:
                yield here
            elif self._of_same_days(article_id, other):
                standing = self._places_of(other, sought)
                yield from [place for place in standing if self._of_one_time(here, place)][:1]

    def original(self, sentence: Sentence) -> Sentence:
        """The sentence where it stood first."""
        place = self._first(sentence.article_id, sentence.span)
        if place is None or place.article.id == sentence.article_id:
            return sentence
        cut = self._cut(place.article.id)
        return next(s for s in cut.sentences if s.span == place.span)

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
        place = self._first(article.id, span)
        return (place.article.id, place.span) if place else (article.id, span)

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

    def _of_one_time(self, one: Place, other: Place) -> bool:
        """Whether the words that tell when mean the same in both: "on Monday" a week later is
        another day, and what is told of it another event."""
        pairs = zip(self._times(one), self._times(other), strict=False)
        known = ((a, b) for a, b in pairs if a.earliest and b.earliest)
        return all((a.earliest, a.latest) == (b.earliest, b.latest) for a, b in known)

    def _times(self, place: Place) -> list[Timex]:
        timexes = self._told(place.article.id).timexes
        return [timex for timex in timexes if place.span.contains(timex.span)]

    def _places_of(self, article_id: str, sought: list[str]) -> list[Place]:
        """Where these sentences follow one another in an article."""
        told = self._told(article_id)
        return [
            Place(
                told.article,
                Span(told.sentences[n].span.start, told.sentences[n + len(sought) - 1].span.end),
                told.sentences[n].paragraph,
            )
            for n in told.starts.get(sought[0], ())
            if told.folded[n : n + len(sought)] == sought
        ]

    def _earliest(self, article_id: str, span: Span) -> Place | None:
        in_group = article_id in self._groups
        return next(self._standing(article_id, span), None) if in_group else None

    def _read(self, article_id: str) -> "_Told":
        article, sentences = self._articles[article_id], self._cut(article_id).sentences
        folded = [as_told(s.span.of(article.text)) for s in sentences]
        starts: dict[str, list[int]] = {}
        for number, sentence in enumerate(folded):
            starts.setdefault(sentence, []).append(number)
        return _Told(article, sentences, folded, starts, self._timexes(article_id))

    def _earliest_first(self, group: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(sorted(group, key=self.age))
