"""Which sentences bear on a question: passages by BM25+, then the sentences inside them.

A sentence is scored as BM25+ scores a passage (same terms, same idf), but whatever its length:
a long sentence that says who, when and where answers better than a headline. To that comes a
share of the score of the passage around it, which says that the talk is of the right thing.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from bot.question import EARLIER_QUESTION, Asked, Question
from index.analysis import field_of, terms
from index.library import Library
from index.model import Hit, Passage, Query, Sentence
from index.retrieval import DELTA, FIELD_WEIGHTS, K1

PASSAGES = 50
"""How many passages are looked into."""

PASSAGE_SHARE = 0.5
"""Share of its passage's score that a sentence gets; measured on squad2, piaf_fr and
allsides_corpus, where it changes little between .2 and 1."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence, its passage, what it scored, and how much of the question it covers.

    `found` is the idf, in nats, of the question's words that the sentence holds; a word that
    only stands in for one of the question counts less, one found in the passage around half.
    `coverage` is the share of `found` in the idf of all words of the question, 0 to 1.
    """

    sentence: Sentence
    passage: Passage
    score: float
    found: float
    coverage: float


def rank_passages(library: Library, question: Question, k: int) -> list[Hit]:
    """The passages that share a term with the question, as `Retriever` promises."""
    return library.search(_query(library, question), k)


def rank_sentences(library: Library, question: Question, at_least: int = 0) -> list[Evidence]:
    """The sentences that share a word with the question, best first, ties by place.

    They come from the best PASSAGES passages, or from `at_least` of them if that is more.
    """
    evidence = []
    for hit in rank_passages(library, question, max(PASSAGES, at_least)):
        passage = library.passage(hit.passage_id)
        article = library.articles[passage.article_id]
        inside = [terms(s.span.of(article.text), article.language) for s in passage.sentences]
        around = set().union(*inside)
        for sentence, counts in zip(passage.sentences, inside, strict=True):
            score = sentence_score(library, question, counts)
            if score > 0:
                found, coverage = _coverage(library, question, counts, around)
                total = score + PASSAGE_SHARE * hit.score
                evidence.append(Evidence(sentence, passage, total, found, coverage))
    return sorted(evidence, key=lambda e: (-e.score, e.passage.id, e.sentence.span))


def _query(library: Library, question: Question) -> Query:
    """The question's terms, those that stand in for a word made no rarer than the word."""
    query = dict(question.query)
    for word in (*question.topic, *question.earlier):
        rarest = _idf(library, word)
        for term, weight in word.terms.items():
            if weight < 1 and term in query:
                query[term] *= min(1.0, rarest / library.idf(term))
    return query


def sentence_score(library: Library, question: Question, counts: Mapping[str, int]) -> float:
    """What a sentence with these terms scores by itself; 0 where it shares none."""

    def share(term: str, weight: float, rarest: float) -> float:
        n = counts[term] if weight == 1 else 1
        return weight * min(library.idf(term), rarest) * (DELTA + n * (K1 + 1) / (n + K1))

    score = 0.0
    for asked, part in ((question.topic, 1.0), (question.earlier, EARLIER_QUESTION)):
        for word in asked:
            # The best of the words that may stand for it: three synonyms prove no more than one.
            rarest = _idf(library, word)
            score += part * max(
                (share(t, w, rarest) for t, w in word.terms.items() if t in counts), default=0.0
            )
    for term in question.query:
        if term in counts and (field := field_of(term)) != "stem":
            score += FIELD_WEIGHTS[field] * share(term, question.query[term], math.inf)
    return score


def _coverage(
    library: Library, question: Question, counts: Mapping[str, int], around: set[str]
) -> tuple[float, float]:
    total = found = 0.0
    for word in question.topic or question.earlier:
        idf = _idf(library, word)
        here = max((share for term, share in word.terms.items() if term in counts), default=0)
        near = max((share for term, share in word.terms.items() if term in around), default=0)
        total += idf
        found += idf * max(here, near / 2)
    return found, found / total if total else 0.0


def _idf(library: Library, word: Asked) -> float:
    """How rare the word is; where it does not occur, how rare the rarest that stands for it."""
    own = [library.idf(t) for t, weight in word.terms.items() if weight == 1 and library.knows(t)]
    kin = own or [library.idf(term) for term in word.terms if library.knows(term)]
    return max(kin, default=library.idf(""))
