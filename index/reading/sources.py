"""Files, folders and standard input: the only reader of the disk among the readers."""

import io
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from index.corpus import walked
from index.errors import ArticleError
from index.reading.document import Complaint


def files(folder: Path) -> Iterator[Path | Complaint]:
    """The files below a folder, sorted; hidden ones are passed over, links out of it refused."""
    inside = folder.resolve()
    for found in walked(folder):
        if isinstance(found, str):
            yield Complaint(found)
        elif not found.is_symlink():
            yield found
        elif not found.resolve().is_relative_to(inside):
            yield Complaint(f"{found}: a link out of the folder; not followed.")
        # Otherwise what it links to is found where it stands.


@contextmanager
def opened(path: Path, *, named: bool) -> Iterator[BinaryIO]:
    """The bytes of a file. `named` by a person: links are followed, and a pipe is waited for.

    Raises ArticleError where it cannot be opened, or is no file.
    """
    flags = os.O_RDONLY if named else os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK
    try:
        descriptor = os.open(path, flags | getattr(os, "O_CLOEXEC", 0))
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = error.strerror if isinstance(error, OSError) else "no such name can be"
        raise ArticleError(f"{path}: cannot be read ({reason}); left out.") from None
    with os.fdopen(descriptor, "rb") as stream:
        mode = os.fstat(descriptor).st_mode
        if not (stat.S_ISREG(mode) or (named and stat.S_ISFIFO(mode))):
            raise ArticleError(f"{path}: not a regular file; left out.")
        yield stream


def standard_input() -> BinaryIO:
    return sys.stdin.buffer


def begun(stream: BinaryIO, size: int = 4_096) -> tuple[bytes, BinaryIO]:
    """How a stream begins, and a stream that gives all of it."""
    head = b""
    while len(head) < size and (piece := stream.read(size - len(head))):
        head += piece
    return head, io.BufferedReader(_Rejoined(head, stream))


class _Rejoined(io.RawIOBase):
    """The bytes that were read to look at them, then the rest."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head, self._rest = head, rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        size = len(buffer)
        piece, self._head = self._head[:size], self._head[size:]
        piece = piece or self._rest.read(size)
        buffer[: len(piece)] = piece
        return len(piece)
