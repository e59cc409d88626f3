"""A proof of a quote: a file that says where it stands, in which version of which article, so
that anybody who has the article can check it later, with this program or without.

The README documents its fields. Offsets are code points of the file's text; a SHA-256 is that of
text in UTF-8, so that of an article is the one that `sha256sum` gives for its file.
"""

import json
import re
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from index.library import FORMER, Library
from index.model import Article, Span

FORMAT = 1
"""Raised when a field comes to mean something else."""

AROUND = 400
"""Code points of raw text on either side of the quote."""

Json = dict[str, Any]


def proof_of(library: Library, article: Article, span: Span) -> Json:
    """The proof of the article's characters at `span`; UnprovenQuoteError where it has none."""
    quoted = article.text[span.start : span.end]
    library.prove(article.id, span, quoted)
    around = Span(max(0, span.start - AROUND), min(len(article.text), span.end + AROUND))
    return sealed(
        {
            "saidwho_proof": FORMAT,
            "quote": {
                "text": quoted,
                "start": span.start,
                "end": span.end,
                "sha256": digest(quoted),
            },
            "article": described(article),
            "around": {"text": around.of(article.text), "start": around.start, "end": around.end},
            "library": {"edition": library.edition, "saidwho": _release()},
        }
    )


def described(article: Article) -> Json:
    """An article, and the version of it."""
    return {
        "id": article.id.partition(FORMER)[0] if is_former(article) else article.id,
        "file": article.path,
        "sha256": article.digest,
        "characters": len(article.text),
        "title": article.title,
        "outlet": article.outlet,
        "url": article.url,
        "published": article.published.isoformat() if article.published else None,
        "language": article.language,
    }


def is_former(article: Article) -> bool:
    """Whether the library gave it as a version that does not stand in it any more."""
    before, _, behind = article.id.rpartition(FORMER)
    return bool(before and behind) and article.digest.startswith(behind)


def sealed(proof: Json) -> Json:
    """With a SHA-256 over all its other fields: what was altered by mistake is found."""
    return {**proof, "seal": seal(proof)}


def seal(proof: Json) -> str:
    """However the file is laid out, the same for the same fields."""
    told = {name: value for name, value in proof.items() if name != "seal"}
    return digest(json.dumps(told, sort_keys=True, separators=(",", ":")))


def digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def written(proof: Json) -> bytes:
    """As a file, to be read by people too."""
    try:
        return (json.dumps(proof, ensure_ascii=False, indent=2) + "\n").encode()
    except UnicodeEncodeError:  # half a character
        return (json.dumps(proof, indent=2) + "\n").encode()


def file_name(article: Article, span: Span) -> str:
    """ "proof-strike-120-240.json" """
    name = re.sub(r"[^A-Za-z0-9.]+", "-", described(article)["id"]).strip("-.")[-60:]
    return f"proof-{name or 'article'}-{span.start}-{span.end}.json"


def _release() -> str | None:
    try:
        return version("saidwho")
    except PackageNotFoundError:  # run from its folder, not installed
        return None
