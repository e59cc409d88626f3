"""The database and `originals` kept at one: what was done is done again where one lacks it."""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime

from index.errors import BusyLibraryError
from index.model import Article
from index.store import articles
from index.store.changes import Change, doing_again, edition, standing
from index.store.database import Database
from index.store.originals import NAME as ORIGINALS
from index.store.originals import Entry, Gap, Moved, Retired, Stored, know
from index.store.pool import prepared
from index.store.preparing import Prepared
from index.store.seeds import claim, move


def agreed(database: Database, *, whole: bool = False) -> list[str]:
    """Bring the database and `originals` to one state: articles that only these have are added
    again, and where these are missing they are written. Not while another process writes: what
    it is just adding is its own. `whole`: after a look at each line, and waiting for others."""
    originals = database.originals
    with database.reading() as connection:
        behind = originals.behind(connection) is not None
        if not (behind or whole or originals.missing(connection)):
            return []
    try:
        with database.alone(None if whole else 0):
            return _made_one(database, whole)
    except BusyLibraryError:
        if whole:
            raise
        return []


def _made_one(database: Database, whole: bool) -> list[str]:
    originals = database.originals
    with database.reading() as connection:
        originals.settle(connection, damaged())
        missing, start = originals.missing(connection), originals.behind(connection)
    if missing:
        return _written_anew(database)
    said = [] if start is None else _added_again(database, start)
    if whole and any(isinstance(line, Gap) for line in originals.lines()):
        said += _written_anew(database)
    return said


def _written_anew(database: Database) -> list[str]:
    originals = database.originals
    there, aside = originals.size() > 0, damaged()
    with database.reading() as connection:
        known = not originals.unknown(connection)
        written = originals.write(standing(connection), edition(connection))
    with database.writing() as connection:
        know(connection, written)
    with database.reading() as connection:
        originals.settle(connection, aside)
    kept = f" What was there is kept as {ORIGINALS}.{aside}." if there else ""
    wrong = f"{originals.path} was damaged or missing; it has been written anew.{kept}"
    return [wrong] if known or there else []


def _added_again(database: Database, start: int) -> list[str]:
    originals, end = database.originals, start
    entries: list[Entry] = []
    for some, finished in originals.finished(start):
        entries, end = entries + some, finished
    again = list(ready(entries))
    with doing_again(database) as change:
        stored = sum(replayed(change, entry, one) for entry, one in again)
        know(change.connection, replace(originals.found(), size=end))
    with database.reading() as connection:
        originals.cut(connection)
    if not stored:
        return []
    return [
        f"{database.name} lacked {stored:,} articles that were being added when saidwho was "
        f"ended, or has lost its last changes; they have been added again from {ORIGINALS}."
    ]


def ready(entries: Iterable[Entry]) -> Iterator[tuple[Entry, Prepared | None]]:
    """The same, with what is to be stored of those articles that were."""
    waiting: deque[Entry] = deque()

    def found() -> Iterator[Article]:
        for entry in entries:
            waiting.append(entry)
            if isinstance(entry, Stored):
                yield entry.article

    for one in prepared(found()):
        while not isinstance(waiting[0], Stored):
            yield waiting.popleft(), None
        yield waiting.popleft(), one
    yield from ((entry, None) for entry in waiting)


def replayed(change: Change, entry: Entry, one: Prepared | None) -> bool:
    """Do again what was done; whether an article was stored that was not there."""
    connection = change.connection
    match entry:
        case Moved():
            move(connection, entry.folder)
        case Retired():
            if articles.is_current(connection, entry.number):
                change.retire(entry.number, entry.state)
        case Stored():
            if one is None or articles.is_there(connection, entry.number):
                return False
            change.add(one, entry.origin, entry.number, entry.added)
            if entry.origin == "seeds":
                claim(connection, entry.number, entry.article.path)
            return True
    return False


def damaged() -> str:
    """What stands behind the name of a damaged file that is kept."""
    return f"damaged-{datetime.now(UTC):%Y%m%d-%H%M%S}"
