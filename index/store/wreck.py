"""What can still be read of a damaged database, row by row."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from index.store import articles
from index.store.originals import Retired, Stored


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a table that could be read, and whether those are all."""

    table: str
    columns: Sequence[str]
    rows: Sequence[tuple[object, ...]]
    whole: bool


class Wreck:
    """A database opened as it is; nothing here fails, and nothing is changed."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
        self._connection = connection

    def edition(self) -> int:
        """0 where it cannot be read."""
        rows = self._read("SELECT value FROM state WHERE key = 'edition'")
        return int(rows[0][0]) if rows and isinstance(rows[0][0], int) else 0

    def seeds(self) -> str:
        """The folder of the seeds; empty where it cannot be read."""
        rows = self._read("SELECT value FROM state WHERE key = 'seeds'")
        return articles.text(rows[0][0]) if rows else ""

    def numbers(self) -> range:
        """Those that articles may have, in which some were never given."""
        asked = (
            "SELECT seq FROM sqlite_sequence WHERE name = 'articles'",
            "SELECT max(number) FROM articles",
            "SELECT max(number) FROM texts",
            "SELECT max(number) FROM annotations",
        )
        found = [row[0] for one in asked for row in self._read(one) if isinstance(row[0], int)]
        return range(1, 1 + max(found, default=0))

    def article(self, number: int) -> list[Stored | Retired]:
        """An article, if it is as it was stored, and whether it is found no more."""
        rows = self._read("SELECT id, origin, added, state FROM articles WHERE number = ?", number)
        if not rows:
            return []
        id_, origin, added, state = rows[0]
        factory, self._connection.text_factory = self._connection.text_factory, str
        try:
            article = articles.read(self._connection, number, articles.text(id_))
        except Exception:  # whatever a row holds that was never written so
            return []
        finally:
            self._connection.text_factory = factory
        gone = [] if state == "current" else [Retired(number, state)]
        return [Stored(number, article, origin, added), *gone]

    def named(self, number: int) -> str:
        """What to call an article that cannot be read; empty where not even that can be."""
        rows = self._read("SELECT id, path FROM articles WHERE number = ?", number)
        return " – ".join(dict.fromkeys(map(articles.text, rows[0]))) if rows else ""

    def rows(self, table: str) -> Rows:
        """None of a table that was not there yet."""
        known = self._read("SELECT name FROM sqlite_master WHERE type = 'table'")
        if known and (table,) not in known:
            return Rows(table, (), (), whole=True)
        about = self._read(f'PRAGMA table_info("{table}")')
        if not about:
            return Rows(table, (), (), whole=False)
        columns = [row[1] for row in about]
        key = [n for n, row in enumerate(about) if row[5]] or list(range(len(columns)))
        order = [f'"{columns[n]}"' for n in key]
        found: dict[tuple[object, ...], tuple[object, ...]] = {}
        for direction in ("", " DESC"):  # from either end up to the damage
            ordered = ", ".join(column + direction for column in order)
            try:
                for row in self._connection.execute(f'SELECT * FROM "{table}" ORDER BY {ordered}'):  # noqa: S608
                    found[tuple(row[n] for n in key)] = row
            except sqlite3.Error:
                continue
            return Rows(table, columns, list(found.values()), whole=True)
        return Rows(table, columns, list(found.values()), whole=False)

    def _read(self, asked: str, *values: object) -> list[tuple[Any, ...]]:
        try:
            return self._connection.execute(asked, values).fetchall()
        except sqlite3.Error:
            return []
