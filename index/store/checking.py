"""A look at a library that changes nothing of it, however it is."""

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from index.errors import DamagedLibraryError, DamagedSegmentError
from index.segments.files import check_segment
from index.store import annotations, articles, segments
from index.store.database import DAMAGED, NAME, SEGMENTS
from index.store.looking import fault, looking
from index.store.originals import Gap, Originals
from index.store.schema import CURRENT, version_of
from index.store.segments import Segments


@dataclass(frozen=True, slots=True)
class Condition:
    """`articles` that stand in it; `outdated`: how many were annotated by other rules than
    today's; `fault`: why it cannot be used, or empty; `behind`: its tables are of an older
    version, or of its index something has to be built anew: the next start does it."""

    articles: int = 0
    outdated: int = 0
    behind: bool = False
    fault: str = ""


def condition(folder: Path) -> Condition | None:
    """None where the folder holds no library."""
    path = folder / NAME
    if not path.is_file():
        return None
    try:
        with looking(path) as connection:
            return _seen(connection, folder)
    except sqlite3.Error as error:
        return Condition(fault=f"it cannot be read ({error})")


def _seen(connection: sqlite3.Connection, folder: Path) -> Condition:
    if wrong := fault(connection):
        return Condition(fault=f"it {wrong}")
    if version_of(connection) < CURRENT:
        return Condition(behind=True)
    if (folder / DAMAGED).exists() or not _as_stored(connection, folder):
        return Condition(fault="it is damaged (articles are not as they were stored)")
    count = len(list(articles.current(connection)))
    outdated = len(annotations.stale(connection))
    listings = segments.listed(connection)
    try:
        Segments(folder / SEGMENTS).open(listings)
        for listing in listings:
            check_segment(folder / SEGMENTS / listing.name)
    except (DamagedSegmentError, OSError):
        return Condition(count, outdated, behind=True)
    return Condition(count, outdated, behind=bool(count and not listings))


def _as_stored(connection: sqlite3.Connection, folder: Path) -> bool:
    """Whether all articles are, and those that are to replace them if they were not."""
    originals = Originals(folder)
    try:
        stored = all(articles.every(connection))
    except DamagedLibraryError:
        return False
    if originals.missing(connection):  # the next start writes them
        return stored
    return stored and not any(isinstance(line, Gap) for line in originals.lines())
