"""Changing the library: what one transaction does, so that it is whole or was never there."""

import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import lru_cache
from sqlite3 import Connection
from typing import Literal, TypeVar

from index.counting import ArticleTerms
from index.disputes.crossings import Crossings
from index.disputes.debate import Debate
from index.errors import BusyLibraryError, DamagedSegmentError
from index.model import Article
from index.segments import FACTOR, WHEN_DONE
from index.store import annotations, articles, disputes, kinship, segments
from index.store.articles import Version
from index.store.database import Database
from index.store.originals import Entry, Moved, Origin, Retired, know
from index.store.preparing import Prepared, packed
from index.store.segments import Merger, Segments

T = TypeVar("T")

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
        self.entries: list[Entry] = []
        """What it does to the articles, for `Originals`."""
        self.forgotten = False
        """Whether what was written there is not to be there any more."""
        self._indexed: dict[int, ArticleTerms] = {}
        self._accounts = disputes.Accounts(connection, lru_cache(_READ_AGAIN)(self._debate))
        self._crossings = Crossings(self._accounts)

    def twin(self, article: Article) -> Version | None:
        """The article that stands in the library with the same text, under whichever id."""
        found = articles.with_digest(self.connection, article.digest)
        return found if found and found.state == "current" else None

    def add(
        self,
        prepared: Prepared,
        origin: Origin,
        number: int | None = None,
        added: str | None = None,
    ) -> tuple[int, Fate]:
        """Store an article; its number, and what became of it. It replaces the one with its id.
        One that was stored before gets the number and the time that it had then."""
        earlier = articles.number_of(self.connection, prepared.article.id)
        if earlier is not None:
            self._retire(earlier, "replaced")  # as `Stored` implies
        stored = articles.put(self.connection, prepared, origin, number, added)
        self.entries.append(stored)
        number = stored.number
        self._indexed[number] = prepared.terms
        self.sign(number, prepared.article, prepared.signature)
        self._relate(number, prepared)
        return number, "added" if earlier is None else "replaced"

    def index(self, number: int, terms: ArticleTerms) -> None:
        """Make an article of which no segment knows searchable."""
        self._indexed[number] = terms

    def finish(self) -> None:
        """The last thing in a transaction: what was added becomes searchable with it."""
        self._accounts.finish()
        by: dict[str, list[ArticleTerms]] = defaultdict(list)
        for number, found in self._indexed.items():
            if articles.is_current(self.connection, number):
                annotated = annotations.rules_of(self.connection, number)
                by[annotated].append(replace(found, id=str(number)))
        for annotated, terms in by.items():
            self._segments.put(self.connection, terms, annotated)
        self.connection.execute("UPDATE state SET value = value + 1 WHERE key = 'edition'")

    def retire(self, number: int, state: Literal["replaced", "removed"]) -> None:
        """An article is found no more; quotes of it still verify."""
        self.entries.append(Retired(number, state))
        self._retire(number, state)

    def _retire(self, number: int, state: Literal["replaced", "removed"]) -> None:
        articles.retire(self.connection, number, state)
        kinship.remove(self.connection, number)
        self._accounts.remove(number)

    def forget(self, article_id: str) -> None:
        """Delete all versions of an article, for good: quotes of it verify no more."""
        self.forgotten = True
        for number in articles.versions(self.connection, article_id):
            self.delete(number)

    def delete(self, number: int) -> None:
        """Delete one version of an article, for good."""
        self._accounts.remove(number)
        kinship.remove(self.connection, number)
        self.connection.execute("DELETE FROM articles WHERE number = ?", (number,))

    def doubt(self, number: int | None = None) -> None:
        """Have an article annotated anew, or all of them."""
        annotations.doubt(self.connection, number)

    def doubt_accounts(self) -> None:
        """Have all articles annotated anew, and forget what they bring to disputes between them."""
        self._accounts.clear()
        self.doubt()

    def sign(self, number: int, article: Article, signature: bytes) -> None:
        """Take an article of which no signature was known to its near-copies."""
        kinship.put(self.connection, number, kinship.day_of(article), signature)

    def annotate(self, number: int, prepared: Prepared, *, indexed: bool) -> None:
        """Store anew what is known of an article; nothing where there is none of that number.
        `indexed`: a segment of today's rules holds it already."""
        if not articles.is_there(self.connection, number):
            return
        self._accounts.remove(number)
        disputes.remove(self.connection, number)
        annotations.annotate(self.connection, number, prepared)
        if not articles.is_current(self.connection, number):
            disputes.put(self.connection, number, number, prepared.disputes)
            return
        if not indexed:
            self.index(number, prepared.terms)
        self._relate(number, prepared)

    def drop_unreadable(self) -> None:
        """Forget the disputes of articles of which what is known has a form of another version."""
        for number in annotations.unreadable(self.connection):
            self._accounts.remove(number)
            disputes.remove(self.connection, number)

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
        cut = annotations.cut(self.connection, number, named)
        return Debate(article, annotations.known(self.connection, number, cut, named).claims)


def grouped(prepared: Iterable[T]) -> Iterator[list[T]]:
    """Articles in the groups in which they are stored: so many, or as many as come in a second,
    because what a transaction costs hardly depends on how many it stores. Where the articles
    break off, by Ctrl-C too, those that are ready are stored."""
    group: list[T] = []
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


def merged(
    database: Database,
    factor: int = FACTOR,
    most: int | None = None,
    patience: float | None = None,
) -> bool:
    """Keep the segments few, less than `factor` of a size, merging no more than `most` passages at
    a time, and remove the files of those that are no more. Whoever reads goes on with the files
    it has; whoever writes is held off only when a merged segment takes its place. Whether they
    are few now: nothing is done where another process is at it, or the disk is full."""
    few = False
    with suppress(BusyLibraryError), database.merging():
        while True:
            merger = worth_merging(database, factor)
            few = merger is None
            if merger is None or (most is not None and merger.passages > most):
                break
            name = database.segments.merge(merger) if merger.merged else None
            if merger.merged and name is None:
                break
            with database.alone(patience), database.writing() as connection:
                if database.segments.replace(connection, merger, name):
                    connection.execute("UPDATE state SET value = value + 1 WHERE key = 'edition'")
        with database.alone(patience):
            with database.reading() as connection:
                names = {listing.name for listing in segments.listed(connection)}
            database.segments.tidy(names)
    return few


def worth_merging(database: Database, factor: int = FACTOR) -> Merger | None:
    """What is to be done next to keep the segments few."""
    with database.reading() as connection:
        current = articles.standing(connection)
        listings = segments.listed(connection)
    try:
        return database.segments.worth_merging(listings, current, factor)
    except DamagedSegmentError:  # or merged meanwhile
        return None


def settled(database: Database, added: int, patience: float | None = None) -> None:
    """The same at the end of a job that has added so many articles."""
    merged(database, WHEN_DONE if added > TOGETHER else FACTOR, patience=patience)


@contextmanager
def changing(database: Database) -> Iterator[Change]:
    """One transaction. Where several make one job, `Database.alone` is to be held around them."""
    originals = database.originals
    try:
        with database.writing() as connection:
            change = Change(connection, database.segments)
            yield change
            change.finish()
            if change.forgotten:
                written = originals.write(standing(connection), edition(connection))
                know(connection, replace(written, forgets=True))
            elif change.entries:
                originals.put(connection, change.entries, edition(connection))
    except BaseException:
        with suppress(Exception), database.reading() as connection:
            originals.cut(connection)
        raise
    if change.forgotten:
        with database.reading() as connection:
            originals.settle(connection, "")


@contextmanager
def doing_again(database: Database) -> Iterator[Change]:
    """One transaction that does what `originals` tell already."""
    with database.writing() as connection:
        change = Change(connection, database.segments)
        yield change
        change.finish()


def standing(connection: Connection) -> Iterator[Entry]:
    """What makes the library as it is now, if it is done in this order."""
    row = connection.execute("SELECT value FROM state WHERE key = 'seeds'").fetchone()
    if row:
        yield Moved(articles.text(row[0]))
    yield from articles.every(connection)


def edition(connection: Connection) -> int:
    """Another number after every change, whichever process made it."""
    found: int = connection.execute("SELECT value FROM state WHERE key = 'edition'").fetchone()[0]
    return found
