"""What people add, in whatever form, as documents that can be stored.

`documents` is the way in. What it needs of foreign libraries is imported when it is needed.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from index.errors import ArticleError
from index.reading import sources
from index.reading.confinement import Confinement
from index.reading.document import Complaint, Document, article_in, document_of, stored_form
from index.reading.kinds import KINDS, by_content, by_suffix
from index.reading.raw import Raw

__all__ = [
    "Complaint",
    "Document",
    "article_in",
    "document_of",
    "documents",
    "documents_in",
    "stored_form",
]

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)


def documents(source: str | Path, *, fetch: bool = False) -> Iterator[Document | Complaint]:
    """The articles in a file, in a folder, behind an address, or "-" for standard input.

    One after the other, as they are read; each thing amiss is a Complaint and the others are
    read. `fetch` allows addresses; without it one is refused, and nothing is sent anywhere. Never
    raises for what is read; close the iterator to stop early. Not to be called where an event
    loop runs: fetching runs its own.
    """
    with Confinement() as confinement:
        try:
            if str(source) == "-":
                yield from _sniffed("standard input", sources.standard_input(), confinement)
            elif isinstance(source, str) and _ADDRESS.match(source):
                yield from _fetched(source, confinement, allowed=fetch)
            elif Path(source).is_dir():
                yield from _folder(Path(source), confinement)
            else:
                yield from _file(Path(source), confinement, named=True)
        except ArticleError as error:
            yield Complaint(str(error))


def documents_in(name: str, data: bytes) -> Iterator[Document | Complaint]:
    """The articles in a file that is no file here: by its name, and what it holds. As `documents`
    in all else."""
    with Confinement() as confinement:
        try:
            yield from _of_name(Path(name).suffix, Raw(name, BytesIO(data)), confinement)
        except ArticleError as error:
            yield Complaint(str(error))


def _fetched(
    address: str, confinement: Confinement, *, allowed: bool
) -> Iterator[Document | Complaint]:
    if not allowed:
        raise ArticleError(
            f"{address}: addresses are not fetched unless SAIDWHO_FETCH=true; left out. "
            "Set it, or save the page and add the file."
        )
    from index.reading.fetching import fetched  # noqa: PLC0415 - httpx is for those who fetch

    found = fetched(address)
    raw = Raw(found.url, BytesIO(found.data), url=found.url, charset=found.charset)
    yield from _read(found.kind, raw, confinement)


def _folder(folder: Path, confinement: Confinement) -> Iterator[Document | Complaint]:
    for found in sources.files(folder):
        if isinstance(found, Complaint):
            yield found
            continue
        try:
            if by_suffix(found.suffix) is None:
                known = ", ".join(suffix for kind in KINDS.values() for suffix in kind.suffixes)
                raise ArticleError(f"{found}: not a kind of file that is read ({known}); left out.")
            yield from _file(found, confinement, named=False)
        except ArticleError as error:
            yield Complaint(str(error))


def _file(path: Path, confinement: Confinement, *, named: bool) -> Iterator[Document | Complaint]:
    with sources.opened(path, named=named) as stream:
        yield from _of_name(path.suffix, Raw(path.as_posix(), stream), confinement)


def _of_name(suffix: str, raw: Raw, confinement: Confinement) -> Iterator[Document | Complaint]:
    kind = by_suffix(suffix)
    if kind is None or suffix.lower() == ".xml":
        yield from _sniffed(raw.origin, raw.stream, confinement)
    else:
        yield from _read(kind, raw, confinement)


def _sniffed(
    origin: str, stream: BinaryIO, confinement: Confinement
) -> Iterator[Document | Complaint]:
    head, whole = sources.begun(stream)
    yield from _read(by_content(head), Raw(origin, whole), confinement)


def _read(kind: str, raw: Raw, confinement: Confinement) -> Iterator[Document | Complaint]:
    if KINDS[kind].confined:
        yield from confinement.read(kind, raw)
    else:
        yield from KINDS[kind].reader(raw)
