"""The segments of a library: which there are, their files, and few of them rather than many.

Which segments there are stands in the database, so that an article and its place in the index
appear together. Files that are not listed there are what a kill left behind, or segments that
were merged; they are removed by whoever writes next. A segment holds articles by their numbers,
and is never told which of them are gone: those that do not stand in the library any more.
"""

import shutil
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from sqlite3 import Connection
from threading import Lock

from index.counting import ArticleTerms
from index.errors import DamagedSegmentError, LibraryError
from index.segments import (
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
class Listing:
    """A segment of which the database knows, and the rules by which its articles are annotated."""

    name: str
    rules: str
    place: int


@dataclass(frozen=True, slots=True)
class Held:
    """A segment as it is listed, and the numbers of the articles in it, in their order."""

    listing: Listing
    segment: Segment
    numbers: tuple[int, ...]

    def part(self, current: Mapping[int, str]) -> Part:
        """The segment less what does not stand in the library any more, or is annotated by
        other rules by now; `current`: the rules for each article's number."""
        gone = (place for place, one in enumerate(self.numbers) if not self._stands(one, current))
        return Part(self.segment, frozenset(gone))

    def standing(self, current: Mapping[int, str]) -> list[int]:
        """The numbers of the articles of which `part` is made."""
        return [number for number in self.numbers if self._stands(number, current)]

    def _stands(self, number: int, current: Mapping[int, str]) -> bool:
        return current.get(number) == self.listing.rules


@dataclass(frozen=True, slots=True)
class Merger:
    """Segments that are worth merging, what of them is living, and how many passages that is;
    `empty`: those of which nothing is living any more."""

    merged: tuple[Listing, ...]
    parts: tuple[Part, ...]
    empty: tuple[Listing, ...]

    @property
    def passages(self) -> int:
        return sum(part.passage_count for part in self.parts)


class Segments:
    """The segments in a folder; without one, in memory. Any number of threads may open them."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._held: dict[str, Held] = {}
        self._in_memory: dict[str, Segment] = {}
        self._guard = Lock()

    def open(self, listings: Iterable[Listing]) -> list[Held]:
        """DamagedSegmentError where one is not as it was written."""
        return [self._open(listing) for listing in listings]

    def put(self, connection: Connection, articles: Sequence[ArticleTerms], by: str) -> None:
        """Make a segment of articles annotated by these rules; it is there when the transaction
        is."""
        for part in build_parts(articles):
            name = self._written(part.segment)
            place = connection.execute("SELECT MAX(place) FROM segments").fetchone()[0]
            _list(connection, Listing(name, by, 1 + (place or 0)))

    def worth_merging(
        self, listings: Iterable[Listing], current: Mapping[int, str], factor: int
    ) -> Merger | None:
        """What is to be done next to keep them few; None where it is well as it is."""
        held = self.open(listings)
        parts = [(one, one.part(current)) for one in held]
        empty = tuple(one.listing for one, part in parts if not part.article_count)
        today = rules()  # the others get emptier and emptier by themselves
        living = [(o, p) for o, p in parts if p.article_count and o.listing.rules == today]
        worth = worth_merging([part for _, part in living], factor)
        if worth is None:
            return Merger((), (), empty) if empty else None
        merged, of = zip(*living[worth], strict=True)
        return Merger(tuple(one.listing for one in merged), tuple(of), empty)

    def merge(self, merger: Merger) -> str | None:
        """Make the segment of which `replace` tells the database; its name. None where the disk
        is full: nothing is lost, and whoever adds next tries again."""
        if self._folder is None:
            return self._written(merge(merger.parts))
        name = token_hex(8)
        try:
            merge_to(self._folder / name, merger.parts)
        except OSError:
            return None
        return name

    def replace(self, connection: Connection, merger: Merger, name: str | None) -> bool:
        """The merged segment takes the place of what it was made of; whether that was still
        there."""
        known = set(listed(connection))
        if not known.issuperset((*merger.merged, *merger.empty)):
            return False
        unlist(connection, [one.name for one in (*merger.merged, *merger.empty)])
        if name is not None:
            first = merger.merged[0]
            _list(connection, Listing(name, first.rules, first.place))
        return True

    def tidy(self, names: Collection[str]) -> None:
        """Remove the files of all segments but these. For who alone writes to the library."""
        with self._guard:
            for name in self._held.keys() - set(names):
                del self._held[name]  # whoever still reads it keeps it mapped
            for name in self._in_memory.keys() - set(names):
                del self._in_memory[name]
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
                self._in_memory[name] = segment
        else:
            try:
                write_segment(segment, self._folder / name)
            except OSError as error:
                raise LibraryError(
                    f"{self._folder} cannot be written ({error.strerror}); what was being added "
                    "is not kept, all else is. Free some space and add it again."
                ) from error
        return name

    def _open(self, listing: Listing) -> Held:
        name = listing.name
        with self._guard:
            held = self._held.get(name)
        if held is None:
            held = _held(listing, self._segment(name))
            with self._guard:
                self._held[name] = held
        return held

    def _segment(self, name: str) -> Segment:
        if self._folder is not None:
            return open_segment(self._folder / name)
        if name not in self._in_memory:
            raise DamagedSegmentError(f"The segment {name} is not in memory.")
        return self._in_memory[name]


def listed(connection: Connection) -> list[Listing]:
    """The segments, in their order."""
    rows = connection.execute("SELECT name, rules, place FROM segments ORDER BY place")
    return [Listing(*row) for row in rows]


def unlist(connection: Connection, names: Iterable[str]) -> None:
    connection.executemany("DELETE FROM segments WHERE name = ?", [(name,) for name in names])


def _list(connection: Connection, listing: Listing) -> None:
    connection.execute(
        "INSERT INTO segments (name, rules, place) VALUES (?, ?, ?)",
        (listing.name, listing.rules, listing.place),
    )


def _held(listing: Listing, segment: Segment) -> Held:
    numbers = tuple(int(segment.article_id(n)) for n in range(segment.article_count))
    return Held(listing, segment, numbers)
