"""PDF files, read by pypdf: where text stands on the pages, and from that its paragraphs.

A PDF file is a drawing of letters. What cannot be told for sure is left out and said: pages
whose letters stand for nothing, pages whose columns cannot be told apart. The dates in a file are
those of its making, so its article is undated.
"""

import io
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from index.errors import ArticleError
from index.reading.document import Complaint, Document, document_of
from index.reading.layout import Line, paragraphs, without_furniture
from index.reading.raw import Raw

LARGEST_BYTES = 30_000_000
MOST_PAGES = 500

_UNREADABLE = re.compile("[\x00-\x08\x0e-\x1f\ue000-\uf8ff\ufffd]|/?\\(?cid:\\d+\\)?")
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0x7F: "•"}
_WIDEST_LETTER = 0.75  # of the letters' size, on average over a run
_NOTED = re.compile(r"(?:[^\W\d_]{4}|\d|[.,;:!?\"'”’»)])\s*$")  # before the number of a footnote
_WORDS_OF_PROSE = 3  # cells of tables have fewer, and stand apart as they are
_GUTTER = 1.5  # times the letters' size; more white space within a line is between columns


def read(raw: Raw) -> Iterator[Document | Complaint]:
    """One article, with a complaint for what of it could not be read."""
    from pypdf import PdfReader  # noqa: PLC0415 - only those who read PDF files wait for it
    from pypdf.errors import PyPdfError  # noqa: PLC0415

    data = raw.whole(LARGEST_BYTES)
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise ArticleError(f"{raw.origin}: protected by a password; left out. Save it without.")
        if len(reader.pages) > MOST_PAGES:
            raise ArticleError(
                f"{raw.origin}: {len(reader.pages):,} pages, more than the {MOST_PAGES} that are "
                "read; left out. Cut it into articles."
            )
        pages = [_lines(page, number) for number, page in enumerate(reader.pages, start=1)]
        title = reader.metadata.title if reader.metadata else None
    except PyPdfError as error:
        raise ArticleError(f"{raw.origin}: a damaged PDF file ({error}); left out.") from None
    complaints = []
    for number, lines in enumerate(pages, start=1):
        fault = _fault(lines)
        if fault:
            lines.clear()
            complaints.append(Complaint(f"{raw.origin}, page {number}: {fault}; left out."))
    found = paragraphs(without_furniture(pages))
    title = _shown(title, found)
    if found and found[0] == title:
        del found[0]  # as in a .txt file, where it stands in the header
    if found or not complaints:
        yield document_of("\n\n".join(found), raw.origin, title=title, url=raw.url)
        yield Complaint(
            f"{raw.origin}: a PDF file does not say when it was published; the article is taken "
            "as undated.",
            lost=False,
        )
    yield from complaints


def _lines(page: Any, number: int) -> list[Line]:
    """The lines of a page, in the order of the file; one with a gutter gives two."""
    lines: list[Line] = []
    runs: list[tuple[str, float, float, float]] = []

    def finish() -> None:
        text = " ".join(_clean("".join(run[0] for run in runs)).split())
        if text:
            first = next(run for run in runs if run[0].strip())
            lines.append(Line(text, *first[1:], page=number))
        runs.clear()

    def visit(text: str, outer: Any, inner: Any, _font: Any, size: float) -> None:
        if not text:
            return
        x = inner[4] * outer[0] + inner[5] * outer[2] + outer[4]
        y = inner[4] * outer[1] + inner[5] * outer[3] + outer[5]
        scale = abs(inner[3] * outer[3]) or 1.0
        if runs and _is_gutter(runs[-1], x, y):
            finish()
        if runs and _is_footnote(runs[-1], text, size * scale):
            text = text.replace(text.strip(), "")
        for count, piece in enumerate(text.split("\n")):
            if count:
                finish()
            if piece:
                runs.append((piece, x, y, size * scale))

    page.extract_text(visitor_text=visit)
    finish()
    return lines


def _is_gutter(run: tuple[str, float, float, float], x: float, y: float) -> bool:
    text, start, height, size = run
    return abs(height - y) < size / 2 and x - start > (len(text) * _WIDEST_LETTER + _GUTTER) * size


def _is_footnote(run: tuple[str, float, float, float], text: str, size: float) -> bool:
    """Whether a small number stands behind a word, a year or a stop; "m" and "2" are one."""
    return size < run[3] * 0.85 and text.strip().isdigit() and bool(_NOTED.search(run[0]))


def _clean(text: str) -> str:
    return _UNREADABLE.sub("\ufffd", text).translate(_LIGATURES)


def _fault(lines: list[Line]) -> str | None:
    """Why a page cannot be quoted; None where it can."""
    text = "".join(line.text for line in lines)
    if not text:
        return "no text, perhaps a scan; have its text recognised first"
    if text.count("\ufffd") * 50 > len(text):
        return "its letters have no meaning in the file; have its text recognised first"
    side_by_side = sum(
        abs(above.y - line.y) < line.size / 2
        and all(len(part.text.split()) >= _WORDS_OF_PROSE for part in (above, line))
        for above, line in pairwise(lines)
    )
    if side_by_side * 4 > len(lines):
        return "columns that cannot be told apart; copy its text into a .txt file"
    return None


def _shown(title: str | None, found: list[str]) -> str | None:
    """The title in the file's data if it is one that readers see: often it is a file's name."""
    line = " ".join((title or "").split())
    return line if line and any(line in paragraph for paragraph in found[:5]) else None
