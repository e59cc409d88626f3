"""Where terms stand: in which sentences, and in how many sentences of which articles.

Sentences and articles are numbered in the order given. Everything is compiled once into arrays;
a question touches the postings of its own terms only.
"""

import math
from array import array
from collections.abc import Callable, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from index.model import Query

K1 = 1.2
B = 0.4
"""How soon more sentences with a word say no more of an article, and how much its length counts,
as in BM25; measured on the questions of tests/quality over news, flat between .2 and .75."""

Numbers = NDArray[np.int32]
Scores = NDArray[np.float64]


class Concordance:
    """Which sentences and articles hold a term. Immutable once built.

    Memory: 4 bytes for each pair of term and sentence, 8 for each pair of term and article.
    """

    def __init__(self, articles: Iterable[Sequence[Iterable[str]]]) -> None:
        """`articles`: for each article its sentences in order, for each of them its terms."""
        numbers: dict[str, int] = {}
        terms, sentences, sizes = array("i"), array("i"), array("i")
        sentence = 0
        for article in articles:
            sizes.append(len(article))
            for held in article:
                distinct = set(held)
                terms.extend(numbers.setdefault(term, len(numbers)) for term in distinct)
                sentences.extend([sentence] * len(distinct))
                sentence += 1
        self._numbers = numbers
        lengths = np.asarray(sizes, np.int32)
        self.starts: Numbers = np.concatenate(([0], np.cumsum(lengths))).astype(np.int32)
        self.article_of: Numbers = np.repeat(np.arange(len(lengths), dtype=np.int32), lengths)
        held_by = np.asarray(terms, np.int32)
        order = np.argsort(held_by, kind="stable")  # by term; sentences stay in order inside it
        self._sentences: Numbers = np.asarray(sentences, np.int32)[order]
        self._ends = np.cumsum(np.bincount(held_by, minlength=len(numbers))).tolist()
        # An article's sentences stand together: where the article or the term changes, one pair
        # of term and article ends.
        of_article, of_term = self.article_of[self._sentences], held_by[order]
        changes = np.flatnonzero(np.diff(of_article) | np.diff(of_term)) + 1
        first = np.concatenate(([0], changes)).astype(np.intp) if len(of_term) else changes
        self._articles: Numbers = of_article[first]
        self._counts: Numbers = np.diff(np.append(first, len(of_term))).astype(np.int32)
        self._article_ends = np.cumsum(np.bincount(of_term[first], minlength=len(numbers))).tolist()
        mean = float(lengths.mean()) if len(lengths) else 1.0
        self._saturation: Scores = K1 * (1 - B + B * lengths.astype(np.float64) / (mean or 1.0))

    @property
    def sentence_count(self) -> int:
        return len(self.article_of)

    @property
    def article_count(self) -> int:
        return len(self.starts) - 1

    def knows(self, term: str) -> bool:
        return term in self._numbers

    def sentences(self, term: str) -> Numbers:
        """The numbers of the sentences that hold the term, in order."""
        return self._sentences[self._slice(term, self._ends)]

    def articles(self, term: str) -> tuple[Numbers, Numbers]:
        """The numbers of the articles that hold the term, and in how many of their sentences."""
        held = self._slice(term, self._article_ends)
        return self._articles[held], self._counts[held]

    def sentence_idf(self, term: str) -> float:
        """How rare the term is among the sentences, in nats; an unknown one is the rarest."""
        return math.log((self.sentence_count + 1) / (len(self.sentences(term)) or 1))

    def article_idf(self, term: str) -> float:
        """How rare the term is among the articles, in nats."""
        return math.log((self.article_count + 1) / (len(self.articles(term)[0]) or 1))

    def article_scores(self, word: Query) -> tuple[Scores, float]:
        """What each article scores for a word, 0 to 1 times the word's rarity; and the rarity.

        `word`: the terms that may stand for it, weighted, 1 for the word itself. The best of them
        counts: three synonyms prove no more than one. None is taken to be rarer than the word.
        """
        rarity = self._rarity(word, self.article_idf)
        scores = np.zeros(self.article_count)
        for term, weight in word.items():
            if self.knows(term):
                articles, counts = self.articles(term)
                often = counts / (counts + self._saturation[articles])
                share = weight * min(rarity, self.article_idf(term)) * often
                scores[articles] = np.maximum(scores[articles], share)
        return scores, rarity

    def sentence_scores(self, word: Query, place: Numbers, size: int) -> tuple[Scores, float]:
        """What sentences score for a word, 0 to 1; and the word's rarity among all sentences.

        `place` gives for each sentence its place among the `size` asked about, or -1.
        """
        rarity = self._rarity(word, self.sentence_idf)
        scores = np.zeros(size)
        for term, weight in word.items():
            if self.knows(term):
                places = place[self.sentences(term)]
                places = places[places >= 0]
                share = weight * min(1.0, self.sentence_idf(term) / rarity) if rarity else weight
                scores[places] = np.maximum(scores[places], share)
        return scores, rarity

    def _rarity(self, word: Query, idf: Callable[[str], float]) -> float:
        """How rare a word is; where it does not occur, as the rarest that stands for it."""
        known = [term for term in word if self.knows(term)]
        own = [term for term in known if word[term] == 1]
        return max((idf(term) for term in own or known), default=idf(""))

    def _slice(self, term: str, ends: list[int]) -> slice:
        number = self._numbers.get(term)
        if number is None:
            return slice(0, 0)
        return slice(ends[number - 1] if number else 0, ends[number])
