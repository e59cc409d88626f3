"""Which passages fit a query. The promise is `Retriever`'s; engines behind it only compute.

The model is rank_bm25's BM25Plus (Lv and Zhai, CIKM 2011): its idf, its lengths and its term
weights are compiled once into postings (for each term the units that hold it and the score that
the term gives them), so that a query adds up the postings of its terms and touches nothing else.

One departure from rank_bm25: a unit without a term gets nothing for it, as published;
rank_bm25 adds delta * idf to every unit, which cancels the lower bound that delta is for.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from rank_bm25 import BM25Plus

from index.analysis import FIELDS, field_of
from index.model import Hit, Query

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


class Postings:
    """One field, compiled: the score each term gives to each unit that holds it.

    Memory: 12 bytes for each pair of term and unit (units as int32, impacts as float64).
    """

    def __init__(self, counts: Sequence[Mapping[str, int]]) -> None:
        """`counts` holds, for each unit in order, how often each term of the field occurs."""
        self.starts: dict[str, tuple[int, int]] = {}
        self.idf: dict[str, float] = {}
        self.units: NDArray[np.int32] = np.empty(0, np.int32)
        self.impacts: NDArray[np.float64] = np.empty(0)
        if not any(counts):
            return  # rank_bm25 divides by the number of units and by their mean length
        model = BM25Plus(
            [[term for term, n in unit.items() for _ in range(n)] for unit in counts],
            k1=K1,
            b=B,
            delta=DELTA,
        )
        self.idf = model.idf
        numbers = {term: number for number, term in enumerate(model.idf)}
        units, terms, frequencies = _flat(model.doc_freqs, numbers)
        order = np.argsort(terms, kind="stable")  # by term; units stay in order inside it
        units, terms, frequencies = units[order], terms[order], frequencies[order]
        lengths = np.asarray(model.doc_len)[units]
        saturation = (frequencies * (K1 + 1)) / (
            K1 * (1 - B + B * lengths / model.avgdl) + frequencies
        )
        idf = np.fromiter(model.idf.values(), np.float64, len(numbers))
        self.units = units
        self.impacts = idf[terms] * (DELTA + saturation)
        ends = np.cumsum(np.bincount(terms, minlength=len(numbers))).tolist()
        self.starts = {
            term: (ends[number - 1] if number else 0, ends[number])
            for term, number in numbers.items()
        }

    def add_to(self, scores: NDArray[np.float64], term: str, weight: float) -> None:
        if term in self.starts:
            start, end = self.starts[term]
            scores[self.units[start:end]] += weight * self.impacts[start:end]


class Bm25Retriever:
    """BM25+ over the fields of index.analysis, in memory. Satisfies Retriever."""

    def __init__(self, units: Iterable[tuple[str, Mapping[str, int]]]) -> None:
        """`units`: id and term counts of each; ids are unique, their order does not matter."""
        ordered = sorted(units, key=lambda unit: unit[0])
        self._ids = [unit_id for unit_id, _ in ordered]
        if len(set(self._ids)) != len(self._ids):
            raise ValueError("two units have the same id")
        self._fields = {
            field: Postings(
                [{t: n for t, n in counts.items() if field_of(t) == field} for _, counts in ordered]
            )
            for field in FIELDS
        }

    def search(self, query: Query, k: int) -> list[Hit]:
        scores = np.zeros(len(self._ids))
        for term in sorted(query):  # sums of floats depend on their order
            if not query[term] > 0:
                raise ValueError(f"the weight of {term!r} is not above zero: {query[term]}")
            field = field_of(term)
            self._fields[field].add_to(scores, term, query[term] * FIELD_WEIGHTS[field])
        found = np.flatnonzero(scores)
        if k < 1 or not len(found):
            return []
        if k < len(found):
            # Partition the few that scored, never the zeros: far quicker, and ties at the
            # border stay in until they are sorted by id.
            threshold = np.partition(scores[found], -k)[-k]
            found = found[scores[found] >= threshold]
        best = found[np.lexsort((found, -scores[found]))][:k]
        return [Hit(self._ids[unit], float(scores[unit])) for unit in best]

    def knows(self, term: str) -> bool:
        return term in self._fields[field_of(term)].idf

    def idf(self, term: str) -> float:
        """How rare the term is among the units: ln((N + 1) / n), for an unknown one ln(N + 1)."""
        known = self._fields[field_of(term)].idf.get(term)
        return known if known is not None else float(np.log(len(self._ids) + 1))


def _flat(
    frequencies: Sequence[Mapping[str, int]], numbers: Mapping[str, int]
) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.float64]]:
    """Unit, term number and frequency of every pair, unit by unit."""
    sizes = [len(unit) for unit in frequencies]
    total = sum(sizes)
    units = np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)
    terms = np.fromiter((numbers[t] for unit in frequencies for t in unit), np.int32, total)
    counts = np.fromiter((n for unit in frequencies for n in unit.values()), np.float64, total)
    return units, terms, counts
