"""What questions are asked of: the terms of passages and sentences, compiled once, in memory."""

from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from itertools import chain

from index.analysis import Word, content_words, field_of, terms_of
from index.concordance import Concordance
from index.model import Article, Hit, Query, Segmentation
from index.retrieval import Bm25Retriever


class Searchable:
    """Articles by the terms they hold. Immutable once built."""

    def __init__(self, articles: Iterable[tuple[Article, Segmentation]]) -> None:
        """Articles are numbered in the order given."""
        counts: dict[str, Counter[str]] = {}
        sentences = [_counted(article, cut, counts) for article, cut in articles]
        self.concordance = Concordance(sentences)
        self._retriever = Bm25Retriever(counts.items())
        exact = (term for held in counts.values() for term in held if field_of(term) == "exact")
        self._frequencies = Counter(term[1:] for term in exact)

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


def _counted(
    article: Article, cut: Segmentation, counts: dict[str, Counter[str]]
) -> list[list[str]]:
    """The stems and bigrams of an article's sentences; `counts` takes those of its passages."""
    sentences = []
    for passage in cut.passages:
        found: list[list[Word]] = [
            content_words(sentence.span.of(article.text), article.language)
            for sentence in passage.sentences
        ]
        counts[passage.id] = Counter(terms_of(chain.from_iterable(found)))
        sentences += [
            [term for term in terms_of(words) if field_of(term) != "exact"] for words in found
        ]
    return sentences
