"""Everything built from the articles and searchable."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from index import corpus
from index.analysis import Word, content_words, field_of, terms_of
from index.annotation import Annotation, annotate
from index.concordance import Concordance
from index.disputes import disputes_across
from index.errors import UnprovenQuoteError
from index.model import (
    Article,
    Attribution,
    Claim,
    Dispute,
    Hit,
    Passage,
    Query,
    Segmentation,
    Sentence,
    Span,
    Strength,
    Timex,
)
from index.retrieval import Bm25Retriever

STRENGTHS = get_args(Strength)


class Library:
    """Articles, annotated and indexed. Immutable once built, so any number of threads may ask."""

    def __init__(self, articles: corpus.Corpus) -> None:
        self.articles: Mapping[str, Article] = MappingProxyType(
            {article.id: article for article in articles.articles}
        )
        self.complaints = articles.complaints
        self._annotations: dict[str, Annotation] = {
            article.id: annotate(article) for article in self.articles.values()
        }
        self._passages = {
            passage.id: passage
            for annotation in self._annotations.values()
            for passage in annotation.segmentation.passages
        }
        self.disputes = self._all_disputes()
        self._over: dict[tuple[str, Span], list[Dispute]] = defaultdict(list)
        self._from: dict[tuple[str, Span], list[Dispute]] = defaultdict(list)
        for dispute in self.disputes:
            for place in _places(dispute.denial):
                self._from[place].append(dispute)
            for place in {place for claim in dispute.claims for place in _places(claim)}:
                self._over[place].append(dispute)
        counts: dict[str, Counter[str]] = {}
        self.concordance = Concordance(self._counted(counts))
        self._retriever = Bm25Retriever(counts.items())
        self._in_order = tuple(
            (sentence, passage)
            for passage in self._passages.values()
            for sentence in passage.sentences
        )
        exact = (term for held in counts.values() for term in held if field_of(term) == "exact")
        self._frequencies = Counter(term[1:] for term in exact)
        self._numbers = {key: number for number, key in enumerate(self.articles)}
        self._published = np.array(
            [a.published.toordinal() if a.published else 0 for a in self.articles.values()]
        )

    @classmethod
    def of_folder(cls, folder: Path) -> "Library":
        """The articles in a folder; NoArticlesError where there is none."""
        return cls(corpus.read_folder(folder))

    @property
    def passage_count(self) -> int:
        return len(self._passages)

    def segmentation(self, article_id: str) -> Segmentation:
        return self._annotations[article_id].segmentation

    def timexes(self, article_id: str) -> tuple[Timex, ...]:
        """Its time expressions, in the order of the text."""
        return self._annotations[article_id].timexes

    def attributions(self, article_id: str) -> tuple[Attribution, ...]:
        """Who is said to say what in it, in the order of the text."""
        return self._annotations[article_id].attributions

    def claims(self, article_id: str) -> tuple[Claim, ...]:
        """Every sentence of the article stands in at least one of them."""
        return self._annotations[article_id].claims

    def disputes_over(self, sentence: Sentence) -> Sequence[Dispute]:
        """The disputes over something that the sentence claims, strongest first."""
        return self._over.get((sentence.article_id, sentence.span), ())

    def disputes_from(self, sentence: Sentence) -> Sequence[Dispute]:
        """The disputes whose denial stands in the sentence, strongest first."""
        return self._from.get((sentence.article_id, sentence.span), ())

    def passage(self, passage_id: str) -> Passage:
        return self._passages[passage_id]

    def sentence(self, number: int) -> tuple[Sentence, Passage]:
        """The sentence that the concordance knows by this number, and its passage."""
        return self._in_order[number]

    def number(self, article_id: str) -> int:
        """The number by which the concordance knows the article."""
        return self._numbers[article_id]

    def published_in(self, first: date, last: date) -> NDArray[np.bool_]:
        """For each article, by its number, whether it was published from `first` to `last`."""
        inside: NDArray[np.bool_] = (self._published >= first.toordinal()) & (
            self._published <= last.toordinal()
        )
        return inside

    def search(self, query: Query, k: int) -> list[Hit]:
        """Passages for a query, as `index.retrieval.Retriever` promises."""
        return self._retriever.search(query, k)

    @cached_property
    def vocabulary(self) -> tuple[str, ...]:
        """The words of the articles, folded, in the order of the alphabet."""
        return tuple(sorted(self._frequencies))

    def frequency(self, word: str) -> int:
        """In how many passages a folded word occurs."""
        return self._frequencies[word]

    def idf(self, term: str) -> float:
        """How rare a term is among the passages."""
        return self._retriever.idf(term)

    def knows(self, term: str) -> bool:
        """Whether the term occurs in any passage."""
        return self._retriever.knows(term)

    def version(self, digest_prefix: str) -> Article | None:
        """The article whose digest begins with the prefix, while it stands so in the library."""
        matches = (a for a in self.articles.values() if a.digest.startswith(digest_prefix))
        return next(matches, None)

    def prove(self, article_id: str, span: Span, text: str) -> None:
        """Raise UnprovenQuoteError unless the article has exactly `text` at `span`."""
        article = self.articles.get(article_id)
        if article is None:
            raise UnprovenQuoteError(f"Article {article_id} is not in the library.")
        if span.end > len(article.text) or span.of(article.text) != text:
            raise UnprovenQuoteError(
                f"{article.path} has other characters at {span.start}-{span.end} than the quote."
            )

    def _all_disputes(self) -> tuple[Dispute, ...]:
        """Within articles and across them; strongest first, then by article and place."""
        found = [d for annotation in self._annotations.values() for d in annotation.disputes]
        found += disputes_across(
            [(article, self.claims(article.id)) for article in self.articles.values()]
        )
        return tuple(
            sorted(
                found,
                key=lambda d: (STRENGTHS.index(d.strength), d.denial.article_id, d.denial.span),
            )
        )

    def _counted(self, counts: dict[str, Counter[str]]) -> Iterator[list[list[str]]]:
        """The stems and bigrams of each article's sentences; `counts` takes those of passages."""
        for article in self.articles.values():
            sentences = []
            for passage in self._annotations[article.id].segmentation.passages:
                found: list[list[Word]] = [
                    content_words(sentence.span.of(article.text), article.language)
                    for sentence in passage.sentences
                ]
                counts[passage.id] = Counter(terms_of(chain.from_iterable(found)))
                sentences += [
                    [term for term in terms_of(words) if field_of(term) != "exact"]
                    for words in found
                ]
            yield sentences


def _places(claim: Claim) -> list[tuple[str, Span]]:
    return [(claim.article_id, sentence.span) for sentence in claim.sentences]
