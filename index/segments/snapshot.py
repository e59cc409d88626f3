"""Some segments, less what has been removed, read as one.

Living articles, passages and sentences are numbered through, segment after segment, so numbers
change only where articles are removed, never because segments are merged.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, compress

import numpy as np
from numpy.typing import NDArray

from index.segments.digests import ORDER, digest_of
from index.segments.segment import TERMS_KEPT, Numbers, Segment, between, spread, starts_of


@dataclass(frozen=True, eq=False)
class Part:
    """A segment and the numbers of its articles that are gone."""

    segment: Segment
    removed: frozenset[int] = frozenset()

    def without(self, *article_ids: str) -> "Part":
        """The part less these articles; KeyError where it does not hold one of them."""
        numbers = {self.segment.article_numbers[article_id] for article_id in article_ids}
        return Part(self.segment, self.removed | numbers)

    @cached_property
    def article_map(self) -> Numbers:
        """The number of each article among the living, or -1."""
        gone = np.zeros(self.segment.article_count, bool)
        gone[list(self.removed)] = True
        return _map(gone)

    @cached_property
    def passage_map(self) -> Numbers:
        return _map(np.repeat(self.article_map < 0, np.diff(self.segment.passage_starts)))

    @cached_property
    def sentence_map(self) -> Numbers:
        return _map(np.repeat(self.article_map < 0, np.diff(self.segment.article_sentence_starts)))

    @cached_property
    def dead_passages(self) -> Numbers:
        if not self.removed:
            return np.empty(0, np.int32)
        return np.flatnonzero(self.passage_map < 0).astype(np.int32)

    @cached_property
    def gone_passages(self) -> NDArray[np.bool_]:
        """For each passage whether it is gone; empty where none is."""
        return self.passage_map < 0 if self.removed else np.empty(0, np.bool_)

    def passages_in(self, inside: NDArray[np.bool_]) -> Numbers:
        """The passages, by their numbers in the segment, of those of the living articles that are
        `inside`; in order."""
        _, passages = spread(*between(self.segment.passage_starts, self.living[inside]))
        numbers: Numbers = passages.astype(np.int32)
        return numbers

    @property
    def article_count(self) -> int:
        return self.segment.article_count - len(self.removed)

    @cached_property
    def passage_count(self) -> int:
        return self.segment.passage_count - len(self.dead_passages)

    @cached_property
    def sentence_count(self) -> int:
        return int(self.sentence_starts[-1])

    @cached_property
    def sentence_starts(self) -> Numbers:
        """The first sentence of each living article, among the living, and the end."""
        starts = self.segment.article_sentence_starts
        if not self.removed:
            return starts
        return starts_of(np.diff(starts)[self.article_map >= 0], np.int32)

    @cached_property
    def living(self) -> Numbers:
        """The numbers of the living articles in the segment."""
        return np.flatnonzero(self.article_map >= 0).astype(np.int32)

    @cached_property
    def field_lengths(self) -> NDArray[np.int64]:
        """How many terms of each field the living passages have together."""
        lengths = self.segment.lengths
        total: NDArray[np.int64] = lengths.sum(axis=0, dtype=np.int64)
        gone: NDArray[np.int64] = lengths[self.dead_passages].sum(axis=0, dtype=np.int64)
        return total - gone

    def holders(self, term: int) -> int:
        """How many living passages hold the term of this number."""
        start, end = self.segment.posted(term)
        if not self.removed:
            return end - start
        return int(np.count_nonzero(self.passage_map[self.segment.units[start:end]] >= 0))

    def sentences(self, term: int) -> Numbers:
        """The living sentences that hold it."""
        held = self.segment.sentences(term)
        return _mapped(self.sentence_map, held) if self.removed else held

    def sentences_with(self, term: int) -> int:
        """How many living sentences hold it."""
        return len(self.sentences(term)) if self.removed else self.segment.sentences_with(term)

    def articles_with(self, term: int) -> int:
        """How many living articles do."""
        return len(self.articles(term)[0]) if self.removed else self.segment.articles_with(term)

    def articles(self, term: int) -> tuple[Numbers, Numbers]:
        """The living articles that hold it, and in how many of their sentences."""
        articles, counts = self.segment.articles(term)
        if not self.removed:
            return articles, counts
        mapped = self.article_map[articles]
        return mapped[mapped >= 0], counts[mapped >= 0]

    @property
    def vocabulary(self) -> Sequence[str]:
        """The exact words of the living passages, in the order of the alphabet."""
        segment = self.segment
        if not self.removed:
            return segment.vocabulary
        first, last = segment.borders[2:]
        starts = segment.arrays["unit_starts"][first : last + 1].astype(np.int64)
        living = self.passage_map[segment.units[starts[0] : starts[-1]]] >= 0
        held = np.diff(np.concatenate(([0], np.cumsum(living)))[starts - starts[0]]) > 0
        return sorted(compress(segment.words(), held.tolist()))

    def articles_of(self, terms: Numbers) -> tuple[Numbers, Numbers, Numbers]:
        """The same for many stems and bigrams at once, as the segment's `articles_of`."""
        which, articles, counts = self.segment.articles_of(terms)
        if not self.removed:
            return which, articles, counts
        mapped = self.article_map[articles]
        living = mapped >= 0
        return which[living], mapped[living], counts[living]

    def sentences_between(self, articles: Numbers) -> tuple[Numbers, Numbers]:
        """Where in the segment the sentences of living articles start, and where they end."""
        starts = self.segment.article_sentence_starts
        local = self.living[articles] if self.removed else articles
        return starts[local], starts[local + 1]


class Snapshot:
    """Immutable; any number of threads may read, whoever writes new segments meanwhile.

    Article ids are unique among the living articles of all parts: who puts the parts together
    takes care of it.
    """

    def __init__(self, parts: Sequence[Part] = ()) -> None:
        self.parts = tuple(part for part in parts if part.article_count)
        self.article_bases = _bases([part.article_count for part in self.parts])
        self.passage_bases = _bases([part.passage_count for part in self.parts])
        self.sentence_bases = _bases([part.sentence_count for part in self.parts])
        self._found: dict[str, tuple[int, ...]] = {}

    @property
    def article_count(self) -> int:
        return self.article_bases[-1]

    @property
    def passage_count(self) -> int:
        return self.passage_bases[-1]

    @property
    def sentence_count(self) -> int:
        return self.sentence_bases[-1]

    @cached_property
    def starts(self) -> Numbers:
        """The first sentence of each article, and the end."""
        starts = [
            part.sentence_starts[:-1] + base
            for part, base in zip(self.parts, self.sentence_bases, strict=False)
        ]
        return np.concatenate([*starts, [self.sentence_count]]).astype(np.int32)

    @cached_property
    def mean_lengths(self) -> dict[str, float]:
        """How many terms of each field a passage has in the mean; 0 where there are none."""
        total = sum((part.field_lengths for part in self.parts), np.zeros(len(ORDER), np.int64))
        means = (int(sum_) / (self.passage_count or 1) for sum_ in total)
        return dict(zip(ORDER, means, strict=True))

    def find(self, term: str) -> tuple[int, ...]:
        """For each part the number of the term there, or -1."""
        found = self._found.get(term)
        if found is None:
            digest = digest_of(term)
            found = tuple(part.segment.find(digest) for part in self.parts)
            if len(self._found) >= TERMS_KEPT:
                self._found = {}  # the next questions fill it again
            self._found[term] = found
        return found

    def holders(self, term: str) -> int:
        """How many passages hold the term."""
        return sum(part.holders(n) for _, part, n in self.holding(term))

    def holding(self, term: str) -> Iterator[tuple[int, Part, int]]:
        """The parts that know the term, each with its place and the term's number there."""
        for place, number in enumerate(self.find(term)):
            if number >= 0:
                yield place, self.parts[place], number

    @cached_property
    def vocabulary(self) -> tuple[str, ...]:
        """The exact words of the articles, in the order of the alphabet."""
        joined = sorted(chain.from_iterable(part.vocabulary for part in self.parts))
        return tuple(dict.fromkeys(joined))  # sorted lists one after the other sort fast

    def article_id(self, number: int) -> str:
        place = _part_of(self.article_bases, number)
        part = self.parts[place]
        return part.segment.article_id(int(part.living[number - self.article_bases[place]]))

    def place(self, sentence: int) -> tuple[int, int]:
        """The number of a sentence's article, and how many of its sentences stand before it."""
        article = int(np.searchsorted(self.starts, sentence, "right")) - 1
        return article, sentence - int(self.starts[article])


def _map(gone: NDArray[np.bool_]) -> Numbers:
    numbers = np.cumsum(~gone, dtype=np.int32) - 1
    return np.where(gone, np.int32(-1), numbers)


def _mapped(numbers: Numbers, held: Numbers) -> Numbers:
    living = numbers[held]
    return living[living >= 0]


def _bases(counts: Sequence[int]) -> list[int]:
    return [int(start) for start in starts_of(np.array(counts, np.int64))]


def _part_of(bases: Sequence[int], number: int) -> int:
    return int(np.searchsorted(bases, number, "right")) - 1
