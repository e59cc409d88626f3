"""Reading what is sent to be added, and adding it: as `saidwho add` does, but that nothing is
added before somebody has seen what was understood, and no date is ever made up.

It knows nothing of Telegram. All of it takes its time and belongs into a thread.
"""

import json
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from hashlib import sha256
from typing import Any

from bot.days import Fields, filled
from index.annotation import annotate
from index.errors import ArticleError
from index.library import FORMER, Library
from index.model import Article
from index.reading import Complaint, Document, article_in, document_of, documents, documents_in
from index.store.kept import Added

MOST_ARTICLES = 1_000
"""Articles that one file may hold here; for more there is `saidwho add`."""

MOST_CHARACTERS = 1_000_000
"""Code points of all of them; a report of 300 pages has 600,000. They are annotated while whoever
sent them waits: half a minute for as many, more where nearly every sentence says who says it."""

MOST_COUNTED = 50
"""Articles of one file of which it is counted what they claim before they are added."""

LONGEST_COUNTED = 50_000
"""Code points of them, all together: about as much as is annotated in a second."""

MOST_COMPLAINTS = 100

LONGEST_NAME = 100

_ID_DIGITS = 8
_OF_DATE = re.compile("taken as undated|: no date;")  # what the bot asks about by itself


@dataclass(frozen=True, slots=True)
class Origin:
    """Where something was published before it was forwarded: who did, on which day (of UTC, as
    Telegram gives no other), and at which address."""

    outlet: str | None = None
    published: date | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What was read: articles not added yet, and a sentence for each thing that is amiss.

    `suggested` is the day on which a file was posted: perhaps that of publication, perhaps not.
    """

    documents: tuple[Document, ...]
    complaints: tuple[str, ...] = ()
    suggested: date | None = None
    posted: bool = False
    """Whether its day is the one on which it was posted, in UTC."""

    @property
    def undated(self) -> bool:
        return any(one.published is None for one in self.documents)

    def told(self, said: Fields) -> "Found":
        """With what somebody says of it: a day only where there was none, if any lack one."""
        if not self.undated:
            return replace(self, documents=said.over(self.documents), posted=False)
        known = replace(self, documents=replace(said, published=None).over(self.documents))
        return known.dated(said.published) if said.published else known

    def dated(self, day: date) -> "Found":
        """With that day where there was none."""
        dated = (one if one.published else filled(one, published=day) for one in self.documents)
        return replace(self, documents=tuple(dated))


@dataclass(frozen=True, slots=True)
class Counts:
    """What was found in articles: passages, statements with a source, disputes."""

    passages: int
    claims: int
    disputes: int


@dataclass(frozen=True, slots=True)
class Understood:
    """An article as it is or would be in the library.

    `known`: it stands there already, as this one; `near`: others that are nearly the same text;
    `fate` says what has become of it, None before it is added.
    """

    article: Article
    known: Article | None = None
    near: tuple[Article, ...] = ()
    fate: str | None = None


def read_post(text: str, origin: Origin | None) -> Found:
    """The article that a post is. Without an origin it is a text with or without a header.

    Raises ArticleError, in a sentence, where it is none.
    """
    name = f"post-{_digest(text.encode('utf-8', 'replace'))}"
    if origin is None:
        return _gathered(documents_in(f"{name}.txt", text.encode("utf-8", "replace")), name)
    fields = {"published": origin.published, "outlet": origin.outlet, "url": origin.url}
    read = document_of(text, origin.url or name, **fields)
    return Found((read,), posted=origin.published is not None)


def read_file(name: str, data: bytes, origin: Origin | None) -> Found:
    """The articles in a file. Where it says nothing of its outlet and address, those of the post
    that it came in are taken; never the day: what was posted then may be older."""
    name = tidy(name)
    found = _gathered(documents_in(name, data), f"telegram/{_digest(data)}/{name}", name)
    if origin is None:
        return found
    posted = tuple(
        filled(one, outlet=one.outlet or origin.outlet, url=one.url or origin.url)
        for one in found.documents
    )
    return Found(posted, found.complaints, origin.published)


def read_link(address: str, *, fetch: bool) -> Found:
    """The articles at an address, where fetching is allowed."""
    return _gathered(documents(address, fetch=fetch))


def _gathered(
    found: Iterator[Document | Complaint], path: str | None = None, name: str = ""
) -> Found:
    """All that was found; `path` is what the articles are to be called instead of `name`.

    ArticleError where that is no article at all, or too many.
    """
    read: list[Document] = []
    complaints: list[str] = []
    length = 0
    for one in found:
        if isinstance(one, Document):
            read.append(one)
            length += len(one.text)
        elif not _OF_DATE.search(str(one)) and len(complaints) < MOST_COMPLAINTS:
            complaints.append(str(one))
        if len(read) > MOST_ARTICLES or length > MOST_CHARACTERS:
            raise ArticleError(
                f"{name or path}: more than {MOST_ARTICLES:,} articles or {MOST_CHARACTERS:,} "
                "characters, which is what I take here. Use `saidwho add`, or cut it into files."
            )
    if not read:
        raise ArticleError(complaints[0] if complaints else f"{name or path}: holds no article.")
    if path is not None:
        read = [
            replace(one, origin=path + one.origin[len(name) :] if name else path) for one in read
        ]
    return Found(tuple(read), tuple(complaints))


def understood(library: Library, found: Found) -> list[Understood]:
    """What each article would be in the library."""
    return [_understood(library, one) for one in found.documents]


def _understood(library: Library, document: Document) -> Understood:
    article = article_in(document, id_of(document.origin))
    same = [one for one in library.versions(article.digest) if stands(library, one.id)]
    near = library.near(article)
    same += [one for one in near if _same(article, one)]
    earlier = article.id, article.path  # of which it is a new version
    others = tuple(one for one in near if (one.id, one.path) != earlier)
    return Understood(article, next(iter(same), None), others)


def stands(library: Library, article_id: str) -> bool:
    """Whether it is an article of the library as it is now, not a former version of one."""
    try:
        library.number(article_id)
    except KeyError:
        return False
    return True


def _same(article: Article, other: Article) -> bool:
    """Whether nothing would be new: the same words, of the same outlet and day or of none."""
    assert article.body is not None
    return (
        other.body is not None
        and article.body.of(article.text) == other.body.of(other.text)
        and article.outlet in (None, other.outlet)
        and article.published in (None, other.published)
    )


def counted(found: Sequence[Understood]) -> Counts | None:
    """What articles claim that are not in the library; None where counting takes too long."""
    longest = sum(len(one.article.text) for one in found)
    if len(found) > MOST_COUNTED or longest > LONGEST_COUNTED:
        return None
    known = [annotate(one.article) for one in found]
    return Counts(
        sum(len(one.segmentation.passages) for one in known),
        sum(claim.attribution is not None for one in known for claim in one.claims),
        sum(len(one.disputes) for one in known),
    )


def counted_in(library: Library, ids: Sequence[str]) -> Counts | None:
    """What articles of the library claim, disputes with others included; None for too many."""
    if len(ids) > MOST_COUNTED:
        return None
    return Counts(
        sum(len(library.segmentation(one).passages) for one in ids),
        sum(claim.attribution is not None for one in ids for claim in library.claims(one)),
        len({dispute for one in ids for dispute in library.disputes_in(one)}),
    )


def add(library: Library, found: Found) -> list[Understood]:
    """Add what is not there already; what has become of each, in their order.

    BusyLibraryError where another process is adding; LibraryError where it cannot be written.
    """
    before = understood(library, found)
    articles = [one.article for one in before if one.known is None]
    added = iter(library.add(articles)) if articles else iter(())
    now = library.latest()
    return [one if one.known else _become(now, one, next(added)) for one in before]


def _become(library: Library, before: Understood, added: Added) -> Understood:
    article = library.articles[added.id]
    if added.fate == "known":  # somebody else was quicker
        return replace(before, known=article)
    near = tuple(library.articles[other] for other in added.also_in if stands(library, other))
    return Understood(article, None, near, added.fate)


def packed(found: Found) -> bytes:
    """What was read in a form to be kept."""
    return zlib.compress(json.dumps(asdict(found), default=date.isoformat).encode(), 6)


def unpacked(kept: bytes) -> Found:
    """What `packed` gave."""
    read: dict[str, Any] = json.loads(zlib.decompress(kept))
    return Found(
        tuple(
            Document(**{**one, "published": _day(one["published"])}) for one in read["documents"]
        ),
        tuple(read["complaints"]),
        _day(read["suggested"]),
        read["posted"],
    )


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None


def tidy(name: str) -> str:
    """The name of a file as it may be shown: one line, no folders, nothing that nobody sees."""
    bare = name.replace("\\", "/").rpartition("/")[2]
    # "@" stands in the ids of former versions: see index.library.
    seen = (c if c.isprintable() and c != FORMER else " " for c in bare)
    shown = " ".join("".join(seen).split())
    stem, dot, suffix = shown.rpartition(".")
    if len(shown) > LONGEST_NAME and dot:
        shown = f"{stem[: LONGEST_NAME - 12]}.{suffix[:10]}"
    return shown[:LONGEST_NAME].strip(". ") or "file"


def id_of(origin: str) -> str:
    """The id of an article that was added: "strike" of "news/strike.html", "dump-12" of
    "dump.jsonl, line 12", "example.org/strike" of "https://example.org/strike/"."""
    place, _, line = origin.partition(", line ")
    _, address, rest = place.partition("://")
    if address:
        name = rest.rstrip("/")
    else:
        name = place.rstrip("/").rpartition("/")[2]
        name = name.rpartition(".")[0] or name
    return f"{name}-{line}" if line else name


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()[:_ID_DIGITS]
