"""Articles with all that is known of them, read when they are needed; those read last are kept.

An article is asked for by its number, the id it has for whoever asks, and the rules by which it
is annotated for them: what is stored under a number never changes, but a version that is replaced
gets an id of its own, and what is known of it is found anew where the rules are others.
"""

from functools import lru_cache

from index.model import Article, Claim, Dispute, Segmentation, Span
from index.store import annotations, articles, disputes
from index.store.codec import Outline, Unpacked, unpack_sides
from index.store.database import Database
from index.store.disputes import Row

ARTICLES_KEPT = 512
"""Articles with what is known of them that stay in memory, those read last: about 25 MB."""

LOOKED_AT = 2_048
"""Articles of which text and sentences stay in memory; a question looks into 60 of them."""

CLAIMS_KEPT = 2_048
"""Sentences of which it stays in memory what they claim; an answer asks that several times."""

DENYING_KEPT = 20_000
"""Articles of which it stays in memory whether somebody denies something in them: few do."""


class Shelf:
    """Any number of threads may read."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.article = lru_cache(LOOKED_AT)(self._article)
        self.outline = lru_cache(LOOKED_AT)(self._outline)
        self.cut = lru_cache(LOOKED_AT)(self._cut)
        self.known = lru_cache(ARTICLES_KEPT)(self._known)
        self.claims_over = lru_cache(CLAIMS_KEPT)(self._claims_over)
        self.denies = lru_cache(DENYING_KEPT)(self._denies)
        self.dispute = lru_cache(LOOKED_AT)(self._dispute)

    def _article(self, number: int, article_id: str) -> Article:
        with self._database.reading() as connection:
            return articles.read(connection, number, article_id)

    def _outline(self, number: int, article_id: str, by: str) -> Outline:
        with self._database.reading() as connection:
            return annotations.outline(connection, number, article_id, by)

    def _cut(self, number: int, article_id: str, by: str) -> Segmentation:
        return self.outline(number, article_id, by).whole()

    def _known(self, number: int, article_id: str, by: str) -> Unpacked:
        cut = self.cut(number, article_id, by)
        with self._database.reading() as connection:
            return annotations.known(connection, number, cut, article_id, by)

    def _claims_over(self, number: int, article_id: str, by: str, over: Span) -> tuple[Claim, ...]:
        return self.known(number, article_id, by).claims_over(over)

    def _denies(self, number: int, article_id: str, by: str) -> bool:
        return self.known(number, article_id, by).denies

    def _dispute(self, row: Row, denial_in: str, claims_in: str) -> Dispute:
        with self._database.reading() as connection:
            sides = disputes.sides(connection, row)
        return unpack_sides(sides, row.strength, denial_in, claims_in)
