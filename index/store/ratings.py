"""What people say of quotes that answered them: helpful, or wrong as an answer."""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from index.model import Span
from index.store.database import Database

KEPT = 400 * 24 * 3600
"""Seconds for which a rating is kept."""

MOST_KEPT = 50_000
"""Ratings kept, with about a hundred bytes and a question each; the oldest go first."""

Verdict = Literal["helpful", "wrong"]


@dataclass(frozen=True, slots=True)
class Rating:
    """One person's word on one quote as an answer to a question."""

    person: int
    chat: int
    message: int
    """The number of the bot's message, in its chat."""

    verdict: Verdict
    question: str
    """As it was asked; empty where Telegram no longer shows it."""

    after: tuple[str, ...]
    """The questions that it followed on, as far as they are remembered; oldest first."""

    version: str
    """The beginning of the digest of the article's text."""

    span: Span


class Ratings:
    """The same for all who have the library open. Of what one person says of one quote in one
    answer the last word holds."""

    def __init__(self, database: Database, clock: Callable[[], float] = time.time) -> None:
        self._database = database
        self._clock = clock

    def rate(self, rating: Rating) -> None:
        """LibraryError where it cannot be kept; what is too old by now is forgotten."""
        now = self._clock()
        with self._database.writing() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO ratings VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    *(rating.person, rating.chat, rating.message),
                    *(rating.version, rating.span.start, rating.span.end),
                    *(rating.verdict, json.dumps([*rating.after, rating.question]), now),
                ),
            )
            connection.execute("DELETE FROM ratings WHERE at <= ?", (now - KEPT,))
            connection.execute(
                "DELETE FROM ratings WHERE at <= "
                "(SELECT at FROM ratings ORDER BY at DESC LIMIT 1 OFFSET ?)",
                (MOST_KEPT,),
            )

    def all(self) -> list[Rating]:
        """Oldest first."""
        with self._database.reading() as connection:
            rows = connection.execute("SELECT * FROM ratings ORDER BY at, message, start")
            return [_rating(row) for row in rows]

    def by_day(self, first: int) -> dict[tuple[int, Verdict], int]:
        """How many there are by day, as an ordinal, from day `first` on, and by verdict."""
        since = (first - _EPOCH) * _DAY
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT CAST(at / ? AS INTEGER) + ?, verdict, count(*) FROM ratings"
                " WHERE at >= ? GROUP BY 1, 2",
                (_DAY, _EPOCH, since),
            )
            return {(day, verdict): number for day, verdict, number in rows}

    def forget(self, person: int) -> int:
        """Delete what a person said, with the questions; how many ratings that were."""
        with self._database.writing() as connection:
            return connection.execute("DELETE FROM ratings WHERE person = ?", (person,)).rowcount


_DAY = 24 * 3600.0
_EPOCH = 719_163  # 1970-01-01 as an ordinal


def _rating(row: tuple[Any, ...]) -> Rating:
    person, chat, message, version, start, stop, verdict, asked, _ = row
    *after, question = json.loads(asked)
    return Rating(
        person, chat, message, verdict, question, tuple(after), version, Span(start, stop)
    )
