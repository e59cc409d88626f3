"""The file of a journal: a database with a thread of its own, so that writing never waits for
answers that are being looked for."""

import asyncio
import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar

from bot.journal.schema import STEPS
from index.errors import SaidWhoError

T = TypeVar("T")

PATIENCE = 10.0
"""Seconds that one process waits for another's transaction."""


class JournalError(SaidWhoError):
    """The journal cannot be read or written."""


class File:
    """In memory where there is no path. All but `do` is called in its thread."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._thread = ThreadPoolExecutor(1, "journal")
        self._connection: sqlite3.Connection

    async def do(self, work: Callable[[], T]) -> T:
        """Do it in the thread; JournalError where the file fails."""
        try:
            return await asyncio.get_running_loop().run_in_executor(self._thread, work)
        except (sqlite3.Error, OSError) as error:
            raise JournalError(
                f"{self._path or 'The journal'} cannot be used ({error}). Free some space, or name "
                "a folder of your own with --data or SAIDWHO_DATA; a damaged journal may be moved "
                "away: what was asked and not answered has to be asked again."
            ) from error

    def open(self) -> None:
        if self._path:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._path.touch(mode=0o600)  # what people ask is nobody else's
        self._connection = sqlite3.connect(
            self._path or ":memory:",
            timeout=PATIENCE,
            isolation_level=None,
            check_same_thread=False,
        )
        # FULL: what was confirmed to Telegram is there after a power cut too.
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "secure_delete = ON"):
            self._connection.execute(f"PRAGMA {pragma}")
        with self.transaction():
            version = self.one("PRAGMA user_version")
            for step in STEPS[version:]:
                for statement in step.split(";\n"):
                    self._connection.execute(statement)
            self._connection.execute(f"PRAGMA user_version = {max(version, len(STEPS))}")

    def close(self) -> None:
        with suppress(sqlite3.Error):
            self.wipe()
        self._connection.close()

    def end(self) -> None:
        """End the thread; called from outside of it."""
        self._thread.shutdown()

    def wipe(self) -> None:
        """What was deleted would stand in the write-ahead log until that is written over."""
        self.rows("PRAGMA wal_checkpoint(TRUNCATE)")

    @contextmanager
    def transaction(self) -> Iterator[None]:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._connection.execute("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):
                self._connection.execute("ROLLBACK")
            raise

    def run(self, statement: str, *values: Any) -> int:
        """How many rows were changed."""
        return self._connection.execute(statement, values).rowcount

    def put(self, statement: str, *values: Any) -> int:
        """The number of the row that was inserted."""
        return self._connection.execute(statement, values).lastrowid or 0

    def rows(self, statement: str, *values: Any) -> list[Any]:
        return self._connection.execute(statement, values).fetchall()

    def one(self, statement: str, *values: Any) -> Any:
        """The first column of the first row, if there is one."""
        row = self._connection.execute(statement, values).fetchone()
        return row[0] if row else None
