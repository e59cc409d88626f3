"""Everything built from the articles and searchable."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from index import corpus
from index.analysis import terms
from index.errors import UnprovenQuoteError
from index.model import Article, Hit, Passage, Query, Segmentation, Span
from index.retrieval import Bm25Retriever
from index.segmentation import segment


class Library:
    """Articles, cut and indexed. Immutable once built, so any number of threads may ask."""

    def __init__(self, articles: corpus.Corpus) -> None:
        self.articles: Mapping[str, Article] = MappingProxyType(
            {article.id: article for article in articles.articles}
        )
        self.complaints = articles.complaints
        self._segmentations = {article.id: segment(article) for article in self.articles.values()}
        self._passages = {
            passage.id: passage
            for segmentation in self._segmentations.values()
            for passage in segmentation.passages
        }
        self._retriever = Bm25Retriever(
            (passage.id, terms(*self._text_and_language(passage)))
            for passage in self._passages.values()
        )

    @classmethod
    def of_folder(cls, folder: Path) -> "Library":
        """The articles in a folder; NoArticlesError where there is none."""
        return cls(corpus.read_folder(folder))

    @property
    def passage_count(self) -> int:
        return len(self._passages)

    def segmentation(self, article_id: str) -> Segmentation:
        return self._segmentations[article_id]

    def passage(self, passage_id: str) -> Passage:
        return self._passages[passage_id]

    def search(self, query: Query, k: int) -> list[Hit]:
        """Passages for a query, as `index.retrieval.Retriever` promises."""
        return self._retriever.search(query, k)

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

    def _text_and_language(self, passage: Passage) -> tuple[str, str]:
        article = self.articles[passage.article_id]
        return passage.span.of(article.text), article.language
