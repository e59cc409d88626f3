"""What people chose and did, once more, in a file of its own: who may ask, languages, ratings.

Articles can be had again from `originals`; this stands in the database alone. So it is copied every
some minutes, as long as somebody stays on, for the day on which the database cannot be read.
"""

import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from hashlib import blake2b
from pathlib import Path
from typing import Any

from index.errors import LibraryError
from index.store.database import Database

NAME = "choices.sqlite3"

DERIVED = frozenset(
    {
        *("state", "articles", "texts", "files", "segments", "annotations", "disputes", "events"),
        *("speakers", "accounts", "names", "wants", "words", "signatures", "bands", "statements"),
        *("superseded", "superseded_disputes", "doubted"),
        "offers",
    }
)
"""Tables of what is known from the articles, or stands beside them in `originals`; and of whole
articles that wait to be added, and can be sent again."""

_Table = tuple[str, str, Sequence[tuple[Any, ...]]]  # its name, how it is made, its rows


def tables(connection: sqlite3.Connection) -> list[str]:
    """Those of what people chose and did."""
    rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    return [name for (name,) in rows if name not in DERIVED and not name.startswith("sqlite_")]


class Choices:
    """The copy for a library in a folder. One thread at a time."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._copied = b""

    def copy(self) -> bool:
        """Make the copy, complete or not at all; whether anything is another since the last.
        LibraryError where it cannot be written."""
        folder = self._database.folder
        with self._database.reading() as connection:
            read = [_read(connection, table) for table in tables(connection)]
        digest = blake2b(repr(read).encode("utf-8", "surrogatepass")).digest()
        if folder is None or digest == self._copied:
            return False
        fresh = folder / f"{NAME}.new"
        try:
            fresh.unlink(missing_ok=True)
            fresh.touch(mode=0o600)
            _write(fresh, read)
            fresh.replace(folder / NAME)
        except (OSError, sqlite3.Error) as error:
            raise LibraryError(f"{folder / NAME} cannot be written ({error}).") from error
        self._copied = digest
        return True


def _read(connection: sqlite3.Connection, table: str) -> _Table:
    (made,) = connection.execute(
        "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?", (table,)
    ).fetchone()
    return table, made, connection.execute(f'SELECT * FROM "{table}"').fetchall()  # noqa: S608


def _write(path: Path, read: Sequence[_Table]) -> None:
    with closing(sqlite3.connect(path)) as copy:
        for table, made, rows in read:
            copy.execute(made)
            if rows:
                places = ", ".join("?" * len(rows[0]))
                copy.executemany(f'INSERT INTO "{table}" VALUES ({places})', rows)  # noqa: S608
        copy.commit()
    with path.open("rb") as written:
        os.fsync(written.fileno())
