"""A segment: some articles' passages and sentences by the terms they hold, as plain arrays.

Articles, passages and sentences are numbered from 0, in the order in which they were added, the
passages of an article together and the sentences of a passage together.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.segments.digests import Digest, field_borders, place_of

TERMS_KEPT = 20_000
"""How many looked-up terms are remembered."""

READ_WHOLE = 512
"""Sentences of a term up to which it is faster to read all than to look for some."""

Array = NDArray[Any]
Numbers = NDArray[np.int32]

ARRAYS: Mapping[str, tuple[str, ...]] = {
    "article_ids": ("<u1",),  # UTF-8, one after the other
    "article_id_starts": ("<u4", "<u8"),  # where each begins, and the end; so all other "starts"
    "passage_ids": ("<u1",),
    "passage_id_starts": ("<u4", "<u8"),
    "passage_starts": ("<i4",),  # the first passage of each article
    "sentence_starts": ("<i4",),  # the first sentence of each passage
    "lengths": ("<i4",),  # of each passage: how many stems, bigrams, exact words
    "pairs": ("<i4",),  # field, how often, length: each way in which a passage holds a term, once
    "high": ("<u8",),  # the terms' digests, sorted: stems, bigrams, exact words
    "low": ("<u8",),
    "unit_starts": ("<u4", "<u8"),  # of each term
    "units": ("<i4",),  # the passages that hold a term, ascending
    "codes": ("<u2", "<u4"),  # beside each: its place in `pairs`
    "held_starts": ("<u4", "<u8"),  # of each stem and bigram
    "held": ("<i4",),  # the sentences that hold it, ascending
    "told_starts": ("<u4", "<u8"),  # of each stem
    "told": ("<i4",),  # the articles that hold it, ascending
    "told_counts": ("<i4",),  # beside each: in how many of its sentences
    "word_starts": ("<u4", "<u8"),  # of each exact word
    "words": ("<u1",),  # UTF-8
}
"""The arrays of a segment and the types they may have: the narrower one wherever it is enough."""


class Segment:
    """Immutable; any number of threads may read. `arrays` are those of ARRAYS.

    Memory: about 1.4 KB a passage of 40 words; mapped from disk, what is read of it.
    """

    def __init__(self, arrays: Mapping[str, Array]) -> None:
        self.arrays = arrays
        self.units: Numbers = arrays["units"]
        self.codes: NDArray[np.uint16] | NDArray[np.uint32] = arrays["codes"]
        self.pairs: Numbers = arrays["pairs"].reshape(-1, 3)
        self.lengths: Numbers = arrays["lengths"].reshape(-1, 3)
        self.sentence_starts: Numbers = arrays["sentence_starts"]
        self.passage_starts: Numbers = arrays["passage_starts"]
        self.borders = field_borders(arrays["high"])
        # One number out of a memoryview is read several times faster than out of an array.
        self._views = {name: array.data for name, array in arrays.items()}
        self._found: dict[Digest, int] = {}

    @property
    def article_count(self) -> int:
        return len(self.passage_starts) - 1

    @property
    def passage_count(self) -> int:
        return len(self.sentence_starts) - 1

    @property
    def sentence_count(self) -> int:
        return int(self.sentence_starts[-1])

    @property
    def nbytes(self) -> int:
        return sum(array.nbytes for array in self.arrays.values())

    @cached_property
    def article_sentence_starts(self) -> Numbers:
        """The first sentence of each article, and the end."""
        return self.sentence_starts[self.passage_starts]

    @cached_property
    def article_numbers(self) -> Mapping[str, int]:
        """The articles' numbers by their ids."""
        return {self.article_id(number): number for number in range(self.article_count)}

    def article_id(self, number: int) -> str:
        return self._text("article_ids", "article_id_starts", number)

    def passage_id(self, number: int) -> str:
        return self._text("passage_ids", "passage_id_starts", number)

    def words(self) -> list[str]:
        """The exact words, in the order of their terms."""
        raw, where = self.arrays["words"].tobytes(), self.arrays["word_starts"].tolist()
        return [str(raw[start:end], "utf-8", "surrogatepass") for start, end in pairwise(where)]

    @cached_property
    def vocabulary(self) -> Sequence[str]:
        """The exact words in the order of the alphabet."""
        return sorted(self.words())

    def find(self, digest: Digest) -> int:
        """The number of the term with this digest, or -1."""
        place = self._found.get(digest)
        if place is None:
            place = place_of(digest, self._views["high"], self._views["low"])
            if len(self._found) >= TERMS_KEPT:
                self._found = {}  # the next questions fill it again
            self._found[digest] = place
        return place

    def posted(self, term: int) -> tuple[int, int]:
        """From where to where in `units` and `codes` the passages of a term stand."""
        starts = self._views["unit_starts"]
        return starts[term], min(starts[term + 1], len(self.units))

    def sentences(self, term: int) -> Numbers:
        """The sentences that hold a stem or bigram, ascending; none for an exact word."""
        if term >= self.borders[2]:
            return self.arrays["held"][:0]
        starts = self._views["held_starts"]
        return self.arrays["held"][starts[term] : starts[term + 1]]

    def sentences_with(self, term: int) -> int:
        """How many sentences hold a stem or bigram; none an exact word."""
        starts = self._views["held_starts"]
        return 0 if term >= self.borders[2] else starts[term + 1] - starts[term]

    def articles_with(self, term: int) -> int:
        """How many articles do."""
        if term >= self.borders[1]:
            return len(self.articles(term)[0])
        starts = self._views["told_starts"]
        return starts[term + 1] - starts[term]

    def articles(self, term: int) -> tuple[Numbers, Numbers]:
        """The articles that hold a stem or bigram, ascending; in how many of their sentences."""
        if term < self.borders[1]:  # a bigram is rare enough to be counted when it is asked for
            starts = self._views["told_starts"]
            told = slice(starts[term], starts[term + 1])
            return self.arrays["told"][told], self.arrays["told_counts"][told]
        first = self.article_sentence_starts
        articles = np.searchsorted(first, self.sentences(term), "right") - 1
        return runs(articles.astype(np.int32))

    def articles_of(self, terms: Numbers) -> tuple[Numbers, Numbers, Numbers]:
        """The same for many stems and bigrams at once: which of `terms`, ascending, the article,
        and in how many of its sentences."""
        told = np.flatnonzero(terms < self.borders[1])
        which, at = spread(*between(self.arrays["told_starts"], terms[told]))
        rest = np.flatnonzero(terms >= self.borders[1])
        other, held_at = spread(*between(self.arrays["held_starts"], terms[rest]))
        first = self.article_sentence_starts
        articles = np.searchsorted(first, self.arrays["held"][held_at], "right") - 1
        pairs, counts = runs(other * len(first) + articles)
        return (
            np.concatenate((told[which], rest[pairs // len(first)])),
            np.concatenate((self.arrays["told"][at], (pairs % len(first)).astype(np.int32))),
            np.concatenate((self.arrays["told_counts"][at], counts)),
        )

    def held_within(
        self, terms: Numbers, starts: Numbers, ends: Numbers
    ) -> tuple[Numbers, Numbers, Numbers]:
        """Which of many stems and bigrams stand in which of the sentences from `starts` to `ends`,
        stretches that do not overlap: the place in `terms`, that of the stretch, the sentence."""
        held = self.arrays["held"]
        first, sizes = between(self.arrays["held_starts"], terms)
        rare = sizes <= READ_WHOLE
        which, at = spread(first[rare], sizes[rare])
        sentences = held[at]
        in_order = np.lexsort((ends, starts))  # of two that start together one is empty
        place = np.searchsorted(starts[in_order], sentences, "right") - 1
        inside = np.flatnonzero((place >= 0) & (sentences < ends[in_order][place]))
        found = [(np.flatnonzero(rare)[which[inside]], in_order[place[inside]], sentences[inside])]
        borders = np.concatenate((starts, ends))
        for term in np.flatnonzero(~rare).tolist():
            own = held[first[term] : first[term] + sizes[term]]
            begins, stops = np.searchsorted(own, borders).reshape(2, -1)
            stretch, at = spread(begins, stops - begins)
            found.append((np.full(len(at), term), stretch, own[at]))
        which, stretches, sentences = (np.concatenate(each) for each in zip(*found, strict=True))
        return which, stretches, sentences

    def _text(self, blob: str, starts: str, number: int) -> str:
        where = self._views[starts]
        raw = self._views[blob][where[number] : where[number + 1]]
        return str(raw, "utf-8", "surrogatepass")


def runs(ascending: NDArray[Any]) -> tuple[NDArray[Any], Numbers]:
    """The distinct numbers, and how often each of them stands there."""
    if not len(ascending):
        return ascending, np.empty(0, np.int32)
    first = np.concatenate(([0], np.flatnonzero(np.diff(ascending)) + 1))
    counts = np.diff(np.append(first, len(ascending)))
    return ascending[first], counts.astype(np.int32)


def spread(starts: NDArray[Any], sizes: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
    """All places of stretches of a list that begin at `starts`, stretch after stretch: which
    stretch each is of, and the place."""
    which = np.repeat(np.arange(len(sizes)), sizes)
    return which, np.arange(len(which)) + (starts - np.cumsum(sizes) + sizes)[which]


def between(starts: NDArray[Any], terms: Numbers) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where what belongs to each of the terms, or articles, starts, and how much it is."""
    first = starts[terms].astype(np.int64)
    return first, starts[terms + 1] - first


def starts_of(sizes: NDArray[Any], kind: type[np.integer[Any]] | None = None) -> NDArray[Any]:
    """Where each of things of these sizes begins, one after the other, and where the last ends."""
    starts = np.zeros(len(sizes) + 1, np.int64)
    np.cumsum(sizes, out=starts[1:])
    return starts.astype(kind or (np.uint32 if starts[-1] < 1 << 32 else np.uint64))


def narrow_codes(codes: NDArray[Any], pairs: int) -> NDArray[Any]:
    return codes.astype(np.uint16 if pairs <= 1 << 16 else np.uint32)
