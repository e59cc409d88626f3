"""The SQLite database of a library: connections, transactions, one writer at a time.

Write-ahead logging, so that readers, in this process and in others, see the last complete state
while somebody writes, and never wait. `synchronous` is FULL: what was said to be added is still
there when the power fails, which NORMAL does not promise; its cost is shared by the articles of
one transaction.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock, RLock

from index.errors import BusyLibraryError, DamagedLibraryError, LibraryError
from index.store.schema import CURRENT, migrate, version_of
from index.store.segments import Segments

NAME = "library.sqlite3"
LOCK = "writer.lock"
SEGMENTS = "segments"

PATIENCE = 5.0
"""Seconds that a writer waits for another one before it says so."""

_CACHED = -4_000  # kilobytes of pages that a connection keeps
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


class Database:
    """Connections to the library in a folder; without a folder to one in memory.

    Safe from any thread. What goes wrong is a LibraryError or one of its kinds.
    """

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self.segments = Segments(folder / SEGMENTS if folder else None)
        self._path = folder / NAME if folder else None
        self._idle: list[sqlite3.Connection] = []
        self._guard = Lock()  # of the list of idle connections
        self._writer = RLock()  # one in memory is shared by readers and the writer, too
        self._turn = RLock()  # whoever changes the library in several transactions has it
        if folder is not None:
            _make(folder)
        with self._telling():
            first = self._connected()
            self._idle.append(first)
            if version_of(first) != CURRENT:
                with self.alone():
                    migrate(first)

    @property
    def name(self) -> str:
        """What to call it in a sentence."""
        return str(self._path) if self._path else "The library in memory"

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection that sees one state of the library for as long as it is held."""
        with self._telling(), self._connection() as connection:
            nested = connection.in_transaction  # in memory: the writer reads what it wrote
            if not nested:
                connection.execute("BEGIN")
            try:
                yield connection
            finally:
                if not nested:
                    connection.execute("ROLLBACK")

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction: all that is written in it is kept or, if anything fails, nothing."""
        with self._telling(), self._writer, self._connection() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):
                    connection.execute("ROLLBACK")
                raise

    @contextmanager
    def alone(self, patience: float | None = None) -> Iterator[None]:
        """Holds off other writers, of this process and of others, through several transactions.

        The lock is the system's: it goes with the process that holds it, however that ends.
        BusyLibraryError where another process has held it for longer than `patience` seconds.
        """
        with self._turn:  # not `_writer`: what is written in between would wait for all of it
            if self.folder is None:
                yield
                return
            patience = PATIENCE if patience is None else patience
            with self._telling():
                lock = sqlite3.connect(
                    self.folder / LOCK,
                    timeout=patience,
                    isolation_level=None,
                    check_same_thread=False,
                )
            try:
                with self._telling():
                    lock.execute("BEGIN EXCLUSIVE")
                yield
            finally:
                lock.close()

    @property
    def size(self) -> int:
        """Bytes of its files; 0 in memory."""
        if self.folder is None:
            return 0
        return sum(path.stat().st_size for path in self.folder.rglob("*") if path.is_file())

    def close(self) -> None:
        """Let go of the files; whoever still reads finishes first."""
        with self._guard:
            for connection in self._idle:
                connection.close()
            self._idle.clear()

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        if self._path is None:
            with self._writer:
                yield self._idle[0]
            return
        with self._guard:
            connection = self._idle.pop() if self._idle else None
        connection = connection or self._connected()
        try:
            yield connection
        finally:
            with self._guard:
                self._idle.append(connection)

    def _connected(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self._path or ":memory:",
            timeout=PATIENCE,
            isolation_level=None,  # transactions begin and end where this module says
            check_same_thread=False,
        )
        try:
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute(f"PRAGMA cache_size = {_CACHED}")
            if self._path is not None:
                connection.execute("PRAGMA journal_mode = WAL")
                connection.execute("PRAGMA synchronous = FULL")
        except BaseException:
            connection.close()
            raise
        return connection

    @contextmanager
    def _telling(self) -> Iterator[None]:
        """Errors of SQLite as those of index.errors."""
        try:
            yield
        except sqlite3.Error as error:
            raise self._told(error) from error

    def _told(self, error: sqlite3.Error) -> LibraryError:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code == sqlite3.SQLITE_BUSY:
            return BusyLibraryError(
                f"{self.name} is being written to by another saidwho; "
                "try again when that has finished."
            )
        if code in _DAMAGED:
            return DamagedLibraryError(
                f"{self.name} is damaged ({error}). Put a copy of it in its place, or move it "
                "away: the seeds are read anew, what was added has to be added again."
            )
        if code == sqlite3.SQLITE_FULL:
            return LibraryError(
                f"{self.name}: the disk is full; what was being added is not kept, all else is. "
                "Free some space and add it again."
            )
        if code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY):
            return LibraryError(
                f"{self.name} cannot be written ({error}); name a folder of your own with --data "
                "or SAIDWHO_DATA."
            )
        return LibraryError(f"{self.name}: {error}.")


def _make(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)  # who may ask what is nobody else's
    except OSError as error:
        raise LibraryError(
            f"{folder} cannot be a folder for the library ({error.strerror}); name another one "
            "with --data or SAIDWHO_DATA."
        ) from None
