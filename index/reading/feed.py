"""RSS and Atom feeds, read by feedparser: one article for each entry.

An entry's full content is taken where the feed has it, its summary otherwise. The outlet is the
feed's title.
"""

import io
from collections.abc import Iterator
from datetime import date
from typing import Any

from index.corpus import LARGEST_BYTES
from index.errors import ArticleError
from index.reading.dates import day_of_mail, day_written
from index.reading.document import Complaint, Document, document_of
from index.reading.markup import paragraphs_of_html
from index.reading.raw import Raw

LARGEST_FEED = 4 * LARGEST_BYTES
_FAULTS_BEFORE_GIVING_UP = 20


def read(raw: Raw) -> Iterator[Document | Complaint]:
    """One document or complaint for each entry, in the order of the feed."""
    import feedparser  # noqa: PLC0415 - only those who read feeds wait for it

    # As a stream: a string might be taken for an address or a path, and be opened.
    parsed: Any = feedparser.parse(io.BytesIO(raw.whole(LARGEST_FEED)))
    if not parsed.get("version") and not parsed.entries:
        raise ArticleError(f"{raw.origin}: not an RSS or Atom feed; left out.")
    if not parsed.entries:
        raise ArticleError(f"{raw.origin}: a feed without entries; nothing to add.")
    faults = 0
    for number, entry in enumerate(parsed.entries, start=1):
        origin = f"{raw.origin}, entry {number}"
        try:
            yield _article(entry, parsed.feed, origin)
        except ArticleError as error:
            yield Complaint(str(error))
            faults += 1
            if faults == number == _FAULTS_BEFORE_GIVING_UP:
                raise ArticleError(
                    f"{raw.origin}: none of the first {faults} entries holds text; "
                    "the rest is left out."
                ) from None
    if parsed.get("bozo") and _is_cut(parsed):
        yield Complaint(
            f"{raw.origin}: the feed is damaged behind entry {len(parsed.entries)}; "
            "what could be read was. Fetch it once more.",
        )


def _article(entry: Any, feed: Any, origin: str) -> Document:
    pieces = list(entry.get("content") or [])
    if entry.get("summary_detail"):
        pieces.append(entry.summary_detail)
    texts = [_text(piece) for piece in pieces]
    outlet = (entry.get("source") or {}).get("title") or feed.get("title")
    return document_of(
        next((text for text in texts if text), ""),
        origin,
        title=_plain(entry.get("title_detail")),
        published=_day(entry),
        outlet=" ".join(paragraphs_of_html(outlet)) if outlet else None,
        url=entry.get("link"),
        language=_language(pieces) or feed.get("language"),
    )


def _text(piece: Any) -> str:
    value = piece.get("value") or ""
    return value if piece.get("type") == "text/plain" else "\n\n".join(paragraphs_of_html(value))


def _plain(detail: Any) -> str:
    return _text(detail) if detail else ""


def _day(entry: Any) -> date | None:
    """When it was published; Atom gives some entries only the day of their last change."""
    for key in ("published", "updated"):
        written = entry.get(key)
        if written:
            return day_written(written) or day_of_mail(written)
    return None


def _language(pieces: list[Any]) -> str | None:
    return next((piece["language"] for piece in pieces if piece.get("language")), None)


def _is_cut(parsed: Any) -> bool:
    """Whether it is no XML to its end; a wrong charset in its header is nothing lost."""
    return type(parsed.get("bozo_exception")).__name__ == "SAXParseException"
