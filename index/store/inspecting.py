"""What SQLite does not see: bytes that are others inside a row, or in a file of the index."""

from collections.abc import Container, Iterable, Iterator
from dataclasses import fields
from sqlite3 import Connection, Error

from index.errors import DamagedLibraryError, DamagedSegmentError
from index.model import Article
from index.segments.files import check_segment
from index.store import annotations, articles, disputes, segments
from index.store.changes import Change, doing_again
from index.store.codec import unpack_sides
from index.store.database import SEGMENTS, Database
from index.store.originals import Entry, Line, Retired, Stored
from index.store.replaying import damaged, ready, replayed


def read_through(database: Database) -> list[str]:
    """Put right what SQLite does not see: bytes that are others inside a row."""
    with database.reading() as connection:
        numbers = {number for (number,) in connection.execute("SELECT number FROM articles")}
        texts = {number for number in numbers if _read(connection, number) is None}
        unknown = [n for n in sorted(numbers - texts) if not _known(connection, n)]
        accounts = all(disputes.readable(connection, number) for number in numbers)
        others = list(_others(connection, database.originals.lines(), numbers))
    said = _unlisted(database)
    if accounts and not (texts or unknown or others):
        return said
    missing: list[Entry] = [entry for entry in others if entry.number not in numbers]
    again = list(ready(missing))
    with database.alone(), doing_again(database) as change:
        if not accounts:
            change.doubt_accounts()
        for other in others:
            if isinstance(other, Stored) and other.number in numbers:
                articles.restore(change.connection, other.number, other.article)
                change.doubt(other.number)
                texts.discard(other.number)
                said.append(f"{other.article.path} was not as it was stored; it is so again.")
        for entry, one in again:
            if replayed(change, entry, one) and isinstance(entry, Stored):
                said.append(f"{entry.article.path} was missing; it has been added again.")
        said += [_given_up(database, change, number) for number in sorted(texts)]
        for number in unknown:
            change.doubt(number)
    if unknown or not accounts:
        number = len(unknown) if accounts else len(numbers)
        said.append(f"What was known of {number:,} articles was damaged; it is found anew.")
    return said


def _others(
    connection: Connection, lines: Iterable[Line], numbers: Container[int]
) -> Iterator[Stored | Retired]:
    """The articles that are not in the database as they were stored."""
    for line in lines:
        match line:
            case Stored():
                if line.number not in numbers or not _same(
                    _read(connection, line.number, line.article.id), line.article
                ):
                    yield line
            case Retired():
                if line.number not in numbers:
                    yield line


def _same(one: Article | None, other: Article) -> bool:
    """But for the path, which follows the folder of the seeds."""
    return one is not None and all(
        getattr(one, name.name) == getattr(other, name.name)
        for name in fields(Article)
        if name.name != "path"
    )


def _given_up(database: Database, change: Change, number: int) -> str:
    """Delete an article whose text is damaged and stands nowhere else; what there is of it is
    kept as a file."""
    path, lying = articles.lying(change.connection, number)
    aside = f"article-{number}.{damaged()}.txt"
    if database.folder:
        (database.folder / aside).write_bytes(lying)
    change.delete(number)
    return f"{path} was not as it was stored; it is kept as {aside}. Add it again."


def _read(connection: Connection, number: int, article_id: str = "-") -> Article | None:
    try:
        return articles.read(connection, number, article_id)
    except (DamagedLibraryError, LookupError, TypeError, ValueError, Error):
        return None


def _known(connection: Connection, number: int) -> bool:
    try:
        cut = annotations.cut(connection, number, str(number))
        annotations.known(connection, number, cut, str(number))
        for row in disputes.touching(connection, number):
            unpack_sides(disputes.sides(connection, row), row.strength, "", "")
    except (DamagedLibraryError, LookupError, TypeError, ValueError, Error):
        return False
    return True


def _unlisted(database: Database) -> list[str]:
    """Unlist the segments that are not as they were written: they are built anew when the
    library is opened."""
    folder = database.folder
    assert folder is not None
    said, unlisted = [], []
    with database.reading() as connection:
        names = [listing.name for listing in segments.listed(connection)]
    for name in names:
        try:
            check_segment(folder / SEGMENTS / name)
        except (DamagedSegmentError, OSError) as error:
            unlisted.append(name)
            said.append(f"{error} That has been done.")
    if unlisted:
        with database.writing() as connection:
            segments.unlist(connection, unlisted)
    return said
