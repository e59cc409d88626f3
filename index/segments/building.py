"""From counted articles to a segment."""

from array import array
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from index.counting import ArticleTerms
from index.segments.digests import ORDER, digests_of, field_borders
from index.segments.merging import merge, worth_merging
from index.segments.segment import Array, Segment, narrow_codes, runs, starts_of
from index.segments.snapshot import Part

BATCH = 8_000
"""Passages that are built at a time: more would need more memory, fewer more merging."""


class Builder:
    """Takes in articles, gives a segment. Memory: about 100 bytes for each word taken in."""

    def __init__(self) -> None:
        self._terms: dict[str, int] = {}
        self._articles: list[str] = []
        self._passages: list[str] = []
        self._passages_of = array("i")  # each article
        self._sentences_of = array("i")  # each passage
        self._numbers, self._often, self._distinct = array("i"), array("i"), array("i")
        self._held, self._holding = array("i"), array("i")

    @property
    def article_count(self) -> int:
        return len(self._articles)

    @property
    def passage_count(self) -> int:
        return len(self._passages)

    def add(self, article: ArticleTerms) -> None:
        known = self._terms
        numbers = [known.setdefault(term, len(known)) for term in article.terms]
        self._articles.append(article.id)
        self._passages += article.passages
        self._passages_of.append(len(article.passages))
        self._distinct.extend(article.distinct)
        self._numbers.fromlist([numbers[term] for term in article.occurring])
        self._often.extend(article.often)
        self._sentences_of.extend(article.sentences)
        self._holding.extend(article.holding)
        self._held.fromlist([numbers[term] for term in article.held])

    def segment(self) -> Segment:
        """All that was added; ValueError where two articles or passages have the same id."""
        for ids in (self._articles, self._passages):
            if len(set(ids)) != len(ids):
                raise ValueError("two units have the same id")
        high, low = digests_of(self._terms)
        order = np.lexsort((low, high))
        place = np.empty(len(order), np.int32)
        place[order] = np.arange(len(order), dtype=np.int32)
        high, low = high[order], low[order]
        listed, exact = list(self._terms), field_borders(high)[2]
        words = [listed[n][1:] for n in order[exact:].tolist()]
        return Segment(
            _blob("article_id", self._articles)
            | _blob("passage_id", self._passages)
            | {"word_starts": _blob("word", words)["word_starts"]}
            | {"words": _blob("word", words)["words"]}
            | {
                "passage_starts": starts_of(_numbers(self._passages_of), np.int32),
                "sentence_starts": starts_of(_numbers(self._sentences_of), np.int32),
                "high": high,
                "low": low,
            }
            | self._postings(place, high)
            | self._sentences(place, high)
        )

    def _postings(self, place: Array, high: Array) -> dict[str, Array]:
        count = len(self._passages)
        terms, often = place[_numbers(self._numbers)], _numbers(self._often)
        units = np.repeat(np.arange(count, dtype=np.int32), _numbers(self._distinct))
        fields = np.searchsorted(field_borders(high)[1:3], terms, "right").astype(np.int32)
        slots = units.astype(np.int64) * len(ORDER) + fields
        lengths = np.bincount(slots, often, count * len(ORDER)).astype(np.int32)
        # In one number, for numbers sort several times faster than rows.
        keys = (fields.astype(np.int64) << 60) | (often.astype(np.int64) << 30) | lengths[slots]
        pairs, codes = np.unique(keys, return_inverse=True)
        rest = (1 << 30) - 1
        by_term = np.argsort(terms, kind="stable")  # units stay in order inside a term
        return {
            "lengths": lengths,
            "pairs": np.column_stack((pairs >> 60, (pairs >> 30) & rest, pairs & rest))
            .astype(np.int32)
            .ravel(),
            "unit_starts": starts_of(np.bincount(terms, minlength=len(high))),
            "units": units[by_term],
            "codes": narrow_codes(codes[by_term], len(pairs)),
        }

    def _sentences(self, place: Array, high: Array) -> dict[str, Array]:
        stems, bigrams = field_borders(high)[1:3]
        terms = place[_numbers(self._held)]
        if len(terms) and int(terms.max()) >= bigrams:
            raise ValueError("sentences hold stems and bigrams only")
        sizes = _numbers(self._holding)
        sentences = np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)
        by_term = np.argsort(terms, kind="stable")
        held, terms = sentences[by_term], terms[by_term]
        starts = starts_of(np.bincount(terms, minlength=bigrams))
        first = starts_of(_numbers(self._sentences_of))[starts_of(_numbers(self._passages_of))]
        stem_end = int(starts[stems])
        articles = np.searchsorted(first, held[:stem_end], "right") - 1
        keys, counts = runs(terms[:stem_end].astype(np.int64) * max(1, len(first)) + articles)
        return {
            "held_starts": starts,
            "held": held,
            "told_starts": starts_of(np.bincount(keys // max(1, len(first)), minlength=stems)),
            "told": (keys % max(1, len(first))).astype(np.int32),
            "told_counts": counts,
        }


def build(articles: Iterable[ArticleTerms]) -> Segment:
    """One segment of all the articles."""
    builder = Builder()
    for article in articles:
        builder.add(article)
    return builder.segment()


def build_parts(articles: Iterable[ArticleTerms], batch: int = BATCH) -> list[Part]:
    """A few segments of all the articles, built in batches of about `batch` passages.

    They are merged as they come, so no more than the largest merge lies in memory twice.
    """
    parts: list[Part] = []
    builder = Builder()
    for article in articles:
        builder.add(article)
        if builder.passage_count >= batch:
            parts.append(Part(builder.segment()))
            builder = Builder()
            while (worth := worth_merging(parts)) is not None:
                parts[worth] = [Part(merge(parts[worth]))]
    return [*parts, Part(builder.segment())] if builder.article_count else parts


def _numbers(counted: "array[int]") -> NDArray[np.int32]:
    return np.frombuffer(counted, np.int32) if counted else np.empty(0, np.int32)


def _blob(name: str, texts: Sequence[str]) -> dict[str, Array]:
    raw = [text.encode("utf-8", "surrogatepass") for text in texts]
    sizes = np.fromiter(map(len, raw), np.int64, len(raw))
    return {f"{name}s": np.frombuffer(b"".join(raw), np.uint8), f"{name}_starts": starts_of(sizes)}
