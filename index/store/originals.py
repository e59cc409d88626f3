"""The articles once more, in a file of their own: what a library is rebuilt from.

`articles.jsonl.gz` has a line of JSON for every article that was stored, with its text, and for
every one that is found no more, in their order; whoever has no SaidWho reads it with `zcat`. Each
line is a gzip member with a checksum of its own, so that damage costs the lines that it hits.

Lines are forced to disk before the transaction that they belong to is committed, and the
database knows up to where the file is its own. What stands behind that was being added when the
process was killed, or has been lost by the database: it is added again.
"""

import json
import mmap
import os
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from secrets import token_hex
from sqlite3 import Connection
from typing import Any, Literal

from index.errors import LibraryError
from index.model import Article, Span

NAME = "articles.jsonl.gz"

Origin = Literal["seeds", "added"]

_HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00"  # how a member begins, without a name or a time
_PIECE = 1 << 16
_LEVEL = 6
_GZIP = 31  # zlib's number for its form


@dataclass(frozen=True, slots=True)
class Stored:
    """An article was stored under a number, from the seeds or not, at that time (UTC)."""

    number: int
    article: Article
    origin: Origin
    added: str


@dataclass(frozen=True, slots=True)
class Retired:
    """An article is found no more: it was replaced, or removed."""

    number: int
    state: Literal["replaced", "removed"]


@dataclass(frozen=True, slots=True)
class Moved:
    """The folder of the seeds is called so from here on."""

    folder: str


@dataclass(frozen=True, slots=True)
class Finished:
    """What stands before it was one transaction, and made this edition. The last transaction may
    lack it: it was being written when the process was killed."""

    edition: int


@dataclass(frozen=True, slots=True)
class Gap:
    """Bytes that are not as they were written."""

    size: int


@dataclass(frozen=True, slots=True)
class Written:
    """Whose a file is, by what its first line says, and up to where it is theirs; whether it was
    written to forget what an older one holds."""

    token: str
    size: int
    forgets: bool = False


Entry = Stored | Retired | Moved
Line = Entry | Finished | Gap


class Originals:
    """The file of a library in a folder; without a folder there is none. For who alone writes to
    the library, but for `lines`."""

    def __init__(self, folder: Path | None) -> None:
        self.path = folder / NAME if folder else None

    def put(self, connection: Connection, entries: Iterable[Entry], edition: int) -> None:
        """Write what a transaction has done, and tell the database; the last thing in it.
        LibraryError where the disk is full: then the transaction is not to be committed."""
        known = _known(connection)
        if self.path is None or known is None:
            return  # written as a whole by whoever finds that there is none
        raw = b"".join(map(_packed, (*entries, Finished(edition))))
        try:
            with self.path.open("r+b") as file:
                file.truncate(known.size)  # what a transaction that failed has left
                file.seek(known.size)
                file.write(raw)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise self._unwritten(error) from error
        know(connection, replace(known, size=known.size + len(raw)))

    def cut(self, connection: Connection) -> None:
        """Take away what the database does not know of: what a transaction that failed has
        written."""
        known = _known(connection)
        if self.path and known and self.size() > known.size:
            os.truncate(self.path, known.size)

    def write(self, entries: Iterable[Entry], edition: int) -> Written:
        """Write all anew, under a name of its own. `know` and, when that is committed, `settle`
        are to follow. `entries` make the library as it is now."""
        token, size = token_hex(8), 0
        if self.path is None:
            return Written(token, size)
        try:
            with self._fresh(token).open("xb") as file:
                self._fresh(token).chmod(0o600)
                for line in (token, *entries, Finished(edition)):
                    size += file.write(_packed(line))
                file.flush()
                os.fsync(file.fileno())
        except BaseException as error:
            self._fresh(token).unlink(missing_ok=True)
            if isinstance(error, OSError):
                raise self._unwritten(error) from error
            raise
        return Written(token, size)

    def found(self) -> Written:
        """The file as it is there."""
        return Written(self.token(), self.size())

    def settle(self, connection: Connection, aside: str) -> None:
        """Give what was written anew, and the database knows of, its name. The file that had it
        before is kept with `aside` behind its name, unless it holds what is to be forgotten."""
        known = _known(connection)
        if self.path is None or known is None:
            return
        fresh = self._fresh(known.token)
        if fresh.is_file():
            if self.path.exists() and not known.forgets:
                self.path.rename(self.path.with_name(f"{NAME}.{aside}"))
            fresh.replace(self.path)
        for left in self.path.parent.glob(f"{NAME}.*{_UNSETTLED}"):
            left.unlink()

    def missing(self, connection: Connection) -> bool:
        """Whether it has to be written anew: it is not there, not of this library, or cut short."""
        known = _known(connection)
        return self.path is not None and (
            known is None or self.token() != known.token or self.size() < known.size
        )

    def unknown(self, connection: Connection) -> bool:
        """Whether the database knows of none, as that of an earlier version does."""
        return self.path is not None and _known(connection) is None

    def behind(self, connection: Connection) -> int | None:
        """From where on there are lines of which the database does not know; None for nowhere."""
        known = _known(connection)
        if self.path is None or known is None or self.token() != known.token:
            return None
        return known.size if self.size() > known.size else None

    def size(self) -> int:
        try:
            return self.path.stat().st_size if self.path else 0
        except OSError:
            return 0

    def token(self) -> str:
        """What its first line says whose it is; empty where it cannot be read."""
        first, _ = next(self._read(0), ({}, 0))
        return str(first.get("library", "")) if isinstance(first, dict) else ""

    def lines(self, start: int = 0) -> Iterator[Line]:
        """All that can be read, in order, and where something cannot."""
        return (line for line, _ in self._lines(start))

    def finished(self, start: int) -> Iterator[tuple[list[Entry], int]]:
        """The transactions from there on that were written to their ends, and these."""
        entries: list[Entry] = []
        for line, end in self._lines(start):
            if isinstance(line, Gap):
                return
            if isinstance(line, Finished):
                yield entries, end
                entries = []
            else:
                entries.append(line)

    def _lines(self, start: int) -> Iterator[tuple[Line, int]]:
        for line, end in self._read(start):
            if isinstance(line, Gap):
                yield line, end
            elif "library" not in line:
                yield _line(line), end

    def _read(self, start: int) -> Iterator[tuple[dict[str, Any] | Gap, int]]:
        if self.size() <= start:
            return
        assert self.path is not None
        with (
            self.path.open("rb") as file,
            mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as raw,
        ):
            while start < len(raw):
                member = _member(raw, start)
                if member is not None:
                    text, start = member
                    yield json.loads(text.decode("utf-8", "surrogatepass")), start
                    continue
                following = raw.find(_HEAD, start + 1)
                following = len(raw) if following < 0 else following
                yield Gap(following - start), following
                start = following

    def _fresh(self, token: str) -> Path:
        assert self.path is not None
        return self.path.with_name(f"{NAME}.{token}{_UNSETTLED}")

    def _unwritten(self, error: OSError) -> LibraryError:
        return LibraryError(
            f"{self.path} cannot be written ({error.strerror}); what was being added is not kept, "
            "all else is. Free some space and add it again."
        )


_UNSETTLED = ".new"


def _member(raw: mmap.mmap, start: int) -> tuple[bytes, int] | None:
    """What the member that begins there says, and where it ends; None where it is damaged."""
    unpacking, at, pieces = zlib.decompressobj(_GZIP), start, []
    try:
        while not unpacking.eof and at < len(raw):
            piece = raw[at : at + _PIECE]
            pieces.append(unpacking.decompress(piece))
            at += len(piece)
    except zlib.error:
        return None
    return (b"".join(pieces), at - len(unpacking.unused_data)) if unpacking.eof else None


def _packed(line: Entry | Finished | str) -> bytes:
    match line:
        case str():
            said: dict[str, Any] = {"library": line}
        case Stored():
            article, body = line.article, line.article.body
            said = {
                "number": line.number,
                "id": article.id,
                "path": article.path,
                "published": article.published.isoformat() if article.published else None,
                "title": article.title,
                "outlet": article.outlet,
                "url": article.url,
                "language": article.language,
                "body": [body.start, body.end] if body else None,
                "origin": line.origin,
                "added": line.added,
                "sha256": article.digest,
                "text": article.text,
            }
        case Retired():
            said = {"number": line.number, "state": line.state}
        case Moved():
            said = {"seeds": line.folder}
        case Finished():
            said = {"edition": line.edition}
    written = json.dumps(said, ensure_ascii=False).encode("utf-8", "surrogatepass")
    packing = zlib.compressobj(_LEVEL, zlib.DEFLATED, _GZIP)
    return packing.compress(written + b"\n") + packing.flush()


def _line(said: dict[str, Any]) -> Entry | Finished:
    if "edition" in said:
        return Finished(said["edition"])
    if "seeds" in said:
        return Moved(said["seeds"])
    if "state" in said:
        return Retired(said["number"], said["state"])
    day, body = said["published"], said["body"]
    article = Article(
        id=said["id"],
        text=said["text"],
        body=Span(*body) if body else None,
        path=said["path"],
        published=date.fromisoformat(day) if day else None,
        title=said["title"],
        outlet=said["outlet"],
        url=said["url"],
        language=said["language"],
    )
    return Stored(said["number"], article, said["origin"], said["added"])


def know(connection: Connection, written: Written) -> None:
    """Tell the database what of the file is its own."""
    value = f"{written.token} {written.size} {int(written.forgets)}"
    connection.execute("INSERT OR REPLACE INTO state VALUES ('originals', ?)", (value,))


def _known(connection: Connection) -> Written | None:
    row = connection.execute("SELECT value FROM state WHERE key = 'originals'").fetchone()
    if row is None:
        return None
    token, size, forgets = row[0].split(" ")
    return Written(token, int(size), forgets == "1")
