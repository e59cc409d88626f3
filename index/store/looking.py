"""A library's database as it lies there, opened to be looked at only; and whether it is sound."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from index.store.schema import CURRENT, version_of

NEWER = "was written by a newer saidwho; update this one"
"""What is told of a database that is sound, but not to be read."""

_NEVER = 1_000
"""No version of the tables will have this number."""


@contextmanager
def looking(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that cannot write. sqlite3.Error where the file is no database."""
    address = f"{path.absolute().as_uri()}?mode=ro"
    with closing(sqlite3.connect(address, uri=True)) as connection:
        yield connection


def fault(connection: sqlite3.Connection) -> str:
    """What is wrong with it, after a look at every row and index, as it is told of it: "is damaged
    (…)"; empty where it is sound. sqlite3.Error where it cannot even be read."""
    version = version_of(connection)
    if not 0 <= version < _NEVER or not _writable(connection):
        return "is damaged (its first bytes)"
    if version > CURRENT:
        return NEWER
    found: str = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
    return "" if found == "ok" else f"is damaged ({' '.join(found.split())})"


def _writable(connection: sqlite3.Connection) -> bool:
    """Whether SQLite would write to it: two bytes of the header forbid that."""
    path = Path(connection.execute("PRAGMA database_list").fetchone()[2])
    with path.open("rb") as file:
        return file.read(20)[18:] in (b"\x01\x01", b"\x02\x02", b"")
