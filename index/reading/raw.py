"""What is handed to a reader: bytes not yet understood, and how they are called."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from index.errors import ArticleError
from index.reading.document import Complaint, Document

# Not "unicode_escape", "utf-7", "punycode": Python decodes by these too, the web does not.
_CHARSET = re.compile(
    r"utf-?8|utf-?16(?:le|be)?|iso-?8859-?\d+|windows-125\d|cp125\d|us-ascii|latin-?1|koi8-[ru]",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Raw:
    """`origin` is what complaints call it; `url` and `charset` are what the web said of it."""

    origin: str
    stream: BinaryIO
    url: str | None = None
    charset: str | None = None

    def whole(self, limit: int) -> bytes:
        """All bytes; ArticleError where there are more than `limit`, of which no more is read."""
        data = self.stream.read(limit + 1)
        if len(data) > limit:
            raise ArticleError(
                f"{self.origin}: more than the {limit:,} bytes that one such file may have; "
                "left out. Cut it into articles."
            )
        if not data:
            raise ArticleError(f"{self.origin}: empty; left out.")
        return data

    def decoded(self, data: bytes) -> str | None:
        """`data` by the declared charset; None without one, or where it is wrong, as is common."""
        if not self.charset or not _CHARSET.fullmatch(self.charset):
            return None
        try:
            return data.decode(self.charset)
        except UnicodeError:
            return None


Reader = Callable[[Raw], Iterator[Document | Complaint]]
"""Gives what it finds, in order. It raises ArticleError where the rest cannot be read."""
