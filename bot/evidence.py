"""Which sentences bear on a question: first the articles, then the sentences inside them.

An article that tells of the event asked about uses most of the question's words somewhere, and
was published when it happened; a sentence that answers often uses few of them. So a sentence is
scored by its own words, and by its article. What it must hold to answer (a date for "when")
is looked for in the best of them.

The weights are few, stand here alone, and were set on squad2, piaf_fr, muc4 and the questions on
news of tests/quality: wherever they are flat, near the middle of the flat.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.closeness import Closeness
from bot.expected import Candidate, Candidates
from bot.question import EARLIER_QUESTION, Question
from index.analysis import field_of
from index.concordance import Concordance, Excerpt, rarity_of
from index.furniture import is_furniture
from index.library import Library
from index.mastheads import Mask
from index.model import Hit, Query, Sentence

ARTICLES = 60
"""How many of the best articles are looked into."""

RELATED = 0.4
"""Weight from which on a term is looked for in passages; measured on squad2 and afriqa_fr."""

SENTENCES = 60
"""How many of the best sentences are looked at closely."""

OF_ARTICLE = 1.8
"""Weight of the article's share, beside 1 for the share of the sentence's own words."""

PAIRS = 0.15
"""Weight of neighbouring words that stand so in the question."""

NEIGHBOURS = 0.4
"""Weight of words that only a neighbouring sentence holds, of the same article."""

LATER = 0.003
"""What each sentence before it in its article takes from a sentence: news tells first what
matters most. Flat from .002 to .004."""

EXPECTED = 0.3
"""Weight of holding the kind of answer that is expected."""

EXPECTED_AGAIN = 0.06
"""Weight of holding it in one more place, in two at most."""

SURELY = 0.35
"""Weight of its being surely of that kind, as `Candidate` tells."""

SURELY_OF_TWO = 0.1
"""The same where an organisation may answer as well as a person: "who" asks for either."""

CLOSE = 0.2
"""Weight of the question's words that stand close to it."""

NAMES = 0.5
"""Weight of a name beside other words, when the sentences of an article are compared: the whole
article is about who and what it names."""

TOLD = 0.3
"""From this score on a sentence is taken to tell of a word of the question."""

ABOUT = 2
"""Sentences of an article that tell of a word, from which on the article is about it."""

LEAD = 3
"""First sentences of an article: what one of them names, it is about."""

Scores = NDArray[np.float64]
Numbers = NDArray[np.int32]


class Standing(NamedTuple):
    """How a word of the question stands to a sentence. `near`: its best score, 0 to 1, in the
    sentence and those around it; `about`: whether the article is about it. A tuple: hundreds are
    made for a question."""

    near: float
    about: bool


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence, what it scored, and how much of the question it covers.

    `found` is the idf, in nats, of the question's words that the sentence holds; a word that
    only stands in for one of the question counts less, one found in the passage around half.
    `coverage` is the share of `found` in the idf of all words of the question, 0 to 1.
    `expected`: whether the sentence holds the kind of answer expected; `holds`: whether it holds
    a word of the question itself, or one that stands in for it, other than a name if it has others.
    `standing`: of each word of the question's topic, then of its earlier ones.
    """

    sentence: Sentence
    score: float
    found: float
    coverage: float
    expected: bool = True
    holds: bool = True
    standing: tuple[Standing, ...] = ()


def rank_passages(
    library: Library, question: Question, k: int, within: Mask | None = None
) -> list[Hit]:
    """The passages that share a term with the question, as `Retriever` promises; those of the
    articles `within` alone, if that is given."""
    return library.search(_query(library, question), k, within)


def rank_sentences(
    library: Library,
    question: Question,
    at_least: int = 0,
    within: Mask | None = None,
) -> list[Evidence]:
    """The best sentences of the best articles, best first, ties by place.

    Their articles share a word with the question, if not the sentences themselves. They are as
    many as there are, up to SENTENCES, or up to `at_least` if that is more. Only the
    articles `within` are looked into, if that is given; they score as they do among all.
    """
    words = _weighted(question)
    articles = _best_articles(library, question, words, within)
    if not len(articles.numbers):
        return []
    sentences = _sentences_of(library.concordance, articles, words, _pairs(question))
    scores = (
        sentences.own
        + OF_ARTICLE * articles.shares[sentences.excerpt.article]
        + NEIGHBOURS * sentences.beside
        + PAIRS * sentences.paired
        - LATER * sentences.excerpt.before
    )
    best = _first_of(scores, max(SENTENCES, at_least))
    close = _closeness(library, words)
    answering = Candidates(question)
    columns = (
        articles.numbers[sentences.excerpt.article[best]],
        sentences.excerpt.before[best],
        *(each[best] for each in (scores, sentences.found, sentences.coverage, sentences.holds)),
    )
    evidence = []
    listed = (column.tolist() for column in columns)
    for row in zip(*listed, sentences.standing(best), strict=True):
        number, before, score, found, coverage, holds, standing = row
        sentence = library.sentence(number, before)
        article = library.articles[sentence.article_id]
        text = sentence.span.of(article.text)
        if is_furniture(text):
            continue
        held = list(answering.of(text, article.language))
        score = (
            score + _for_expected(question, held) + CLOSE * close.of(text, article.language, held)
        )
        expected = bool(held) or not question.expects.answers
        evidence.append(Evidence(sentence, score, found, coverage, expected, holds, standing))
    return sorted(evidence, key=lambda e: -e.score)  # stable: ties stay in the order of place


def nearly_as_good(
    evidence: Sequence[Evidence], score: float, coverage: float = 0.0
) -> Iterator[Evidence]:
    """The evidence that holds a word of the question itself and has these shares of the score and
    of the coverage of the first, at least."""
    best = evidence[0]
    for e in evidence:
        if e.holds and e.score >= score * best.score and e.coverage >= coverage * best.coverage:
            yield e


def closeness(library: Library, question: Question) -> Closeness:
    """Tells how much of the question stands close to what may answer it."""
    return _closeness(library, _weighted(question))


def _closeness(library: Library, words: Sequence["_Word"]) -> Closeness:
    return Closeness(
        [(word.terms, word.inside * library.concordance.rarity(word.terms)) for word in words]
    )


def _for_expected(question: Question, held: Sequence[Candidate]) -> float:
    if not held:
        return 0.0
    places = len({candidate.span for candidate in held})
    either = {"person", "organisation"} <= question.expects.answers
    surely = SURELY_OF_TWO if either else SURELY
    sure = max(candidate.sure for candidate in held)
    return EXPECTED + EXPECTED_AGAIN * (min(places, 3) - 1) + surely * sure


@dataclass(frozen=True, slots=True)
class _Articles:
    """The best articles, best first, and the share of the question each of them holds, 0 to 1."""

    numbers: Numbers
    shares: Scores


@dataclass(frozen=True, slots=True)
class _Sentences:
    """The sentences of some articles. `own` is the share of the question that each holds, `beside`
    that which only its neighbours hold, `paired` that which it holds as pairs of neighbouring
    words; `holds`, `found` and `coverage` are as in Evidence. `near` and `about` have a row for
    each word: as in Standing, the one by sentences, the other by articles."""

    excerpt: Excerpt
    own: Scores
    holds: NDArray[np.bool_]
    beside: Scores
    paired: Scores
    found: Scores
    coverage: Scores
    near: Sequence[Scores]
    about: Sequence[NDArray[np.bool_]]

    def standing(self, places: NDArray[np.signedinteger]) -> list[tuple[Standing, ...]]:
        """How each word stands to the sentences at some places."""
        near = (scores[places].tolist() for scores in self.near)
        about = (told[self.excerpt.article[places]].tolist() for told in self.about)
        rows = [map(Standing, n, a) for n, a in zip(near, about, strict=True)]
        return list(zip(*rows, strict=True)) if rows else [()] * len(places)


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of the question, as weighted terms; `weight` in the ranking of articles, `inside`
    of their sentences, `counted` in coverage, where words that name the answer or the time count
    in full."""

    terms: Query
    weight: float
    counted: float
    name: bool

    @property
    def inside(self) -> float:
        return self.weight * (NAMES if self.name else 1.0)


def _weighted(question: Question) -> list[_Word]:
    topic = [_Word(word.terms, word.weight, word.counted, word.name) for word in question.topic]
    return topic + [
        _Word(
            word.terms,
            word.weight * EARLIER_QUESTION,
            EARLIER_QUESTION * min(word.counted, word.weight),
            word.name,
        )
        for word in question.earlier
    ]


def _best_articles(
    library: Library,
    question: Question,
    words: Sequence[_Word],
    within: Mask | None,
) -> _Articles:
    scores = np.zeros(len(library.articles))
    total = 0.0
    each = library.concordance.article_scores([word.terms for word in words])
    for word, (held, rarity) in zip(words, each, strict=True):
        scores += word.weight * held
        total += word.weight * rarity
    holds = scores > 0
    shares = scores / (total or 1.0)
    if question.period and holds.any():
        then = library.catalogue.published_in(*question.period.reported) & holds
        surprise = math.log((len(then) + 1) / (np.count_nonzero(then) + 1))
        shares += then * surprise / (total + surprise)
    if within is not None:  # only now: which articles are asked changes no score
        holds &= within
    shares[~holds] = -1
    best = _first_of(shares, min(ARTICLES, int(np.count_nonzero(holds))))
    return _Articles(best.astype(np.int32), shares[best])


def _first_of(scores: Scores, most: int) -> NDArray[np.int64]:
    """The places of the best scores, best first, of equal ones the first."""
    near = np.arange(len(scores))
    if most < len(scores):
        near = np.flatnonzero(scores >= np.partition(scores, -most)[-most]) if most else near[:0]
    return near[np.argsort(-scores[near], kind="stable")[:most]]


def _sentences_of(
    held: Concordance, articles: _Articles, words: Sequence[_Word], pairs: Query
) -> _Sentences:
    excerpt = held.excerpt(articles.numbers)
    own, beside, found, paired = (np.zeros(len(excerpt)) for _ in range(4))
    holds = np.zeros(len(excerpt), bool)
    names_alone = all(word.name for word in words)
    near, about = [], []
    total = everything = 0.0
    asked = [*(word.terms for word in words), *({pair: 1.0} for pair in pairs)]
    each = excerpt.scores(asked)
    neighbours = _neighbours(excerpt.article)
    for word, (scores, rarity) in zip(words, each[: len(words)], strict=True):
        nearby = np.maximum(scores, _nearby(scores, neighbours))
        near.append(nearby)
        about.append(_about(scores, excerpt, len(articles.numbers)))
        own += word.inside * rarity * scores
        if names_alone or not word.name:
            holds |= scores > 0
        beside += word.inside * rarity * (nearby - scores)
        found += word.counted * rarity * np.maximum(scores, nearby / 2)
        total += word.inside * rarity
        everything += word.counted * rarity
    for weight, (scores, rarity) in zip(pairs.values(), each[len(words) :], strict=True):
        paired += weight * rarity * scores
    total = total or 1.0
    return _Sentences(
        excerpt=excerpt,
        own=own / total,
        holds=holds,
        beside=beside / total,
        paired=paired / total,
        found=found,
        coverage=found / (everything or 1.0),
        near=near,
        about=about,
    )


def _about(scores: Scores, excerpt: Excerpt, articles: int) -> NDArray[np.bool_]:
    """Which of so many articles are about a word: those that tell of it often, or early."""
    tell = scores >= TOLD
    early = excerpt.article[tell & (excerpt.before < LEAD)]
    often = np.bincount(excerpt.article[tell], minlength=articles) >= ABOUT
    often[early] = True
    return often


def _neighbours(article: Numbers) -> list[tuple[int, NDArray[np.bool_]]]:
    """For one and two sentences on, whether the sentence there is of the same article."""
    return [(apart, article[apart:] == article[:-apart]) for apart in (1, 2)]


def _nearby(scores: Scores, neighbours: Sequence[tuple[int, NDArray[np.bool_]]]) -> Scores:
    """The best of each sentence's neighbours in its article, two before and two after."""
    best = np.zeros_like(scores)
    for apart, same in neighbours:
        np.maximum(best[apart:], scores[:-apart] * same, out=best[apart:])
        np.maximum(best[:-apart], scores[apart:] * same, out=best[:-apart])
    return best


def _pairs(question: Question) -> Query:
    """Pairs of neighbouring words, and what each counts."""
    return {term: weight for term, weight in question.query.items() if field_of(term) == "bigram"}


def _query(library: Library, question: Question) -> Query:
    """The question's terms, those that stand in for a word made no rarer than the word; what is
    only distantly related finds too many passages."""
    query = {term: weight for term, weight in question.query.items() if weight >= RELATED}
    for word in (*question.topic, *question.earlier):
        rarest = rarity_of(word.terms, library.knows, library.idf)
        for term, weight in word.terms.items():
            if weight < 1 and term in query:
                query[term] *= min(1.0, rarest / library.idf(term))
    return query
