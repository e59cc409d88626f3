"""What a person writes beside an article: the day it was published, or its other fields."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from index.corpus import article_of, header_key
from index.errors import ArticleError
from index.reading import Document
from index.temporal import granularity, timexes_in

LONGEST_DAY = 40
"""Code points; a longer text names no day alone."""

FIRST_YEAR = 1500
"""Before it there was no news in print, and a year was mistyped."""

_UNDATED = frozenset(
    ("no date", "without a date", "undated", "unknown", "sans date", "pas de date", "inconnue")
)
_BODY = "x"


@dataclass(frozen=True, slots=True)
class Fields:
    """What a person says of an article; None for what they don't."""

    published: date | None = None
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    language: str | None = None

    def over(self, documents: Sequence[Document]) -> tuple[Document, ...]:
        """The documents with these fields instead of their own. A title and an address are only
        of one."""
        shared = {"published": self.published, "outlet": self.outlet, "language": self.language}
        own = {"title": self.title, "url": self.url} if len(documents) == 1 else {}
        said = {key: value for key, value in (shared | own).items() if value is not None}
        return tuple(filled(one, **said) if said else one for one in documents)


def filled(document: Document, **fields: object) -> Document:
    """The document with other fields; a file with a header is not kept as it was, then."""
    return replace(document, **fields, filed=None)  # type: ignore[arg-type]


def fields_in(text: str, today: date) -> Fields | None:
    """The fields in a text that is nothing else: a day alone, or lines as above an article
    ("date 2022-04-18", "outlet: Le Monde"). None for any other, and for a day that is none."""
    day = day_in(text, today)
    if day is not None:
        return Fields(published=day)
    lines = [line.strip() for line in text.strip().splitlines()]
    keys = [header_key(line) for line in lines]
    if not keys or not all(keys):
        return None
    try:
        article, _ = article_of("\n".join([*lines, "", _BODY]), _BODY, _BODY)
    except ArticleError:
        return None
    if article.body is None or article.body.of(article.text) != _BODY:
        return None
    if "date" in keys and not _may_be(article.published, today):
        return None
    said = article.language if "language" in keys else None
    return Fields(article.published, article.title, article.outlet, article.url, said)


def says_undated(text: str) -> bool:
    """Whether somebody says that a day is not known."""
    return text.strip().rstrip(".").casefold() in _UNDATED


def day_in(text: str, today: date) -> date | None:
    """The day that a text names and says nothing else: "2022-04-18", "18 April 2022", "le 1er mai
    2023". None where it may be another one ("03/04/2022", "Monday"), or lies ahead of `today`."""
    text = text.strip().rstrip(".").strip()
    if not any(map(str.isdigit, text)) or len(text) > LONGEST_DAY or "\n" in text:
        return None
    found = timexes_in(text, "und", None)
    if len(found) != 1 or len(found[0].span) != len(text) or granularity(found[0]) != "day":
        return None
    first, last = found[0].earliest, found[0].latest
    return first if first == last and not found[0].approximate and _may_be(first, today) else None


def _may_be(day: date | None, today: date) -> bool:
    """Whether something can have been published on that day; east of here it is tomorrow."""
    return day is not None and day.year >= FIRST_YEAR and day <= today + timedelta(days=1)
