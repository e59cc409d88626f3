"""Web pages: the article among menus and advertisements, found by trafilatura.

What trafilatura gives back is compared with the page: a paragraph that does not stand there so,
white space aside, would be a wrong quote and is left out.
"""

import re
from collections.abc import Iterator
from typing import Any

from index.corpus import LARGEST_BYTES
from index.errors import ArticleError
from index.reading.declared import day_declared
from index.reading.document import Complaint, Document, document_of
from index.reading.markup import UNSEEN, drop_unsaid, paragraphs
from index.reading.raw import Raw

_PIECES = re.compile(r"\s+|\S+")
_UNBREAKABLE = re.compile("[\u00a0\u202f]")  # trafilatura makes common spaces of them


def read(raw: Raw) -> Iterator[Document | Complaint]:
    """One article; ArticleError where the page has no text that could be one."""
    from trafilatura import bare_extraction, load_html  # noqa: PLC0415 - only for web pages

    data = raw.whole(LARGEST_BYTES)
    page = load_html(raw.decoded(data) or data)
    if page is None:
        raise ArticleError(f"{raw.origin}: not a web page; left out.")
    language, published = page.get("lang"), day_declared(page, raw.url)
    drop_unsaid(page)
    shown = _Shown("".join(page.itertext()))
    extracted: Any = bare_extraction(page, url=raw.url, with_metadata=True, include_comments=False)
    if extracted is None or extracted.body is None:
        raise ArticleError(
            f"{raw.origin}: no article could be found on the page; left out. "
            "Save its text as a .txt file."
        )
    found = paragraphs(extracted.body, UNSEEN - {"head", "title"})
    proven = [as_shown for paragraph in found if (as_shown := shown.find(paragraph))]
    missing = len(found) - len(proven)
    if proven and proven[0] == extracted.title:
        del proven[0]  # as in a .txt file, where it stands in the header
    yield document_of(
        "\n\n".join(proven),
        raw.origin,
        title=extracted.title,
        published=published,
        outlet=extracted.sitename,
        url=raw.url or extracted.url,
        language=language,
    )
    if published is None:
        yield Complaint(
            f"{raw.origin}: the page does not declare when it was published; the article is taken "
            "as undated.",
            lost=False,
        )
    if missing:
        yield Complaint(
            f"{raw.origin}: a part of the page could not be read as it stands there and was left "
            "out; compare the text with the page before quoting around it.",
            lost=False,
        )


class _Shown:
    """The text of a page, to find there what trafilatura gives back."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._places = [place for place, mark in enumerate(text) if not mark.isspace()]
        self._dense = "".join(text[place] for place in self._places)

    def find(self, paragraph: str) -> str | None:
        """The paragraph with the unbreakable spaces of the page; None where it is not there."""
        at = self._dense.find("".join(paragraph.split()))
        if at < 0:
            return None
        pieces = []
        for piece in _PIECES.findall(paragraph.strip()):
            if piece.isspace():
                between = self._text[self._places[at - 1] + 1 : self._places[at]]
                unbreakable = _UNBREAKABLE.search(between)
                pieces.append(unbreakable.group() if unbreakable and piece == " " else piece)
            else:
                pieces.append(piece)
                at += len(piece)
        return "".join(pieces)
