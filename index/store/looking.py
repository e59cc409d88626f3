"""A library's database as it lies there, opened to be looked at only; and whether it is sound."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from index.store.schema import CURRENT, version_of


@contextmanager
def looking(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that cannot write. sqlite3.Error where the file is no database."""
    address = f"{path.absolute().as_uri()}?mode=ro"
    with closing(sqlite3.connect(address, uri=True)) as connection:
        yield connection


def fault(connection: sqlite3.Connection) -> str:
    """What is wrong with it, after a look at every page, as it is told of it: "is damaged (…)";
    empty where it is sound. sqlite3.Error where it cannot even be read."""
    if version_of(connection) > CURRENT:
        return "was written by a newer saidwho; update this one"
    found: str = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    return "" if found == "ok" else f"is damaged ({' '.join(found.split())})"
