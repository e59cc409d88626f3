"""Where terms stand: in which sentences, and in how many sentences of which articles.

Sentences and articles are numbered through all segments, in the order in which they were added.
A question touches the postings of its own terms only.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from index.model import Query
from index.segments import Part, Snapshot
from index.segments.segment import TERMS_KEPT, Numbers, starts_of

K1 = 1.2
B = 0.4
"""How soon more sentences with a word say no more of an article, and how much its length counts,
as in BM25; measured on the questions of tests/quality over news, flat between .2 and .75."""

Scores = NDArray[np.float64]


class Concordance:
    """Which sentences and articles hold a term, a stem or a bigram. Immutable."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._all = snapshot
        self._sentences: dict[str, int] = {}
        self._articles: dict[str, int] = {}

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
        return self._sentences_with(term) > 0

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
        return math.log((self.sentence_count + 1) / (self._sentences_with(term) or 1))

    def article_idf(self, term: str) -> float:
        """How rare the term is among the articles, in nats."""
        return math.log((self.article_count + 1) / (self._articles_with(term) or 1))

    def article_scores(self, words: Sequence[Query]) -> list[tuple[Scores, float]]:
        """What each article scores for each word, 0 to 1 times the word's rarity; and the rarity.

        A word: the terms that may stand for it, weighted, 1 for the word itself. The best of them
        counts: three synonyms prove no more than one. None is taken to be rarer than the word.
        """
        rarities = [rarity_of(word, self.knows, self.article_idf) for word in words]
        asked = _Asked(self._all, words)
        most = np.array(
            [w * min(rarities[n], self.article_idf(term)) for n, term, w in asked.listed],
            np.float64,
        )
        scores = np.zeros((len(words), self.article_count))
        for at, part in enumerate(self._all.parts):
            places, terms = asked.known(at)
            which, articles, counts = part.articles_of(terms)
            articles = articles + np.int32(self._all.article_bases[at])
            often = counts / (counts + self._saturation[articles])
            asked.raise_to(scores, places[which], articles, most[places[which]] * often)
        return list(zip(scores, rarities, strict=True))

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

    def _sentences_with(self, term: str) -> int:
        """How many sentences hold the term."""
        return self._occurring(term, self._sentences, Part.sentences_with)

    def _articles_with(self, term: str) -> int:
        """How many articles hold the term."""
        return self._occurring(term, self._articles, Part.articles_with)

    def _occurring(self, term: str, kept: dict[str, int], often: Callable[[Part, int], int]) -> int:
        """How often the term occurs in all segments; remembered."""
        number = kept.get(term)
        if number is None:
            number = sum(often(part, n) for _, part, n in self._all.holding(term))
            if len(kept) >= TERMS_KEPT:
                kept.clear()
            kept[term] = number
        return number


def rarity_of(word: Query, knows: Callable[[str], bool], idf: Callable[[str], float]) -> float:
    """How rare a word is; where it does not occur, as the rarest that stands for it best."""
    best, rarest = 0.0, idf("")
    for term, weight in word.items():
        if weight >= best and knows(term):
            rarest = max(rarest, idf(term)) if weight == best else idf(term)
            best = weight
    return rarest


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
        self.numbers: Numbers = places + (starts - first.astype(np.int32))[self.article]
        self.before: Numbers = self.numbers - starts[self.article]
        self._chosen = []
        for part, (base, end) in zip(snapshot.parts, pairwise(snapshot.article_bases), strict=True):
            own = np.flatnonzero((articles >= base) & (articles < end))
            borders = part.sentences_between(articles[own] - base)
            self._chosen.append((*borders, first[own].astype(np.int32)))

    def __len__(self) -> int:
        return len(self.article)

    def scores(self, words: Sequence[Query]) -> list[tuple[Scores, float]]:
        """What each sentence scores for each word, 0 to 1; and the word's rarity among all
        sentences.

        The terms of a word count as in `Concordance.article_scores`.
        """
        rarities = [self._concordance.rarity(word) for word in words]
        asked = _Asked(self._all, words)
        idf = self._concordance.sentence_idf
        shares = np.array(
            [
                w * min(1.0, idf(term) / rarities[n]) if rarities[n] else w
                for n, term, w in asked.listed
            ],
            np.float64,
        )
        scores = np.zeros((len(words), len(self)))
        for which, places in self._holding(asked):
            asked.raise_to(scores, which, places, shares[which])
        return list(zip(scores, rarities, strict=True))

    def _holding(self, asked: "_Asked") -> Iterator[tuple[Numbers, Numbers]]:
        """Part for part which of what is asked stands in which of the sentences."""
        for at, (part, (starts, ends, first)) in enumerate(
            zip(self._all.parts, self._chosen, strict=True)
        ):
            if len(starts):
                places, terms = asked.known(at)
                which, article, sentences = part.segment.held_within(terms, starts, ends)
                yield places[which], sentences - starts[article] + first[article]


class _Asked:
    """The terms of some words, numbered through; `listed` gives of each of which word it is, the
    term, and its weight."""

    def __init__(self, snapshot: Snapshot, words: Sequence[Query]) -> None:
        self.listed = [(n, term, w) for n, word in enumerate(words) for term, w in word.items()]
        found = [snapshot.find(term) for _, term, _ in self.listed]
        self._found = np.array(found, np.int64).reshape(len(found), len(snapshot.parts))
        self._words = np.array([n for n, _, _ in self.listed], np.int64)

    def known(self, part: int) -> tuple[Numbers, Numbers]:
        """Those that a part knows, and their numbers there."""
        numbers = self._found[:, part]
        known = np.flatnonzero(numbers >= 0)
        return known.astype(np.int32), numbers[known].astype(np.int32)

    def raise_to(self, scores: Scores, which: Numbers, places: Numbers, shares: Scores) -> None:
        """Raise what the words of these terms score at these places to their shares, if that is
        more; `scores` has a row for each word."""
        flat = self._words[which] * scores.shape[1] + places
        np.maximum.at(scores.reshape(-1), flat, shares)


def _joined(numbers: list[Numbers]) -> Numbers:
    if len(numbers) == 1:
        return numbers[0]
    return np.concatenate(numbers) if numbers else np.empty(0, np.int32)
