"""What is known of articles, brought up to date a few at a time, while questions are answered.

Articles that are annotated by other rules than today's, or doubted, are annotated anew and indexed
in the same transaction: until then, what was known of them before is searched and shown. Broken
off, by a kill too, it goes on with the rest the next time.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from index.duplicates import signed
from index.errors import DamagedSegmentError
from index.model import Article
from index.store import annotations, articles, kinship, segments
from index.store.changes import changing, edition, grouped, merged, settled, worth_merging
from index.store.database import Database
from index.store.pool import prepared
from index.store.preparing import Prepared
from index.store.replaying import agreed
from index.store.rules import rules

SIGNED_TOGETHER = 512

LONG = 600.0
"""Seconds that what is done in the background waits for whoever adds meanwhile."""

Told = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Left:
    """How many articles are to be annotated anew, how many there are with all versions, and
    whether there is anything else to be done."""

    stale: int
    articles: int
    other: bool

    def __bool__(self) -> bool:
        return bool(self.stale) or self.other


def left(database: Database) -> Left:
    with database.reading() as connection:
        (count,) = connection.execute("SELECT count(*) FROM articles").fetchone()
        stale = len(annotations.stale(connection))
        other = bool(kinship.unsigned(connection)) or database.originals.missing(connection)
    return Left(stale, count, other or worth_merging(database) is not None)


def renewed(
    database: Database,
    told: Told = lambda: None,
    *,
    cores: int | None = None,
    patience: float | None = None,
) -> int:
    """Annotate anew what is to be; how many articles that were. BusyLibraryError where another
    process has been writing for longer than `patience` seconds."""
    with database.reading() as connection:
        numbers = annotations.stale(connection)
        unreadable = annotations.unreadable(connection)
    if not numbers:
        return 0
    if unreadable:
        with database.alone(patience), changing(database) as change:
            change.drop_unreadable()
    indexed = _indexed(database)
    for group in grouped(_ready(database, numbers, cores)):
        with database.alone(patience), changing(database) as change:
            for number, one in group:
                change.annotate(number, one, indexed=number in indexed)
        for _ in group:
            told()
        merged(database, patience=patience)
    return len(numbers)


def tended(database: Database, told: Told = lambda: None, *, cores: int | None = None) -> None:
    """All that can wait, one thing after the other: what is known of articles, their near-copies,
    `originals` of a library that has none, and few segments."""
    with database.reading() as connection:
        outdated = not annotations.stale(connection) and annotations.superseded(connection)
    if outdated:  # of the last time: nobody reads an edition of then any more
        with database.alone(LONG), database.writing() as connection:
            annotations.forget_superseded(connection)
    agreed(database)
    sign(database, LONG)
    number = renewed(database, told, cores=cores, patience=LONG)
    settled(database, number, LONG)


def sign(database: Database, patience: float | None = None) -> None:
    """Find the near-copies of articles that were added before they were looked for."""
    with database.reading() as connection:
        numbers = kinship.unsigned(connection)
    for start in range(0, len(numbers), SIGNED_TOGETHER):
        with database.alone(patience), changing(database) as change:
            for number in numbers[start : start + SIGNED_TOGETHER]:
                if articles.is_current(change.connection, number):
                    read = articles.read(change.connection, number, str(number))
                    change.sign(number, read, signed(read))


def _ready(
    database: Database, numbers: Iterable[int], cores: int | None
) -> Iterator[tuple[int, Prepared]]:
    """The articles with what is to be stored of them; those deleted meanwhile are left out."""
    waiting: deque[int] = deque()

    def found() -> Iterator[Article]:
        for number in numbers:
            try:
                with database.reading() as connection:
                    article = articles.read(connection, number, articles.id_of(connection, number))
            except KeyError:
                continue
            waiting.append(number)
            yield article

    for one in prepared(found(), cores):
        yield waiting.popleft(), one


def _indexed(database: Database) -> set[int]:
    """The numbers of the articles that segments of today's rules hold."""
    while True:
        with database.reading() as connection:
            number = edition(connection)
            listings = [one for one in segments.listed(connection) if one.rules == rules()]
        try:
            return {number for one in database.segments.open(listings) for number in one.numbers}
        except DamagedSegmentError:
            with database.reading() as connection:
                if edition(connection) == number:
                    raise  # otherwise they were merged meanwhile
