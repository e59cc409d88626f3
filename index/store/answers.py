"""Which messages of the bot answer a message of a person: numbers alone, and not for long."""

import time
from collections.abc import Callable, Sequence

from index.store.database import Database

KEPT = 48 * 3600
"""Seconds. Telegram lets people edit a message for so long."""


class Answers:
    """The same for all who have the library open, so that it holds after a restart."""

    def __init__(self, database: Database, clock: Callable[[], float] = time.time) -> None:
        self._database = database
        self._clock = clock

    def to(self, chat: int, message: int) -> tuple[int, ...]:
        """The numbers of the bot's messages, in their order; none where there was no answer, or
        too long ago."""
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT answer FROM answers WHERE chat = ? AND message = ? AND at > ?"
                " ORDER BY place",
                (chat, message, self._clock() - KEPT),
            )
            return tuple(answer for (answer,) in rows)

    def put(self, chat: int, message: int, answers: Sequence[int]) -> None:
        """These answer it, instead of any others; what is too old by now is forgotten."""
        now = self._clock()
        with self._database.writing() as connection:
            connection.execute("DELETE FROM answers WHERE at <= ?", (now - KEPT,))
            connection.execute(
                "DELETE FROM answers WHERE chat = ? AND message = ?", (chat, message)
            )
            connection.executemany(
                "INSERT INTO answers VALUES (?, ?, ?, ?, ?)",
                [(chat, message, place, answer, now) for place, answer in enumerate(answers)],
            )
