"""A quote by its name: the version of its article, the place there, and who is speaking.

What is named so is for ever: it never leads to other words than those it was made for, and where
they stand no more in the library, to none.
"""

import re
from dataclasses import dataclass

from bot.callbacks import LARGEST, VERSION_DIGITS
from bot.quotation import Quotation, quote
from index.library import Library
from index.model import Article, Span

_NUMBER = r"(0|[1-9][0-9]{0,9})"
_NAMED = re.compile(rf"q_([0-9a-f]{{16}})_{_NUMBER}_{_NUMBER}(?:_{_NUMBER})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Reference:
    """`version` is the beginning of the article's digest; `cue` as for bot.callbacks.ShowSide."""

    version: str
    span: Span
    cue: int | None = None

    @classmethod
    def to(cls, quotation: Quotation) -> "Reference":
        digest = quotation.article.digest
        return cls(digest[:VERSION_DIGITS], quotation.span, quotation.cue)

    @classmethod
    def read(cls, text: str) -> "Reference | None":
        """What `str` gave; None for any other text."""
        found = _NAMED.fullmatch(text.strip())
        if found is None:
            return None
        start, end = int(found[2]), int(found[3])
        cue = int(found[4]) if found[4] else None
        if not start < end <= LARGEST or (cue or 0) > LARGEST:
            return None
        return cls(found[1], Span(start, end), cue)

    def __str__(self) -> str:
        """At most 64 characters of those that Telegram takes in a deep link: A-Z a-z 0-9 _ -"""
        cue = "" if self.cue is None else f"_{self.cue}"
        return f"q_{self.version}_{self.span.start}_{self.span.end}{cue}"

    def article(self, library: Library) -> Article | None:
        """The article, while it is kept in this version; None too for a forged span, which
        holds no words of it."""
        article = library.version(self.version)
        if article is None or article.body is None or not article.body.contains(self.span):
            return None
        paragraphs = library.segmentation(article.id).paragraphs
        return article if any(paragraph.overlaps(self.span) for paragraph in paragraphs) else None

    def quotation(self, library: Library) -> Quotation | None:
        """The quote again, for the claim with this cue; None where `article` gives none, and
        where nobody speaks any more where somebody was named."""
        article = self.article(library)
        if article is None:
            return None
        sentences = library.segmentation(article.id).sentences
        paragraph = next((s.paragraph for s in sentences if s.span.overlaps(self.span)), 1)
        quoted = quote(library, article, self.span, paragraph)
        meant = (
            c for c in quoted.claims if c.attribution and c.attribution.cue[0].start == self.cue
        )
        if (speaking := next(meant, None)) is not None:
            quoted = quote(library, article, self.span, paragraph, speaking=speaking)
        return quoted if self.cue is None or quoted.cue == self.cue else None
