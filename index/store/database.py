"""The SQLite database of a library: connections, transactions, one writer at a time.

Write-ahead logging, so that readers, in this process and in others, see the last complete state
while somebody writes, and never wait. `synchronous` is FULL: what was said to be added is still
there when the power fails, which NORMAL does not promise; its cost is shared by the articles of
one transaction.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from threading import Lock, RLock

from index.errors import (
    BusyLibraryError,
    DamagedLibraryError,
    DamagedSegmentError,
    LibraryError,
)
from index.store.originals import NAME as ORIGINALS
from index.store.originals import Originals
from index.store.schema import CURRENT, migrate, version_of
from index.store.segments import Segments

NAME = "library.sqlite3"
LOCK = "writer.lock"
MERGING = "merging.lock"
SEGMENTS = "segments"
DAMAGED = "damaged"
"""A file of this name says that damage was met: the next start looks at everything."""

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
        self.originals = Originals(folder)
        self._path = folder / NAME if folder else None
        self._idle: list[sqlite3.Connection] = []
        self._file = 0  # the inode of the file that they are connected to
        self._guard = Lock()  # of both
        self._depth = 0  # how often `alone` is held by the thread whose turn it is
        self._writer = RLock()  # one in memory is shared by readers and the writer, too
        self._turn = RLock()  # whoever changes the library in several transactions has it
        if folder is not None:
            _make(folder)
        with self._telling():
            first = self._connected()
            self._idle.append(first)
            self._file = self._inode()
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
            if self.folder is None or self._depth:
                yield
                return
            with locked(self.folder, PATIENCE if patience is None else patience):
                self._depth += 1
                try:
                    yield
                finally:
                    self._depth -= 1

    @contextmanager
    def merging(self) -> Iterator[None]:
        """Holds off who else would merge segments, or remove the files of those that are no more.
        BusyLibraryError, at once, where another one does."""
        if self.folder is None:
            with self.alone():
                yield
        else:
            with locked(self.folder, 0, MERGING):
                yield

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
        file = self._inode()
        with self._guard:
            if file != self._file:  # built anew by another process, and put in the place of ours
                for outdated in self._idle:
                    outdated.close()
                self._idle.clear()
                self._file = file
            connection = self._idle.pop() if self._idle else None
        connection = connection or self._connected()
        try:
            yield connection
        finally:
            with self._guard:
                if file == self._file:
                    self._idle.append(connection)
                else:
                    connection.close()

    def _inode(self) -> int:
        """Of the database's file as it is called now; 0 where there is none."""
        try:
            return self._path.stat().st_ino if self._path else 0
        except OSError:
            return 0

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

    def _telling(self) -> AbstractContextManager[None]:
        return telling(self.name, self.folder)


@contextmanager
def telling(name: str, folder: Path | None) -> Iterator[None]:
    """Errors of SQLite as those of index.errors; damage is remembered until the next start."""
    try:
        yield
    except DamagedSegmentError:
        raise
    except DamagedLibraryError:
        _mark(folder)
        raise
    except sqlite3.Error as error:
        told = _told(name, error)
        if isinstance(told, DamagedLibraryError):
            _mark(folder)
        raise told from error


@contextmanager
def locked(folder: Path, patience: float, name: str = LOCK) -> Iterator[None]:
    """Holds off who else would write to the library in a folder, however it may be; or who would
    do what another lock is for."""
    with telling(str(folder / NAME), folder):
        lock = sqlite3.connect(
            folder / name, timeout=patience, isolation_level=None, check_same_thread=False
        )
    try:
        with telling(str(folder / NAME), folder):
            lock.execute("BEGIN EXCLUSIVE")
        yield
    finally:
        lock.close()


def _mark(folder: Path | None) -> None:
    if folder is not None:
        with suppress(OSError):
            (folder / DAMAGED).touch(mode=0o600)


def _told(name: str, error: sqlite3.Error) -> LibraryError:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_BUSY:
        return BusyLibraryError(
            f"{name} is being written to by another saidwho; try again when that has finished."
        )
    if code in _DAMAGED:
        return DamagedLibraryError(
            f"{name} is damaged ({error}). Start saidwho anew: it is built again from "
            f"{ORIGINALS}, and the damaged file is kept."
        )
    if code == sqlite3.SQLITE_FULL:
        return LibraryError(
            f"{name}: the disk is full; what was being added is not kept, all else is. "
            "Free some space and add it again."
        )
    if code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY):
        return LibraryError(
            f"{name} cannot be written ({error}); name a folder of your own with --data "
            "or SAIDWHO_DATA."
        )
    return LibraryError(f"{name}: {error}.")


def _make(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)  # who may ask what is nobody else's
    except OSError as error:
        raise LibraryError(
            f"{folder} cannot be a folder for the library ({error.strerror}); name another one "
            "with --data or SAIDWHO_DATA."
        ) from None
