"""Articles as rows: put in, listed, read, and made former ones."""

import sqlite3
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import chain, count
from typing import Literal

from index.errors import DamagedLibraryError
from index.model import Article, Span
from index.store import annotations
from index.store.originals import Origin, Retired, Stored
from index.store.preparing import Prepared

State = Literal["current", "replaced", "removed"]

_FIELDS = "id, digest, path, published, title, outlet, url, language, body_start, body_end"


@dataclass(frozen=True, slots=True)
class Listed:
    """What is known of an article without reading it; `day` is 0 where it has no date; `rules`:
    those by which it is annotated."""

    number: int
    id: str
    day: int
    passages: int
    outlet: str | None = None
    rules: str = ""


def current(connection: sqlite3.Connection) -> Iterator[Listed]:
    """The articles that stand in the library now, in the order of their ids, less those of which
    what is known has a form of another version."""
    by = annotations.rules_by_number(connection)
    rows = connection.execute(
        "SELECT number, id, published, passages, outlet FROM articles WHERE state = 'current'"
    )
    once: dict[str | bytes, str] = {}  # thousands of articles have one outlet
    listed = (
        Listed(
            *(number, text(id_), _day(published), passages),
            None if outlet is None else once.setdefault(outlet, text(outlet)),
            by[number],
        )
        for number, id_, published, passages, outlet in rows
        if number in by
    )
    return iter(sorted(listed, key=lambda article: article.id))


def titles(connection: sqlite3.Connection, after: int = 0) -> Iterator[tuple[int, str]]:
    """The number and the title, or else the path, of each article whose number is above."""
    rows = connection.execute("SELECT number, title, path FROM articles WHERE number > ?", (after,))
    return ((number, text(title or path)) for number, title, path in rows)


@dataclass(frozen=True, slots=True)
class Version:
    """A version of an article, whether it stands in the library or did once."""

    number: int
    id: str
    digest: str
    state: State


def standing(connection: sqlite3.Connection) -> dict[int, str]:
    """The numbers of the same articles, each with the rules by which it is annotated."""
    by = annotations.rules_by_number(connection)
    rows = connection.execute("SELECT number FROM articles WHERE state = 'current'")
    return {number: by[number] for (number,) in rows if number in by}


def newest_first(article: Listed) -> tuple[int, str]:
    """To sort by: the undated last, those of one day by their ids."""
    return -article.day, article.id


def read(connection: sqlite3.Connection, number: int, article_id: str) -> Article:
    """An article under the id by which it is asked for: a former version has one of its own.
    KeyError where it has been deleted for good.

    DamagedLibraryError where its text is not the one that was stored.
    """
    row = connection.execute(
        f"SELECT {_FIELDS}, text FROM articles JOIN texts USING (number) WHERE number = ?",  # noqa: S608
        (number,),
    ).fetchone()
    if row is None:
        raise KeyError(article_id)
    _, digest, path, published, title, outlet, url, language, start, end, told = row
    try:
        article = Article(
            id=article_id,
            text=text(told),
            body=None if start is None else Span(start, end),
            path=text(path),
            published=date.fromisoformat(published) if published else None,
            title=_optional(title),
            outlet=_optional(outlet),
            url=_optional(url),
            language=text(language),
        )
        if article.digest == digest:
            return article
    except (TypeError, ValueError, AttributeError):
        pass  # as little what was stored
    raise DamagedLibraryError(
        f"What the library holds as {path} is not what was stored; `saidwho reindex` puts it right."
    )


def every(connection: sqlite3.Connection) -> Iterator[Stored | Retired]:
    """All versions of all articles, by their numbers. DamagedLibraryError as of `read`."""
    rows = connection.execute("SELECT number, id, origin, added, state FROM articles")
    for number, id_, origin, added, state in rows.fetchall():
        yield Stored(number, read(connection, number, text(id_)), origin, added)
        if state != "current":
            yield Retired(number, state)


def put(
    connection: sqlite3.Connection,
    prepared: Prepared,
    origin: Origin,
    number: int | None = None,
    added: str | None = None,
) -> Stored:
    """Store an article whose id is free, under a new number and as of now if it had none."""
    article = prepared.article
    added = added or datetime.now(UTC).isoformat(timespec="seconds")
    row = (
        number,
        *(stored(article.id), article.digest, stored(article.path)),
        *_published(article),
        *(origin, prepared.passages, added),
    )
    number = connection.execute(
        f"INSERT INTO articles (number, {_FIELDS}, origin, passages, added)"  # noqa: S608
        f" VALUES ({', '.join('?' * len(row))})",
        row,
    ).lastrowid
    assert number is not None
    connection.execute("INSERT INTO texts VALUES (?, ?)", (number, stored(article.text)))
    annotations.annotate(connection, number, prepared)
    return Stored(number, article, origin, added)


def _published(article: Article) -> tuple[object, ...]:
    """What is stored of an article behind its path, from the day of publication on."""
    body = article.body
    return (
        article.published.isoformat() if article.published else None,
        *map(stored, (article.title, article.outlet, article.url, article.language)),
        *((body.start, body.end) if body else (None, None)),
    )


def restore(connection: sqlite3.Connection, number: int, article: Article) -> None:
    """Store once more what is published of an article, as it was; its path and its id stay."""
    connection.execute(
        "UPDATE articles SET (digest, published, title, outlet, url, language, body_start,"
        " body_end) = (?, ?, ?, ?, ?, ?, ?, ?) WHERE number = ?",
        (article.digest, *_published(article), number),
    )
    connection.execute("INSERT OR REPLACE INTO texts VALUES (?, ?)", (number, stored(article.text)))


def lying(connection: sqlite3.Connection, number: int) -> tuple[str, bytes]:
    """The path of an article, and the bytes that lie where its text was."""
    row = connection.execute(
        "SELECT path, CAST(text AS BLOB) FROM articles LEFT JOIN texts USING (number)"
        " WHERE number = ?",
        (number,),
    ).fetchone()
    return text(row[0]), row[1] or b""


def retire(connection: sqlite3.Connection, number: int, state: State) -> None:
    """Make an article a former one: found by its version, no more by asking."""
    connection.execute("UPDATE articles SET state = ? WHERE number = ?", (state, number))
    for table in ("events", "speakers"):
        connection.execute(f"DELETE FROM {table} WHERE article = ?", (number,))  # noqa: S608


def number_of(connection: sqlite3.Connection, article_id: str) -> int | None:
    """The number of the article that stands in the library under an id."""
    row = connection.execute(
        "SELECT number FROM articles WHERE id = ? AND state = 'current'", (stored(article_id),)
    ).fetchone()
    return row[0] if row else None


def free_id(
    connection: sqlite3.Connection, wanted: str, own: int | None, taken: Container[str] = ()
) -> str:
    """An id that no other article has, nor any of `taken`: the one wanted, or, with a number
    behind it, the next. `own` is the number of the article whose new version it is for."""
    if own is not None and is_current(connection, own):
        return id_of(connection, own)
    numbered = (f"{wanted}-{number}" for number in count(2))
    for article_id in chain([wanted], numbered):
        if article_id not in taken and number_of(connection, article_id) is None:
            return article_id
    raise AssertionError("numbers do not end")


def any_current(connection: sqlite3.Connection) -> bool:
    return bool(
        connection.execute("SELECT 1 FROM articles WHERE state = 'current' LIMIT 1").fetchone()
    )


def many(connection: sqlite3.Connection, more_than: int) -> bool:
    found = connection.execute("SELECT 1 FROM articles LIMIT 1 OFFSET ?", (more_than,)).fetchone()
    return bool(found)


def versions(connection: sqlite3.Connection, article_id: str) -> list[int]:
    """The numbers of all that ever stood under an id, newest first."""
    rows = connection.execute(
        "SELECT number FROM articles WHERE id = ? ORDER BY number DESC", (stored(article_id),)
    )
    return [number for (number,) in rows]


def id_of(connection: sqlite3.Connection, number: int) -> str:
    """KeyError where there is no article of that number."""
    row = connection.execute("SELECT id FROM articles WHERE number = ?", (number,)).fetchone()
    if row is None:
        raise KeyError(number)
    return text(row[0])


def is_there(connection: sqlite3.Connection, number: int) -> bool:
    """Whether there is an article of that number, be it a former one."""
    return bool(connection.execute("SELECT 1 FROM articles WHERE number = ?", (number,)).fetchone())


def is_current(connection: sqlite3.Connection, number: int) -> bool:
    """Whether an article stands in the library now."""
    row = connection.execute("SELECT state FROM articles WHERE number = ?", (number,)).fetchone()
    return row is not None and row[0] == "current"


def with_digest(connection: sqlite3.Connection, prefix: str) -> Version | None:
    """The first of `all_with_digest`."""
    return next(iter(all_with_digest(connection, prefix)), None)


def all_with_digest(connection: sqlite3.Connection, prefix: str) -> list[Version]:
    """The articles whose digest begins so; one that stands in the library before a former one,
    a newer former one before an older one."""
    rows = connection.execute(
        "SELECT number, id, digest, state FROM articles WHERE digest >= ? AND digest < ?"
        " ORDER BY state != 'current', number DESC",
        (prefix, prefix + "g"),  # digests are written with 0 to f
    )
    return [Version(number, text(id_), digest, state) for number, id_, digest, state in rows]


def names(connection: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """The ids of the articles that stand in the library, each with id, title, file, outlet,
    address and day in one line."""
    rows = connection.execute(
        "SELECT id, title, path, outlet, url, published FROM articles WHERE state = 'current'"
    )
    for id_, *others in rows:
        yield text(id_), " ".join(text(part) for part in (id_, *others) if part is not None)


def former(connection: sqlite3.Connection, article_id: str) -> list[Version]:
    """The versions that stood under an id and stand so no more, newest first."""
    rows = connection.execute(
        "SELECT number, id, digest, state FROM articles WHERE id = ? AND state != 'current'"
        " ORDER BY number DESC",
        (stored(article_id),),
    )
    return [Version(number, text(id_), digest, state) for number, id_, digest, state in rows]


def speaking(connection: sqlite3.Connection, words: Iterable[str]) -> set[int]:
    """The articles that have somebody say something who is called by one of the words."""
    return {
        number
        for word in words
        for (number,) in connection.execute("SELECT article FROM speakers WHERE word = ?", (word,))
    }


def stored(text_: str | None) -> str | bytes | None:
    """Text as SQLite takes it: half a character, as in names of files, is no UTF-8."""
    if text_ is None or text_.isascii():
        return text_
    try:
        text_.encode("utf-8")
    except UnicodeEncodeError:
        return text_.encode("utf-8", "surrogatepass")
    return text_


def text(stored_: str | bytes) -> str:
    """The text again."""
    return stored_.decode("utf-8", "surrogatepass") if isinstance(stored_, bytes) else stored_


def _optional(stored_: str | bytes | None) -> str | None:
    return None if stored_ is None else text(stored_)


def _day(published: str | None) -> int:
    return date.fromisoformat(published).toordinal() if published else 0
