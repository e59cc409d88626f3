"""A library in one file, copied while others read and write; and such a file made a library again.

The copy is made by SQLite's backup, in one reading transaction: it holds one state, and no writer
waits for it. Postings are left out, and so is the second file of the articles, since the first
start builds both anew.
"""

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from secrets import token_hex

from index.errors import LibraryError
from index.store.database import NAME
from index.store.looking import fault, looking
from index.store.schema import version_of


def back_up(folder: Path, to: Path) -> int:
    """Copy the library in a folder into a new file; how many articles stand in it.

    LibraryError where there is none, or where the file is there already or cannot be written.
    What is written is complete or not there.
    """
    source = folder / NAME
    if not source.is_file():
        raise LibraryError(f"{folder} holds no library; name its folder with --data.")
    return _copied(source, to, f"{to} is there already; name another file for the copy.")


def restore(file: Path, folder: Path) -> int:
    """Make a copy the library in a folder that has none; how many articles stand in it."""
    if not file.is_file():
        raise LibraryError(f"{file} is no file; name one that `saidwho backup` has written.")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    there = f"{folder} holds a library already; move it away first, or name another with --data."
    return _copied(file, folder / NAME, there)


def _copied(source: Path, to: Path, there_already: str) -> int:
    if to.exists():
        raise LibraryError(there_already)
    unfinished = to.with_name(f".{to.name}.{token_hex(4)}")
    try:
        unfinished.touch(mode=0o600)
        with looking(source) as original, closing(sqlite3.connect(unfinished)) as copy:
            original.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
            if wrong := fault(copy):
                raise LibraryError(f"{source} {wrong}; nothing was written.")
            if version_of(copy) > 1:
                with copy:
                    copy.execute("DELETE FROM segments")
                    # Those of the first library are not those of the second.
                    copy.execute("DELETE FROM state WHERE key = 'originals'")
            count: int = copy.execute(
                "SELECT count(*) FROM articles WHERE state = 'current'"
            ).fetchone()[0]
        with unfinished.open("rb") as written:
            os.fsync(written.fileno())
        unfinished.rename(to)
        return count
    except sqlite3.Error as error:
        raise LibraryError(f"{source} cannot be copied to {to} ({error}).") from error
    except OSError as error:
        raise LibraryError(f"{to} cannot be written ({error.strerror}).") from None
    finally:
        unfinished.unlink(missing_ok=True)
