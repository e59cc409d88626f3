"""A library put right, whatever became of its files.

Articles come from `originals`, or from what of the database can be read; what people chose, row
by row, from the database. Nothing damaged is deleted: it is kept under another name. What is
built anew takes the place of what was there when it is complete, in one step.
"""

import os
import shutil
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from sqlite3 import Connection, Error

from index.errors import DamagedLibraryError, LibraryError
from index.store import choices
from index.store.changes import changing, grouped, merged, standing
from index.store.choices import NAME as CHOICES
from index.store.database import DAMAGED, NAME, PATIENCE, SEGMENTS, Database, locked
from index.store.inspecting import read_through
from index.store.looking import NEWER, fault, looking
from index.store.originals import NAME as ORIGINALS
from index.store.originals import (
    Entry,
    Finished,
    Gap,
    Moved,
    Originals,
    Stored,
    know,
)
from index.store.replaying import agreed, damaged, ready, replayed
from index.store.wreck import Rows, Wreck

REBUILDING = "rebuilding"
"""Where the library is built anew."""

_UNTOLD = 1_000
"""Editions that the database may have made of which `originals` does not know."""

Told = Callable[[], None]


def needed(folder: Path) -> bool:
    """Whether damage was met, or the database is gone while there are originals."""
    gone = (folder / ORIGINALS).is_file() and not _size(folder / NAME)
    return gone or (folder / DAMAGED).exists()


def mended(folder: Path, told: Told = lambda: None) -> list[str]:
    """Look at everything in a library, and put right what is not as it was written; a sentence
    for each thing that was not. `told` hears of each article that is annotated for it.

    BusyLibraryError where another process writes; LibraryError where it was written by a newer
    saidwho, or the disk is full: then all is as it was.
    """
    said: list[str] = []
    with locked(folder, PATIENCE):
        if wrong := _wrong(folder):
            said += _built_anew(folder, wrong, told)
    try:
        said += _looked_through(folder)
    except DamagedLibraryError as error:
        with locked(folder, PATIENCE):
            said += _built_anew(folder, f"is damaged ({error.__cause__ or error})", told)
        said += _looked_through(folder)
    (folder / DAMAGED).unlink(missing_ok=True)
    return said


def _looked_through(folder: Path) -> list[str]:
    database = Database(folder)
    try:
        with database.alone():
            return [*read_through(database), *agreed(database, whole=True)]
    finally:
        database.close()


# A database that cannot be read


def _wrong(folder: Path) -> str:
    """What is wrong with the database, as it is told of it; empty where it is sound.
    LibraryError where it was written by a newer saidwho: nothing is wrong with it."""
    if not _size(folder / NAME):
        return "is missing or empty"
    try:
        with looking(folder / NAME) as connection:
            wrong = fault(connection)
            if wrong == NEWER:
                raise LibraryError(f"{folder / NAME} {wrong}.")
            return wrong
    except Error as error:
        return f"is damaged ({error})"


def _built_anew(folder: Path, wrong: str, told: Told) -> list[str]:
    path, aside, fresh = folder / NAME, damaged(), folder / REBUILDING
    originals = Originals(folder)
    shutil.rmtree(fresh, ignore_errors=True)
    new = Database(fresh)
    with ExitStack() as open_:
        wreck, copy = (_seen(open_, one) for one in (path, folder / CHOICES))
        story = _Story(originals, wreck)
        _tell_again(new, story, told)
        said = [f"{path} {wrong}. {story}"]
        with new.writing() as connection:
            said += _bring_over(connection, wreck, copy)
            latest = max(story.edition, wreck.edition() if wreck else 0) + _UNTOLD
            connection.execute("UPDATE state SET value = ? WHERE key = 'edition'", (latest,))
        with new.reading() as connection:
            written = (
                originals.found()
                if story.sound and originals.size()
                else originals.write(standing(connection), latest)
            )
        with new.writing() as connection:
            know(connection, written)
    new.close()
    if path.is_file():
        said[0] += f" The damaged file is kept as {NAME}.{aside}."
    _put_in_place(folder, fresh, aside)
    return said


class _Story:
    """All that was done to the articles, as far as it can be read, in an order in which it can
    be done again."""

    def __init__(self, originals: Originals, wreck: Wreck | None) -> None:
        self.sound = True
        """Whether `originals` hold all of it."""
        self.edition = self.stored = 0
        self.lost: list[str] = []
        self._originals = originals
        self._wreck = wreck

    def __iter__(self) -> Iterator[Entry]:
        seen = {line.number for line in self._originals.lines() if isinstance(line, Stored)}
        if self._wreck and (folder := self._wreck.seeds()):
            yield Moved(folder)
        # What stands in the library comes last, for it takes the place of what had its id before.
        only_there = list(self._of_wreck(seen))
        yield from (entry for pair in only_there if len(pair) > 1 for entry in pair)
        for line in self._originals.lines():
            if isinstance(line, Gap):
                self.sound = False
            elif isinstance(line, Finished):
                self.edition = max(self.edition, line.edition)
            else:
                self.stored += isinstance(line, Stored)
                yield line
        yield from (entry for pair in only_there if len(pair) == 1 for entry in pair)

    def _of_wreck(self, seen: Container[int]) -> Iterator[Sequence[Entry]]:
        """What stands in the database alone."""
        if self._wreck is None:
            return
        for number in self._wreck.numbers():
            if number in seen:
                continue
            found = self._wreck.article(number)
            if found:
                self.stored += 1
                self.sound = False
                yield found
            elif name := self._wreck.named(number):
                self.lost.append(name)

    def __str__(self) -> str:
        told = f"{self.stored:,} articles have been brought back."
        if self.lost:
            return f"{told} Lost, to be added again: {', '.join(self.lost)}."
        if not self.sound:
            return f"{told} {ORIGINALS} was damaged or missing, too, so there may have been more."
        return told


def _tell_again(database: Database, story: Iterable[Entry], told: Told) -> None:
    for group in grouped(ready(story)):
        with changing(database) as change:
            for entry, one in group:
                replayed(change, entry, one)
                told()
        merged(database)


def _seen(open_: ExitStack, path: Path) -> Wreck | None:
    if not path.is_file():
        return None
    with suppress(Error):
        return Wreck(open_.enter_context(looking(path)))
    return None


def _bring_over(connection: Connection, wreck: Wreck | None, copy: Wreck | None) -> list[str]:
    """What people chose and did, into the new database, from the old one or, where that cannot
    be read, from the copy; which tables those are, in a sentence."""
    copied, lost = [], []
    for table in choices.tables(connection):
        found = wreck.rows(table) if wreck else None
        if found is None or not found.whole:
            before = copy.rows(table) if copy else None
            if before is None or not (_filled(connection, before) and before.whole):
                lost.append(table)
            elif before.rows:
                copied.append(table)
        if found and not _filled(connection, found):
            lost.append(table)
    said = []
    if copied:
        said.append(
            f"Of {', '.join(copied)}, not all could be read: the rest is as it was when "
            f"{CHOICES} was written last. Look at who may ask: /members."
        )
    if lost:
        said.append(f"Of {', '.join(dict.fromkeys(lost))}, something may be lost.")
    return said


def _filled(connection: Connection, found: Rows) -> bool:
    """Put rows into the table of their name; whether all could be put."""
    places = ", ".join("?" * len(found.columns))
    columns = ", ".join(f'"{column}"' for column in found.columns)
    into = f'INSERT OR REPLACE INTO "{found.table}" ({columns}) VALUES ({places})'  # noqa: S608
    every = True
    for row in found.rows:
        try:
            connection.execute(into, row)
        except Error:
            every = False
    return every


def _put_in_place(folder: Path, fresh: Path, aside: str) -> None:
    (folder / SEGMENTS).mkdir(mode=0o700, exist_ok=True)
    if (fresh / SEGMENTS).is_dir():
        for segment in (fresh / SEGMENTS).iterdir():
            segment.rename(folder / SEGMENTS / segment.name)
    path = folder / NAME
    if path.is_file():
        kept = path.with_name(f"{NAME}.{aside}")
        try:
            os.link(path, kept)
        except OSError:  # a file system without links: for a moment there is no database
            path.rename(kept)
    for suffix in ("-wal", "-shm"):  # lest it be taken for that of the new database
        beside = path.with_name(NAME + suffix)
        if beside.exists():
            beside.rename(path.with_name(f"{NAME}.{aside}{suffix}"))
    (fresh / NAME).replace(path)
    shutil.rmtree(fresh, ignore_errors=True)


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0
