"""What tests do to files of a library."""

import sqlite3
from contextlib import closing
from pathlib import Path


def overwrite(path: Path, table: str, byte: bytes) -> None:
    """Put one byte in the place of all those of the first page of a table."""
    with closing(sqlite3.connect(path)) as connection:
        (root,) = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)
        ).fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    raw = bytearray(path.read_bytes())
    raw[(root - 1) * size : root * size] = byte * size
    path.write_bytes(raw)
