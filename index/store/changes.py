"""Changing the library: what one transaction does, so that it is whole or was never there."""

import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from sqlite3 import Connection
from typing import Literal

from index.disputes.crossings import Crossings
from index.disputes.debate import Debate
from index.model import Article
from index.segments import ArticleTerms, PassageTerms
from index.store import articles, disputes, kinship, segments
from index.store.articles import Origin, Version
from index.store.codec import VERSION
from index.store.database import Database
from index.store.preparing import Prepared, packed
from index.store.rules import rules
from index.store.segments import Segments

Fate = Literal["added", "replaced", "known"]
"""What becomes of an article that is to be added: it is new, it takes the place of an earlier
version, or its text is there already."""

TOGETHER = 128
"""Articles stored in one transaction, at most."""

_READ_AGAIN = 64
"""Articles kept read while others are held against them."""


class Change:
    """What may be done in one transaction; nobody else sees it before it is whole."""

    def __init__(self, connection: Connection, segments: Segments) -> None:
        self.connection = connection
        self._segments = segments
        self._indexed: dict[int, Sequence[PassageTerms]] = {}
        self._accounts = disputes.Accounts(connection, lru_cache(_READ_AGAIN)(self._debate))
        self._crossings = Crossings(self._accounts)

    def twin(self, article: Article) -> Version | None:
        """The article that stands in the library with the same text, under whichever id."""
        found = articles.with_digest(self.connection, article.digest)
        return found if found and found.state == "current" else None

    def add(self, prepared: Prepared, origin: Origin) -> tuple[int, Fate]:
        """Store an article; its number, and what became of it. It replaces the one with its id."""
        earlier = articles.number_of(self.connection, prepared.article.id)
        if earlier is not None:
            self.retire(earlier, "replaced")
        number = articles.put(self.connection, prepared, origin)
        self._indexed[number] = prepared.terms
        self.sign(number, prepared.article, prepared.signature)
        self._relate(number, prepared)
        return number, "added" if earlier is None else "replaced"

    def index(self, number: int, terms: Sequence[PassageTerms]) -> None:
        """Make an article of which no segment knows searchable."""
        self._indexed[number] = terms

    def finish(self) -> None:
        """The last thing in a transaction: what was added becomes searchable with it."""
        terms = [
            ArticleTerms(str(number), passages)
            for number, passages in self._indexed.items()
            if articles.is_current(self.connection, number)
        ]
        if terms:
            self._segments.put(self.connection, terms)
        self.connection.execute("UPDATE state SET value = value + 1 WHERE key = 'edition'")

    def retire(self, number: int, state: Literal["replaced", "removed"]) -> None:
        """An article is found no more; quotes of it still verify."""
        articles.retire(self.connection, number, state)
        kinship.remove(self.connection, number)
        self._accounts.remove(number)

    def forget(self, article_id: str) -> None:
        """Delete all versions of an article, for good: quotes of it verify no more."""
        for number in articles.versions(self.connection, article_id):
            self._accounts.remove(number)
            kinship.remove(self.connection, number)
            self.connection.execute("DELETE FROM articles WHERE number = ?", (number,))

    def distrust(self) -> None:
        """Take all articles for annotated by other rules."""
        self.connection.execute("UPDATE annotations SET rules = ''")

    def stale(self) -> list[int]:
        """The articles annotated by other rules than today's, in the order in which they were
        added; nothing is known any more of their disputes."""
        stale = articles.annotated_otherwise(self.connection, rules(), VERSION)
        for number in stale:
            self._accounts.remove(number)
            disputes.remove(self.connection, number)
        return stale

    def sign(self, number: int, article: Article, signature: bytes) -> None:
        """Take an article of which no signature was known to its near-copies."""
        day = article.published.toordinal() if article.published else 0
        kinship.put(self.connection, number, day, signature)

    def annotate(self, number: int, prepared: Prepared) -> None:
        """Store anew what is known of a stale article."""
        articles.annotate(self.connection, number, prepared)
        if articles.is_current(self.connection, number):
            self._relate(number, prepared)
        else:
            disputes.put(self.connection, number, number, prepared.disputes)

    def _relate(self, number: int, prepared: Prepared) -> None:
        """Its disputes, within it and with other articles: of its near-copies only
        where they have somebody say what is not in it, lest every copy dispute every other one."""
        disputes.put(self.connection, number, number, prepared.disputes)
        if prepared.account is None:
            return
        self._accounts.echoing = kinship.echoing(self.connection, number)
        read = lru_cache(1)(lambda: self._debate(number))  # once for all denials that may be of it
        crossed = self._crossings.add(number, prepared.account, read)
        for denial, claimed, dispute in crossed:
            disputes.put(self.connection, denial, claimed, [packed(dispute)])

    def _debate(self, number: int) -> Debate:
        named = str(number)  # no id is stored of what is found in it
        article = articles.read(self.connection, number, named)
        cut = articles.cut(self.connection, number, named)
        return Debate(article, articles.known(self.connection, number, cut, named).claims)


def grouped(prepared: Iterable[Prepared]) -> Iterator[list[Prepared]]:
    """Articles in the groups in which they are stored: so many, or as many as come in a second,
    because what a transaction costs hardly depends on how many it stores. Where the articles
    break off, by Ctrl-C too, those that are ready are stored."""
    group: list[Prepared] = []
    began = time.monotonic()
    articles = iter(prepared)
    while True:
        try:
            one = next(articles)
        except StopIteration:
            break
        except (Exception, KeyboardInterrupt):
            if group:
                yield group
            raise
        group.append(one)
        if len(group) == TOGETHER or time.monotonic() - began > 1:
            yield group
            group, began = [], time.monotonic()
    if group:
        yield group


def merged(database: Database) -> None:
    """Keep the segments few, and remove the files of those that are no more. For who alone
    writes to the library; whoever reads goes on with the files it has."""
    while True:
        with database.writing() as connection:
            current = {article.number for article in articles.current(connection)}
            if not database.segments.merge(connection, current):
                break
            connection.execute("UPDATE state SET value = value + 1 WHERE key = 'edition'")
    with database.reading() as connection:
        names = segments.listed(connection)
    database.segments.tidy(names)


@contextmanager
def changing(database: Database) -> Iterator[Change]:
    """One transaction. Where several make one job, `Database.alone` is to be held around them."""
    with database.writing() as connection:
        change = Change(connection, database.segments)
        yield change
        change.finish()


def edition(connection: Connection) -> int:
    """Another number after every change, whichever process made it."""
    found: int = connection.execute("SELECT value FROM state WHERE key = 'edition'").fetchone()[0]
    return found
