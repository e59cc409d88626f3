"""The folder of seeds, brought into the library: what is new, changed, or gone there.

A file is read again only where its size or the time of its last change is another one; one that
was changed within seconds of being read is read again in any case, because it may have been
changed once more within the same tick of the clock.
"""

import json
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from sqlite3 import Connection

from index.corpus import empty_folder, id_below, missing_folder, read_file, same_text, text_files
from index.errors import ArticleError
from index.model import Article
from index.store import articles
from index.store.changes import Change, changing, grouped, merged, settled
from index.store.database import Database
from index.store.originals import Moved
from index.store.preparing import Prepared

_TICK = 2_000_000_000  # nanoseconds; of the coarsest clock of a file system
_UNSETTLED = -1  # no file was last changed then

Prepare = Callable[[Iterable[Article]], Iterator[Prepared]]
"""Annotates articles, in whichever order and on however many cores."""


@dataclass(frozen=True, slots=True)
class _File:
    """A file as it was when it was read last; `article` is None where it was left out."""

    size: int
    changed: int
    article: int | None = None
    complaints: tuple[str, ...] = ()


def synchronise(
    database: Database, folder: Path, prepare: Prepare, told: Callable[[], None] = lambda: None
) -> list[str]:
    """Bring a folder into the library; one sentence for each thing amiss in it.

    Where nothing changed, nothing is written and nobody waited for. NoArticlesError where
    neither the folder nor the library holds an article.
    """
    complaints: list[str] = []
    missing = missing_folder(folder)
    if missing is None:
        found = _brought(database, folder, _telling(prepare, told), complaints)
        complaints += [complaint for file in found.values() for complaint in file.complaints]
        missing = empty_folder(folder, complaints)
    with database.reading() as connection:
        if articles.any_current(connection):
            if not folder.is_dir() and _files(connection):
                complaints.append(f"{missing} Until then what it held is searched.")
            return complaints
    raise missing


def _telling(prepare: Prepare, told: Callable[[], None]) -> Prepare:
    def telling(found: Iterable[Article]) -> Iterator[Prepared]:
        for prepared in prepare(found):
            yield prepared
            told()

    return telling


def _brought(
    database: Database, folder: Path, prepare: Prepare, complaints: list[str]
) -> Mapping[str, _File]:
    paths = {path.relative_to(folder).as_posix(): path for path in text_files(folder, complaints)}
    with database.reading() as connection:
        known = _files(connection)
        moved = _folder(connection) != folder.as_posix()
    stale = [name for name, path in paths.items() if moved or _differs(path, known.get(name))]
    gone = known.keys() - paths.keys()
    if not (stale or gone or moved):
        return known
    with database.alone():
        with changing(database) as change:
            for name in gone:
                _remove(change, name, known[name])
            if moved:
                _moved(change, folder)
        read = _Reading(database, folder, {name: paths[name] for name in stale})
        for prepared in grouped(prepare(read.articles())):
            with changing(database) as change:
                for one in prepared:
                    read.put(change, one)
            merged(database)
        with changing(database) as change:
            read.finish(change)
        settled(database, len(stale))
    with database.reading() as connection:
        return _files(connection)


class _Reading:
    """Files on their way into the library."""

    def __init__(self, database: Database, folder: Path, paths: Mapping[str, Path]) -> None:
        self._database = database
        self._folder = folder
        self._paths = paths
        self._files: dict[str, _File] = {}
        self._waiting: dict[str, str] = {}  # names of files, by the ids that their articles get

    def articles(self) -> Iterator[Article]:
        """What is in the files and not yet in the library."""
        for name, path in self._paths.items():
            try:
                size, changed = _stat(path)
                article, remarks = read_file(path, id_below(path, self._folder))
            except (ArticleError, OSError) as error:
                self._files[name] = _File(*_stat(path), complaints=(str(error),))
                continue
            file = _File(size, changed, complaints=remarks)
            with self._database.reading() as connection:
                own = _files(connection, name).get(name)
                twin = articles.with_digest(connection, article.digest)
                if own and twin and own.article == twin.number:  # also where it was removed
                    self._files[name] = replace(file, article=twin.number)
                    continue
                held = own.article if own else None
                article = replace(
                    article, id=articles.free_id(connection, article.id, held, self._waiting)
                )
            self._files[name] = file
            self._waiting[article.id] = name
            yield article

    def put(self, change: Change, prepared: Prepared) -> None:
        """Store an article, unless there is one with its text, and what is known of its file."""
        name = self._waiting[prepared.article.id]
        if twin := change.twin(prepared.article):
            path = articles.read(change.connection, twin.number, twin.id).path
            left_out = same_text(self._paths[name], path)
            self._files[name] = replace(
                self._files[name], changed=_UNSETTLED, complaints=(left_out,)
            )
        else:
            number, _ = change.add(prepared, "seeds")
            _put(change.connection, name, replace(self._files.pop(name), article=number))

    def finish(self, change: Change) -> None:
        """Store what is known of the files without a new article; what they held is gone."""
        for name, file in self._files.items():
            before = _files(change.connection, name).get(name)
            if before and before.article and before.article != file.article:
                change.retire(before.article, "removed")
            _put(change.connection, name, file)


def _differs(path: Path, known: _File | None) -> bool:
    return (
        known is None or known.changed == _UNSETTLED or (known.size, known.changed) != _stat(path)
    )


def _stat(path: Path) -> tuple[int, int]:
    """Size and time of the last change; one that no file has where that was just now."""
    try:
        found = path.stat()
    except OSError:  # gone since it was listed
        return 0, _UNSETTLED
    settled = time.time_ns() - found.st_mtime_ns > _TICK
    return found.st_size, found.st_mtime_ns if settled else _UNSETTLED


def _files(connection: Connection, name: str | None = None) -> dict[str, _File]:
    """What is known of all files, or of one."""
    rows = connection.execute(
        "SELECT path, size, changed, article, complaints FROM files WHERE path = ?1 OR ?1 IS NULL",
        (None if name is None else articles.stored(name),),
    )
    return {
        articles.text(path): _File(size, changed, article, tuple(json.loads(complaints)))
        for path, size, changed, article, complaints in rows
    }


def _put(connection: Connection, name: str, file: _File) -> None:
    connection.execute(
        "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?)",
        (
            *(articles.stored(name), file.size, file.changed, file.article),
            json.dumps(file.complaints),
        ),
    )


def _remove(change: Change, name: str, file: _File) -> None:
    if file.article is not None and articles.is_current(change.connection, file.article):
        change.retire(file.article, "removed")
    change.connection.execute("DELETE FROM files WHERE path = ?", (articles.stored(name),))


def _folder(connection: Connection) -> str | None:
    """The folder as it was called when it was read last."""
    row = connection.execute("SELECT value FROM state WHERE key = 'seeds'").fetchone()
    return articles.text(row[0]) if row else None


def _moved(change: Change, folder: Path) -> None:
    """Where articles of the seeds are said to stand follows the folder's name."""
    move(change.connection, folder.as_posix())
    change.entries.append(Moved(folder.as_posix()))


def claim(connection: Connection, number: int, path: str) -> None:
    """An article is that of a file of the seeds, which is to be read again."""
    folder = _folder(connection)
    if folder and Path(path).is_relative_to(folder):
        name = Path(path).relative_to(folder).as_posix()
        _put(connection, name, _File(0, _UNSETTLED, number))


def move(connection: Connection, called: str) -> None:
    """The folder of the seeds is called so from now on."""
    before = _folder(connection)
    connection.execute(
        "INSERT OR REPLACE INTO state VALUES ('seeds', ?)", (articles.stored(called),)
    )
    if before not in (None, called):
        for name, file in _files(connection).items():
            path = articles.stored((Path(called) / name).as_posix())
            connection.execute(
                "UPDATE articles SET path = ? WHERE number = ?", (path, file.article)
            )
