"""What the articles date, earliest first, what near-copies tell in the same sentence once."""

import sqlite3
from collections.abc import Callable
from typing import Any

from index.store.database import Database

Dated = tuple[int, int, int, bool]
"""An article, where a time expression begins, the number of the claim that it dates, and whether
it is the day of the statement."""

_IN_ORDER = "SELECT article, place, claim, said FROM events ORDER BY first, last, article, place"


class Events:
    """As they are in the library when this is made, a day before the month it lies in.

    Read from disk page by page, unless there are near-copies: which are left out of a page
    depends on all before it.
    """

    def __init__(self, database: Database, age: Callable[[int], Any]) -> None:
        """`age` orders articles by their numbers: of a sentence in several, the one of the first
        is told."""
        self._database = database
        self._told: list[Dated] | None = None
        with database.reading() as connection:
            self._count: int = connection.execute("SELECT COUNT(*) FROM events").fetchone()[0]
            again = _told_again(connection, age)
            if again:
                rows = connection.execute(_IN_ORDER)
                self._told = [_dated(row) for row in rows if row[:2] not in again]

    def __len__(self) -> int:
        return self._count if self._told is None else len(self._told)

    def page(self, start: int, most: int) -> list[Dated]:
        if self._told is not None:
            return self._told[start : start + most]
        with self._database.reading() as connection:
            rows = connection.execute(f"{_IN_ORDER} LIMIT ? OFFSET ?", (most, start))
            return [_dated(row) for row in rows]


def _dated(row: tuple[int, int, int, int]) -> Dated:
    article, place, claim, said = row
    return article, place, claim, bool(said)


def _told_again(connection: sqlite3.Connection, age: Callable[[int], Any]) -> set[tuple[int, int]]:
    """The articles and places of what an older near-copy tells."""
    rows = connection.execute(
        "SELECT article, place, kin, sentence, first, last, said FROM events"
        " JOIN signatures ON number = article WHERE sentence IS NOT NULL AND kin IN"
        " (SELECT kin FROM signatures GROUP BY kin HAVING COUNT(*) > 1)"
    ).fetchall()
    first: dict[tuple[Any, ...], int] = {}
    for article, _, *same in sorted(rows, key=lambda row: age(row[0])):
        first.setdefault(tuple(same), article)
    return {(article, place) for article, place, *same in rows if first[tuple(same)] != article}
