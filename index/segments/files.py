"""Segments on disk: a folder with a file for each array, and a list of them, written last.

A segment appears whole or not at all: it is written under another name, forced to disk, and
then renamed. Nothing is ever changed afterwards, so readers map the files and need no lock.
"""

import json
import mmap
import os
import shutil
import sys
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

from index.errors import DamagedSegmentError
from index.segments.segment import ARRAYS, Array, Segment

VERSION = 1
LIST = "arrays.json"
UNFINISHED = ".unfinished"
"""How the name of a segment ends while it is being written; what a kill leaves behind."""

_BLOCK = 1 << 20


class SegmentWriter:
    """Takes a segment's arrays in pieces; `finish` makes the folder appear at `path`."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._folder = path.with_name(f"{path.name}.{os.getpid()}{UNFINISHED}")
        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir(parents=True)
        self._files: dict[str, BinaryIO] = {}
        self._listed: dict[str, dict[str, Any]] = {}

    def append(self, name: str, piece: Array) -> None:
        kind = piece.dtype.newbyteorder("<")
        if name not in self._files:
            self._files[name] = (self._folder / name).open("wb")
            self._listed[name] = {"type": kind.str.replace("|", "<"), "length": 0, "crc": 0}
        raw = np.ascontiguousarray(piece, kind).data.cast("B") if len(piece) else b""
        self._files[name].write(raw)
        about = self._listed[name]
        about["length"] += len(piece)
        about["crc"] = zlib.crc32(raw, about["crc"])

    def finish(self) -> Segment:
        """The segment, mapped from its files. OSError where the disk is full, as ever."""
        with ThreadPoolExecutor() as pool:  # forced to disk together, they take the time of a few
            list(pool.map(_force, self._files.values()))
        listed = json.dumps({"version": VERSION, "arrays": self._listed}, sort_keys=True)
        with (self._folder / LIST).open("wb") as file:
            file.write(f"{listed}\n{zlib.crc32(listed.encode())}\n".encode())
            file.flush()
            os.fsync(file.fileno())
        _sync_folder(self._folder)
        self._folder.rename(self._path)
        _sync_folder(self._path.parent)
        return open_segment(self._path)

    def discard(self) -> None:
        """Leave nothing behind; for when writing failed."""
        for file in self._files.values():
            file.close()
        shutil.rmtree(self._folder, ignore_errors=True)


def write_segment(segment: Segment, path: Path) -> Segment:
    """Write a segment to `path`, a folder that must not be there; the same, mapped from there.

    OSError where the disk is full or the folder is there; then nothing is left behind.
    """
    writer = SegmentWriter(path)
    try:
        for name in ARRAYS:
            writer.append(name, segment.arrays[name])
        return writer.finish()
    except BaseException:
        writer.discard()
        raise


def open_segment(path: Path) -> Segment:
    """Map a segment; DamagedSegmentError where it is cut short or its list is not as written.

    Takes milliseconds, whatever its size: the arrays are not read. `check_segment` reads them.
    """
    arrays = {}
    for name, kind, length in _list_of(path):
        file = path / name
        try:
            if file.stat().st_size != length * kind.itemsize:
                raise _damaged(path, f"{name} is cut short")
            arrays[name] = _mapped(file, kind) if length else np.empty(0, kind)
        except OSError as error:  # removed at this moment, too: of segments that were merged
            raise _damaged(path, f"{name} is missing") from error
    try:
        return Segment(arrays)
    except (IndexError, ValueError) as error:
        raise _damaged(path, "its arrays do not fit together") from error


def check_segment(path: Path) -> None:
    """Read all of a segment; DamagedSegmentError where any byte is not as it was written."""
    about = _read_list(path)["arrays"]
    for name, kind, length in _list_of(path):
        crc = size = 0
        with (path / name).open("rb") as file:
            while block := file.read(_BLOCK):
                crc, size = zlib.crc32(block, crc), size + len(block)
        if crc != about[name]["crc"] or size != length * kind.itemsize:
            raise _damaged(path, f"{name} is not as it was written")


def remove_unfinished(folder: Path) -> None:
    """Remove what writers that were killed have left; for who alone writes to the folder."""
    for path in folder.glob(f"*{UNFINISHED}"):
        shutil.rmtree(path, ignore_errors=True)


def _read_list(path: Path) -> dict[str, Any]:
    try:
        listed, crc, _ = (path / LIST).read_bytes().decode().split("\n")
        if int(crc) != zlib.crc32(listed.encode()):
            raise ValueError(crc)
        read: dict[str, Any] = json.loads(listed)
    except (OSError, ValueError) as error:
        raise _damaged(path, f"{LIST} cannot be read") from error
    if read.get("version") != VERSION:
        raise _damaged(path, f"it has format {read.get('version')}, not {VERSION}")
    return read


def _list_of(path: Path) -> Iterator[tuple[str, "np.dtype[Any]", int]]:
    listed = _read_list(path)["arrays"]
    for name, kinds in ARRAYS.items():
        about = listed.get(name, {})
        if about.get("type") not in kinds:
            raise _damaged(path, f"{LIST} says nothing of {name}")
        yield name, np.dtype(about["type"]), about["length"]


def _mapped(file: Path, kind: "np.dtype[Any]") -> Array:
    with file.open("rb") as opened:
        raw = mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ)
    return np.frombuffer(raw, kind)


def _force(file: BinaryIO) -> None:
    """Close a file when what was written to it is on the disk."""
    file.flush()
    os.fsync(file.fileno())
    file.close()


def _damaged(path: Path, what: str) -> DamagedSegmentError:
    return DamagedSegmentError(f"The index {path} is damaged: {what}. Build it anew.")


def _sync_folder(folder: Path) -> None:
    if sys.platform == "win32":
        return  # folders cannot be opened there
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
