"""A look at a library that changes nothing of it, however it is."""

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from index.errors import DamagedSegmentError
from index.store import articles, segments
from index.store.codec import VERSION
from index.store.database import NAME, SEGMENTS
from index.store.looking import fault, looking
from index.store.rules import rules
from index.store.schema import CURRENT, version_of
from index.store.segments import Segments


@dataclass(frozen=True, slots=True)
class Condition:
    """`articles` that stand in it; `outdated`: how many were annotated by other rules than
    today's; `fault`: why it cannot be used, or empty; `behind`: its tables are of an older
    version, or of its index something has to be built anew: the next start does it."""

    articles: int = 0
    outdated: bool = False
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
    count = len(list(articles.current(connection)))
    outdated = bool(articles.annotated_otherwise(connection, rules(), VERSION))
    names = segments.listed(connection)
    try:
        Segments(folder / SEGMENTS).open(names)
    except DamagedSegmentError:
        return Condition(count, outdated, behind=True)
    return Condition(count, outdated, behind=bool(count and not names))
