"""What a reader makes of what people add, whatever form it came in."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from index.corpus import NOT_TEXT, article_of, header_key, trimmed
from index.errors import ArticleError
from index.model import Article

LARGEST_CHARACTERS = 5_000_000
"""A longer text is no news article."""

_LONGEST_FIELD = 1_000  # code points; nothing longer is a headline, an outlet's name, an address
_LANGUAGE = re.compile(r"(?P<code>[a-z]{2})(?:[-_].*)?", re.IGNORECASE)  # "fr", "en-GB"
_WEB = re.compile(r"https?://[!-~]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Document:
    """An article that is not in the library yet: its words, and what is known of them.

    `text` is what was published, without white space around it. `published` is None where what
    was read does not say it; no date is guessed. `language` is what was declared, an ISO 639-1
    code; None leaves it to be told by the words. `origin` says where it came from, for people:
    a path, "path, line 12", an address. `filed` is the whole text file that it was, header
    included, where it was one: it is stored as it is.
    """

    text: str
    origin: str
    title: str | None = None
    published: date | None = None
    outlet: str | None = None
    url: str | None = None
    language: str | None = None
    filed: str | None = None

    def __post_init__(self) -> None:
        if not self.text or trimmed(self.text) != self.text:
            raise ValueError(f"a document has a text without white space around it: {self.origin}")
        if len(self.text) > LARGEST_CHARACTERS or not _can_be_stored(self.text):
            raise ValueError(f"the text of {self.origin} cannot be stored")
        for value in (self.title, self.outlet, self.url, self.language):
            if value is not None and value != _line(value):
                raise ValueError(f"{value!r} of {self.origin} is not one line of text")


@dataclass(frozen=True, slots=True)
class Complaint:
    """One sentence for a person: what was wrong, where, and what to do.

    `lost`: something was left out; otherwise it was read and is only odd.
    """

    sentence: str
    lost: bool = True

    def __str__(self) -> str:
        return self.sentence


def document_of(text: str, origin: str, **fields: Any) -> Document:
    """A document of what was read; fields that cannot be such are taken as not given.

    Raises ArticleError, in a sentence, where the text holds nothing that could be quoted.
    """
    text = trimmed(text)
    if not any(map(str.isalnum, text)):  # also signs that nobody sees
        raise ArticleError(f"{origin}: holds no text; left out.")
    if len(text) > LARGEST_CHARACTERS:
        raise ArticleError(
            f"{origin}: {len(text):,} characters, more than the {LARGEST_CHARACTERS:,} an article "
            "may have; left out. Cut it into articles."
        )
    if not _can_be_stored(text):
        raise ArticleError(
            f"{origin}: holds characters that no text has, such as NUL; left out. "
            "Save it as text in UTF-8."
        )
    return Document(
        text,
        origin,
        title=_line(fields.get("title")),
        published=fields.get("published"),
        outlet=_line(fields.get("outlet")),
        url=_web_address(fields.get("url")),
        language=_language(fields.get("language")),
        filed=fields.get("filed"),
    )


def stored_form(document: Document) -> str:
    """The text file of an article, header and body; `index.corpus` reads it back the same."""
    if document.filed is not None:
        return document.filed
    # A body such as "Title: king" begins like a header. A line is read as one only once.
    like = header_key(document.text.split("\n", 1)[0])
    fields = {key: getattr(document, key) or "" for key in ("title", "outlet", "url", "language")}
    lines = [f"date {document.published or 'unknown'}"]
    lines += [f"{key}: {value}".rstrip() for key, value in fields.items() if value or key == like]
    return "\n".join([*lines, "", document.text, ""])


def article_in(document: Document, article_id: str) -> Article:
    """The article that the stored form is; its body is the document's text."""
    return article_of(stored_form(document), article_id, document.origin)[0]


def _can_be_stored(text: str) -> bool:
    try:
        text.encode("utf-8")  # half of a surrogate pair, "\ud83d" in JSON, is no character
    except UnicodeEncodeError:
        return False
    return not NOT_TEXT.search(text)


def _line(value: object) -> str | None:
    """One line of text, or None."""
    if not isinstance(value, str) or len(value) > _LONGEST_FIELD or not _can_be_stored(value):
        return None
    return " ".join(value.replace("\ufeff", " ").split()) or None


def _web_address(value: object) -> str | None:
    line = _line(value)
    return line if line and _WEB.fullmatch(line) else None


def _language(value: object) -> str | None:
    found = _LANGUAGE.fullmatch(_line(value) or "")
    return found["code"].lower() if found else None
