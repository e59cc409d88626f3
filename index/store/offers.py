"""What was read to be added and waits for a word of a person: that it is right, or which day it
was published. Kept for two days, so that it may be said after a restart too."""

import time
from collections.abc import Callable

from index.store.database import Database

KEPT = 48 * 3600
"""Seconds; who has not answered by then sends it again."""

FRESH = 3600
"""Seconds for which a day alone is taken for the one that was asked for."""


class Offers:
    """By the message that brought what was read, and by that of the bot which asks about it; the
    same for all who have the library open."""

    def __init__(self, database: Database, clock: Callable[[], float] = time.time) -> None:
        self._database = database
        self._clock = clock

    def put(self, chat: int, source: int, person: int, content: bytes, *, undated: bool) -> None:
        """To be kept before it is asked about, lest the answer come to nothing; `undated`: it
        waits for a day. What is too old by now is forgotten."""
        now = self._clock()
        with self._database.writing() as connection:
            connection.execute("DELETE FROM offers WHERE at <= ?", (now - KEPT,))
            connection.execute(
                "INSERT OR REPLACE INTO offers VALUES (?, ?, NULL, ?, ?, ?, ?)",
                (chat, source, person, undated, now, content),
            )

    def asked(self, chat: int, source: int, question: int) -> None:
        """By which message of the bot it was asked about."""
        with self._database.writing() as connection:
            connection.execute(
                "UPDATE offers SET question = ? WHERE chat = ? AND source = ?",
                (question, chat, source),
            )

    def of(self, chat: int, source: int) -> bytes | None:
        """What a message brought; None where nothing waits, or no more."""
        with self._database.reading() as connection:
            found = connection.execute(
                "SELECT content FROM offers WHERE chat = ? AND source = ? AND at > ?",
                (chat, source, self._clock() - KEPT),
            ).fetchone()
        return found[0] if found else None

    def question(self, chat: int, source: int) -> int | None:
        """The message of the bot that asks about what a message brought."""
        with self._database.reading() as connection:
            found = connection.execute(
                "SELECT question FROM offers WHERE chat = ? AND source = ?", (chat, source)
            ).fetchone()
        return found[0] if found else None

    def behind(self, chat: int, question: int) -> int | None:
        """The message that brought what a message of the bot asks about."""
        with self._database.reading() as connection:
            found = connection.execute(
                "SELECT source FROM offers WHERE chat = ? AND question = ? AND at > ?",
                (chat, question, self._clock() - KEPT),
            ).fetchone()
        return found[0] if found else None

    def undated(self, chat: int, person: int) -> dict[int, int | None]:
        """The messages there for which a person was asked for a day within the last hour, and has
        not said it, in their order; and the question about each, where it is known."""
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT source, question FROM offers"
                " WHERE chat = ? AND person = ? AND undated AND at > ? ORDER BY source",
                (chat, person, self._clock() - FRESH),
            )
            return dict(rows)

    def drop(self, chat: int, source: int) -> None:
        """It waits no more."""
        with self._database.writing() as connection:
            connection.execute("DELETE FROM offers WHERE chat = ? AND source = ?", (chat, source))

    def forget(self, person: int) -> None:
        """Nothing waits any more that was read for a person."""
        with self._database.writing() as connection:
            connection.execute("DELETE FROM offers WHERE person = ?", (person,))
