"""Where terms stand: in which sentences, and in how many sentences of which articles.

Sentences and articles are numbered through all segments, in the order in which they were added.
A question touches the postings of its own terms only.
"""

import math
from collections.abc import Callable
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from index.model import Query
from index.segments import Snapshot
from index.segments.segment import Numbers, starts_of
from index.segments.snapshot import TERMS_KEPT

K1 = 1.2
B = 0.4
"""How soon more sentences with a word say no more of an article, and how much its length counts,
as in BM25; measured on the questions of tests/quality over news, flat between .2 and .75."""

Scores = NDArray[np.float64]


class Concordance:
    """Which sentences and articles hold a term, a stem or a bigram. Immutable."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._all = snapshot
        self._counted: dict[str, tuple[int, int]] = {}

    @property
    def starts(self) -> Numbers:
        """The first sentence of each article, and the end."""
        return self._all.starts

    @cached_property
    def article_of(self) -> Numbers:
        """The article of each sentence."""
        return np.repeat(np.arange(self.article_count, dtype=np.int32), np.diff(self.starts))

    @property
    def sentence_count(self) -> int:
        return self._all.sentence_count

    @property
    def article_count(self) -> int:
        return self._all.article_count

    def knows(self, term: str) -> bool:
        return self._counts(term)[0] > 0

    def sentences(self, term: str) -> Numbers:
        """The numbers of the sentences that hold the term, in order."""
        bases = self._all.sentence_bases
        return _joined([part.sentences(n) + bases[at] for at, part, n in self._all.holding(term)])

    def articles(self, term: str) -> tuple[Numbers, Numbers]:
        """The numbers of the articles that hold the term, and in how many of their sentences."""
        numbers, counts = [], []
        for at, part, number in self._all.holding(term):
            held, often = part.articles(number)
            numbers.append(held + self._all.article_bases[at])
            counts.append(often)
        return _joined(numbers), _joined(counts)

    def sentence_idf(self, term: str) -> float:
        """How rare the term is among the sentences, in nats; an unknown one is the rarest."""
        return math.log((self.sentence_count + 1) / (self._counts(term)[0] or 1))

    def article_idf(self, term: str) -> float:
        """How rare the term is among the articles, in nats."""
        return math.log((self.article_count + 1) / (self._counts(term)[1] or 1))

    def article_scores(self, word: Query) -> tuple[Scores, float]:
        """What each article scores for a word, 0 to 1 times the word's rarity; and the rarity.

        `word`: the terms that may stand for it, weighted, 1 for the word itself. The best of them
        counts: three synonyms prove no more than one. None is taken to be rarer than the word.
        """
        rarity = rarity_of(word, self.knows, self.article_idf)
        scores = np.zeros(self.article_count)
        for term, weight in word.items():
            if self.knows(term):
                articles, counts = self.articles(term)
                often = counts / (counts + self._saturation[articles])
                share = weight * min(rarity, self.article_idf(term)) * often
                scores[articles] = np.maximum(scores[articles], share)
        return scores, rarity

    def excerpt(self, articles: Numbers) -> "Excerpt":
        """The sentences of some articles, each given once, to be scored by themselves."""
        return Excerpt(self, self._all, articles)

    def rarity(self, word: Query) -> float:
        """How rare a word is among the sentences, by the terms that may stand for it."""
        return rarity_of(word, self.knows, self.sentence_idf)

    @cached_property
    def _saturation(self) -> Scores:
        lengths = np.diff(self.starts).astype(np.float64)
        mean = float(lengths.mean()) if len(lengths) else 1.0
        return K1 * (1 - B + B * lengths / (mean or 1.0))

    def _counts(self, term: str) -> tuple[int, int]:
        """How many sentences and how many articles hold the term."""
        counts = self._counted.get(term)
        if counts is None:
            holding = [(part, number) for _, part, number in self._all.holding(term)]
            counts = (
                sum(len(part.sentences(number)) for part, number in holding),
                sum(len(part.articles(number)[0]) for part, number in holding),
            )
            if len(self._counted) >= TERMS_KEPT:
                self._counted = {}
            self._counted[term] = counts
        return counts


def rarity_of(word: Query, knows: Callable[[str], bool], idf: Callable[[str], float]) -> float:
    """How rare a word is; where it does not occur, as the rarest that stands for it best."""
    known = [term for term in word if knows(term)]
    best = max((word[term] for term in known), default=0.0)
    return max((idf(term) for term in known if word[term] == best), default=idf(""))


class Excerpt:
    """The sentences of some articles, at places from 0, article after article.

    `numbers` gives for each place the sentence's number in the concordance, `article` which of the
    articles it is of, `before` how many sentences of it come earlier. What it costs to ask grows
    with the articles chosen, not with the library.
    """

    def __init__(self, concordance: Concordance, snapshot: Snapshot, articles: Numbers) -> None:
        self._concordance, self._all = concordance, snapshot
        starts, ends = concordance.starts[articles], concordance.starts[articles + 1]
        sizes = ends - starts
        first = starts_of(sizes)[:-1]  # the place of each article's first sentence
        self.article: Numbers = np.repeat(np.arange(len(articles), dtype=np.int32), sizes)
        places = np.arange(len(self.article), dtype=np.int32)
        shift = (starts - first.astype(np.int32)).astype(np.int32)
        self.numbers: Numbers = places + shift[self.article]
        self.before: Numbers = self.numbers - starts[self.article]
        self._borders = []
        for base, end in pairwise(snapshot.sentence_bases):
            own = np.flatnonzero((starts >= base) & (starts < end))
            self._borders.append((starts[own] - base, ends[own] - base, shift[own] - base))

    def __len__(self) -> int:
        return len(self.article)

    def holding(self, term: str) -> Numbers:
        """The places of the sentences that hold the term, each once, in no order."""
        found = []
        for at, part, number in self._all.holding(term):
            starts, ends, shifts = self._borders[at]
            if len(starts):
                held = part.sentences(number)
                first, last = np.searchsorted(held, starts), np.searchsorted(held, ends)
                sizes = last - first
                if total := int(sizes.sum()):
                    where = np.arange(total) + np.repeat(first - np.cumsum(sizes) + sizes, sizes)
                    found.append(held[where] - np.repeat(shifts, sizes))
        return _joined(found)

    def scores(self, word: Query) -> tuple[Scores, float]:
        """What each sentence scores for a word, 0 to 1; and the word's rarity among all sentences.

        The terms of the word count as in `Concordance.article_scores`.
        """
        rarity = self._concordance.rarity(word)
        scores = np.zeros(len(self))
        for term, weight in word.items():
            places = self.holding(term)
            if len(places):
                rare = self._concordance.sentence_idf(term)
                share = weight * min(1.0, rare / rarity) if rarity else weight
                scores[places] = np.maximum(scores[places], share)
        return scores, rarity


def _joined(numbers: list[Numbers]) -> Numbers:
    if len(numbers) == 1:
        return numbers[0]
    return np.concatenate(numbers) if numbers else np.empty(0, np.int32)
