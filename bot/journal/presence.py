"""Which of the processes that share a folder are alive, by a lock of the system.

A lock goes with the process that holds it, however that ends: no clock, no heartbeat, so that a
process that is slow is never taken for dead, and a dead one is known at once.
"""

import secrets
import sqlite3
from contextlib import suppress
from pathlib import Path


class Presence:
    """This process among those that share the folder; without a folder it is alone."""

    def __init__(self, folder: Path | None) -> None:
        self.name = secrets.token_hex(8)
        self._folder = folder
        self._held: sqlite3.Connection | None = None
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)
            self._held = _connected(self._lock(self.name), "rwc")
            self._held.execute("BEGIN EXCLUSIVE")

    def alive(self, name: str) -> bool:
        """Whether the process of that name runs; what a dead one left behind is removed."""
        if name == self.name:
            return True
        if self._folder is None:
            return False
        lock = self._lock(name)
        try:
            connection = _connected(lock, "rw")
        except sqlite3.OperationalError:  # there is no such file
            return False
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError:
            return True
        finally:
            connection.close()
        lock.unlink(missing_ok=True)
        return False

    def sweep(self) -> None:
        """Remove what dead processes left behind."""
        if self._folder is not None:
            for lock in list(self._folder.glob("*.lock")):
                self.alive(lock.stem)

    def end(self) -> None:
        if self._held is not None and self._folder is not None:
            self._held.close()
            self._lock(self.name).unlink(missing_ok=True)
            with suppress(OSError):  # others are still there
                self._folder.rmdir()

    def _lock(self, name: str) -> Path:
        return (self._folder or Path()) / f"{name}.lock"


def _connected(path: Path, mode: str) -> sqlite3.Connection:
    return sqlite3.connect(
        f"{path.resolve().as_uri()}?mode={mode}",
        uri=True,
        timeout=0,
        isolation_level=None,
        check_same_thread=False,
    )
