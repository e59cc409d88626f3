"""Which passages fit a query. The promise is `Retriever`'s; engines behind it only compute.

The model is rank_bm25's BM25Plus (Lv and Zhai, CIKM 2011). Its own code gives the idf of a term
from the number of passages that hold it, and what each way to hold a term (how often, in a passage
how long) is worth; segments keep for each term the passages and the way in which each holds it, so
that a query adds up the postings of its terms and touches nothing else.

One departure from rank_bm25: a passage without a term gets nothing for it, as published;
rank_bm25 adds delta * idf to every one, which cancels the lower bound that delta is for.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property
from operator import neg
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray
from rank_bm25 import BM25Plus

from index.analysis import field_of
from index.model import Hit, Query
from index.segments import Snapshot
from index.segments.best import best_units
from index.segments.digests import ORDER
from index.segments.segment import TERMS_KEPT, Segment

K1 = 1.5
B = 0.75
DELTA = 1.0

FIELD_WEIGHTS = {"stem": 1.0, "exact": 0.5, "bigram": 0.3}
"""Measured on squad2 dev and within articles; see tests/quality."""


class Retriever(Protocol):
    def search(self, query: Query, k: int) -> list[Hit]:
        """The units that share a term with the query: best first, ties by id, at most `k`.

        Weights are above zero. No `k` fails; nothing shared, or k < 1, gives an empty list.
        The same query gives the same hits and scores.
        """
        ...


class Model(BM25Plus):  # type: ignore[misc]  # rank_bm25 has no types
    """rank_bm25's model, told what it otherwise counts in the texts."""

    def __init__(self, units: int, mean_length: float = 1.0) -> None:
        self.k1, self.b, self.delta = K1, B, DELTA
        self.corpus_size, self.avgdl = units, mean_length
        self.idf: dict[str, float] = {}

    def rarity(self, holders: int) -> float:
        """The idf of a term that so many units hold; of one that none holds, as if one did."""
        self._calc_idf({"": holders or 1})
        return self.idf[""]

    def worth(self, pairs: Sequence[tuple[int, int]]) -> NDArray[np.float64]:
        """The score, less the idf, for each pair of how often and how long."""
        one = Model(len(pairs), self.avgdl)
        one.idf = {"": 1.0}
        one.doc_freqs = [{"": often} for often, _ in pairs]
        one.doc_len = [length for _, length in pairs]
        worth: NDArray[np.float64] = one.get_scores([""])
        return worth


class _Posted(NamedTuple):
    """What a term weighs, and for each part where its postings begin and end, and the most that
    one of them is worth; empty where the part has none."""

    weight: float
    places: tuple[tuple[tuple[int, int, float], ...], ...]


class Bm25Retriever:
    """BM25+ over the fields of index.analysis. Immutable, satisfies Retriever."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._all = snapshot
        self._terms: dict[str, _Posted] = {}

    def search(self, query: Query, k: int, within: NDArray[np.bool_] | None = None) -> list[Hit]:
        """As Retriever promises. `within` tells for each article, by its number, whether its
        units may come: then it is the ranking of all units, less those of other articles."""
        weighted = []
        for term, weight in query.items():
            if not weight > 0:
                raise ValueError(f"the weight of {term!r} is not above zero: {weight}")
            if (posted := self._posted(term)).weight:
                weighted.append((-weight * posted.weight, term, posted))
        if k < 1 or not weighted:
            return []
        # Sums of floats depend on their order, which no cut into segments may change.
        weighted.sort(key=_heaviest_first)
        found: list[tuple[float, str]] = []
        for at in self._largest_first:
            rows = [
                (start, end, -negative, -negative * most)
                for negative, _, posted in weighted
                for start, end, most in posted.places[at]
            ]
            if rows:
                least = -found[-1][0] if len(found) == k else 0.0
                part = self._all.parts[at]
                only = None
                if within is not None:
                    inside = within[self._all.article_bases[at] : self._all.article_bases[at + 1]]
                    only = part.passages_in(inside)
                    if not len(only):
                        continue
                table = np.array(rows, np.float64)
                best = best_units(part, self._worth[at][0], table, k, least, only)
                units, scores = (array.tolist() for array in best)
                found += zip(map(neg, scores), map(part.segment.passage_id, units), strict=True)
                found = sorted(found)[:k]
        return [Hit(passage_id, -negative) for negative, passage_id in found]

    def knows(self, term: str) -> bool:
        """Whether the term occurs in any passage."""
        return self.frequency(term) > 0

    def idf(self, term: str) -> float:
        """How rare the term is among the units: ln((N + 1) / n), for an unknown one ln(N + 1)."""
        return Model(self._all.passage_count).rarity(self.frequency(term))

    def frequency(self, term: str) -> int:
        """How many passages hold the term."""
        return self._all.holders(term)

    def _posted(self, term: str) -> _Posted:
        posted = self._terms.get(term)
        if posted is None:
            posted = self._look_up(term)
            if len(self._terms) >= TERMS_KEPT:
                self._terms = {}
            self._terms[term] = posted
        return posted

    def _look_up(self, term: str) -> _Posted:
        if not self.knows(term):
            return _Posted(0.0, ())
        field = field_of(term)
        places = tuple(
            ((*part.segment.posted(number), worth[1][field]),) if number >= 0 else ()
            for part, worth, number in zip(
                self._all.parts, self._worth, self._all.find(term), strict=True
            )
        )
        return _Posted(FIELD_WEIGHTS[field] * self.idf(term), places)

    @cached_property
    def _largest_first(self) -> list[int]:
        """The parts; what the large ones give lets much of the small ones be passed over."""
        sizes = [part.passage_count for part in self._all.parts]
        return sorted(range(len(sizes)), key=lambda at: -sizes[at])

    @cached_property
    def _worth(self) -> list[tuple[NDArray[np.float64], Mapping[str, float]]]:
        """What each pair of each segment is worth, and the most that one of each field is."""
        return [_worth_of(part.segment, self._all.mean_lengths) for part in self._all.parts]


def _heaviest_first(weighted: tuple[float, str, _Posted]) -> tuple[float, str]:
    return weighted[:2]


def _worth_of(
    segment: Segment, means: Mapping[str, float]
) -> tuple[NDArray[np.float64], Mapping[str, float]]:
    # As long as codes of two bytes reach, so that none of a damaged segment reads beyond.
    worth = np.zeros(max(1 << 16, len(segment.pairs)))
    most = dict.fromkeys(ORDER, 0.0)
    for number, field in enumerate(ORDER):
        of_field = np.flatnonzero(segment.pairs[:, 0] == number)
        if len(of_field) and means[field]:
            pairs = segment.pairs[of_field, 1:].tolist()
            worth[of_field] = Model(1, means[field]).worth([(n, length) for n, length in pairs])
            most[field] = float(worth[of_field].max())
    return worth, most
