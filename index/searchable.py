"""What questions are asked of: the terms of passages and sentences, in one segment or many."""

from collections.abc import Iterable

from index.concordance import Concordance
from index.counting import counted
from index.mastheads import Mask
from index.model import Article, Hit, Query, Segmentation
from index.retrieval import Bm25Retriever
from index.segments import Snapshot, build_parts


class Searchable:
    """Articles by the terms they hold. Immutable."""

    def __init__(self, snapshot: Snapshot) -> None:
        """Articles have the numbers that they have in the snapshot."""
        self.snapshot = snapshot
        self.concordance = Concordance(snapshot)
        self._retriever = Bm25Retriever(snapshot)

    @classmethod
    def of(cls, articles: Iterable[tuple[Article, Segmentation]]) -> "Searchable":
        """Articles, numbered in the order given and held in memory."""
        return cls(Snapshot(build_parts(counted(article, cut) for article, cut in articles)))

    def search(self, query: Query, k: int, within: Mask | None = None) -> list[Hit]:
        """Passages for a query, as `index.retrieval.Retriever` promises; of the articles `within`
        alone, if that is given."""
        return self._retriever.search(query, k, within)

    @property
    def vocabulary(self) -> tuple[str, ...]:
        """The words of the articles, folded, in the order of the alphabet."""
        return self.snapshot.vocabulary

    def frequency(self, word: str) -> int:
        """In how many passages a folded word occurs."""
        return self._retriever.frequency(f"={word}")

    def idf(self, term: str) -> float:
        """How rare a term is among the passages."""
        return self._retriever.idf(term)

    def knows(self, term: str) -> bool:
        """Whether the term occurs in any passage."""
        return self._retriever.knows(term)
