"""The segments of a library: which there are, their files, and few of them rather than many.

Which segments there are stands in the database, so that an article and its place in the index
appear together. Files that are not listed there are what a kill left behind, or segments that
were merged; they are removed by whoever writes next. A segment holds articles by their numbers,
and is never told which of them are gone: those that do not stand in the library any more.
"""

import shutil
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from sqlite3 import Connection
from threading import Lock

from index.errors import DamagedSegmentError, LibraryError
from index.segments import (
    ArticleTerms,
    Part,
    Segment,
    build_parts,
    merge,
    merge_to,
    open_segment,
    worth_merging,
    write_segment,
)
from index.segments.files import remove_unfinished
from index.store.rules import rules


@dataclass(frozen=True, slots=True)
class Held:
    """A segment by its name, and the numbers of the articles in it, in their order."""

    name: str
    segment: Segment
    numbers: tuple[int, ...]

    def part(self, current: Collection[int]) -> Part:
        """The segment less what does not stand in the library any more."""
        gone = (place for place, number in enumerate(self.numbers) if number not in current)
        return Part(self.segment, frozenset(gone))


class Segments:
    """The segments in a folder; without one, in memory. Any number of threads may open them."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._held: dict[str, Held] = {}
        self._guard = Lock()

    def open(self, names: Iterable[str]) -> list[Held]:
        """DamagedSegmentError where one is not as it was written."""
        return [self._open(name) for name in names]

    def put(self, connection: Connection, articles: Sequence[ArticleTerms]) -> None:
        """Make a segment of articles; it is there when the transaction is."""
        for part in build_parts(articles):
            name = self._written(part.segment)
            place = connection.execute("SELECT MAX(place) FROM segments").fetchone()[0]
            _list(connection, name, 1 + (place or 0))

    def merge(self, connection: Connection, current: Collection[int], factor: int) -> bool:
        """Merge some segments into one, if that is worth it; whether it was."""
        names = listed(connection)
        held = self.open(names)
        parts = [one.part(current) for one in held]
        worth = worth_merging(parts, factor)
        if worth is None:
            return False
        if self._folder is None:
            name = self._written(merge(parts[worth]))
        else:
            name = token_hex(8)
            try:
                merge_to(self._folder / name, parts[worth])
            except OSError:  # a full disk: nothing is lost, and whoever adds next tries again
                return False
        place = connection.execute(
            "SELECT place FROM segments WHERE name = ?", (names[worth][0],)
        ).fetchone()[0]
        unlist(connection, names[worth])
        _list(connection, name, place)
        return True

    def tidy(self, names: Collection[str]) -> None:
        """Remove the files of all segments but these. For who alone writes to the library."""
        with self._guard:
            for name in self._held.keys() - set(names):
                del self._held[name]  # whoever still reads it keeps it mapped
        if self._folder is None or not self._folder.is_dir():
            return
        remove_unfinished(self._folder)
        for path in self._folder.iterdir():
            if path.name not in names:
                shutil.rmtree(path, ignore_errors=True)

    def _written(self, segment: Segment) -> str:
        name = token_hex(8)
        if self._folder is None:
            with self._guard:
                self._held[name] = _held(name, segment)
        else:
            try:
                write_segment(segment, self._folder / name)
            except OSError as error:
                raise LibraryError(
                    f"{self._folder} cannot be written ({error.strerror}); what was being added "
                    "is not kept, all else is. Free some space and add it again."
                ) from error
        return name

    def _open(self, name: str) -> Held:
        with self._guard:
            held = self._held.get(name)
        if held is None:
            if self._folder is None:
                raise DamagedSegmentError(f"The segment {name} is not in memory.")
            held = _held(name, open_segment(self._folder / name))
            with self._guard:
                self._held[name] = held
        return held


def listed(connection: Connection) -> list[str]:
    """The names of the segments made by the rules of today, in their order."""
    rows = connection.execute(
        "SELECT name FROM segments WHERE rules = ? ORDER BY place", (rules(),)
    )
    return [name for (name,) in rows]


def unlist(connection: Connection, names: Iterable[str]) -> None:
    connection.executemany("DELETE FROM segments WHERE name = ?", [(name,) for name in names])


def unlist_outdated(connection: Connection) -> None:
    """Those made by other rules than today's."""
    connection.execute("DELETE FROM segments WHERE rules != ?", (rules(),))


def _list(connection: Connection, name: str, place: int) -> None:
    connection.execute("INSERT INTO segments VALUES (?, ?, ?)", (name, place, rules()))


def _held(name: str, segment: Segment) -> Held:
    numbers = tuple(int(segment.article_id(n)) for n in range(segment.article_count))
    return Held(name, segment, numbers)
