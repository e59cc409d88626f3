"""What is known of articles by themselves as rows, and by which rules it was found."""

import sqlite3
from typing import Literal

from index.model import Segmentation
from index.store import codec
from index.store.preparing import Prepared
from index.store.rules import rules


def rules_of(connection: sqlite3.Connection, number: int) -> str:
    """Those by which an article is annotated."""
    found: str = connection.execute(
        "SELECT rules FROM annotations WHERE number = ?", (number,)
    ).fetchone()[0]
    return found


def rules_by_number(connection: sqlite3.Connection) -> dict[int, str]:
    """Those of all articles, less those of which what is known has a form of another version."""
    once: dict[str, str] = {}
    rows = connection.execute(
        "SELECT number, rules FROM annotations WHERE form = ?", (codec.VERSION,)
    )
    return {number: once.setdefault(by, by) for number, by in rows}


def annotate(connection: sqlite3.Connection, number: int, prepared: Prepared) -> None:
    """Store what is known of an article by itself, instead of what was known before; what was by
    other rules is kept for whoever still reads that."""
    connection.execute(
        "INSERT OR REPLACE INTO superseded SELECT number, rules, cut, known FROM annotations"
        " WHERE number = ? AND rules != ? AND form = ?",
        (number, rules(), codec.VERSION),
    )
    connection.execute("DELETE FROM doubted WHERE number = ?", (number,))
    connection.execute(
        "INSERT OR REPLACE INTO annotations VALUES (?, ?, ?, ?, ?)",
        (number, rules(), codec.VERSION, prepared.cut, prepared.known),
    )
    connection.execute("INSERT OR REPLACE INTO statements VALUES (?, ?)", (number, prepared.said))
    for table in ("events", "speakers"):
        connection.execute(f"DELETE FROM {table} WHERE article = ?", (number,))  # noqa: S608
    connection.executemany(
        "INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (first, last, number, place, claim, said, told)
            for first, last, place, claim, said, told in prepared.events
        ],
    )
    connection.executemany(
        "INSERT INTO speakers VALUES (?, ?)", [(word, number) for word in prepared.speakers]
    )


def stale(connection: sqlite3.Connection) -> list[int]:
    """The articles that are to be annotated anew, in order: by other rules, stored in another
    form, or doubted."""
    rows = connection.execute(
        "SELECT number FROM annotations WHERE rules != ? OR form != ?"
        " UNION SELECT number FROM doubted ORDER BY number",
        (rules(), codec.VERSION),
    )
    return [number for (number,) in rows]


def superseded(connection: sqlite3.Connection) -> bool:
    """Whether something is kept of what was known by other rules."""
    return any(
        connection.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone()  # noqa: S608
        for table in ("superseded", "superseded_disputes")
    )


def forget_superseded(connection: sqlite3.Connection) -> None:
    for table in ("superseded", "superseded_disputes"):
        connection.execute(f"DELETE FROM {table}")  # noqa: S608


def unreadable(connection: sqlite3.Connection) -> list[int]:
    """The articles of which what is known has a form of another version."""
    rows = connection.execute("SELECT number FROM annotations WHERE form != ?", (codec.VERSION,))
    return [number for (number,) in rows]


def doubt(connection: sqlite3.Connection, number: int | None = None) -> None:
    """Have an article annotated anew, or all of them."""
    connection.execute(
        "INSERT OR IGNORE INTO doubted SELECT number FROM articles WHERE ?1 IS NULL OR number = ?1",
        (number,),
    )


def cut(connection: sqlite3.Connection, number: int, article_id: str, by: str = "") -> Segmentation:
    """How an article is cut up, by these rules where it still is known, else by those of now."""
    return outline(connection, number, article_id, by).whole()


def outline(
    connection: sqlite3.Connection, number: int, article_id: str, by: str = ""
) -> codec.Outline:
    """The same, of which no more is made than what is asked for."""
    return codec.Outline(_annotation(connection, "cut", number, by), article_id)


def known(
    connection: sqlite3.Connection, number: int, cut: Segmentation, article_id: str, by: str = ""
) -> codec.Unpacked:
    """What is known of an article that is cut up so."""
    return codec.Unpacked(_annotation(connection, "known", number, by), cut, article_id)


def _annotation(
    connection: sqlite3.Connection, what: Literal["cut", "known"], number: int, by: str
) -> bytes:
    """KeyError for an article that has been deleted for good."""
    now = connection.execute(
        f"SELECT {what}, rules FROM annotations WHERE number = ?",  # noqa: S608
        (number,),
    ).fetchone()
    if now is None:
        raise KeyError(number)
    packed: bytes = now[0]
    if by not in ("", now[1]):
        then = connection.execute(
            f"SELECT {what} FROM superseded WHERE number = ? AND rules = ?",  # noqa: S608
            (number, by),
        ).fetchone()
        packed = then[0] if then else packed
    return packed
