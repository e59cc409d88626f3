"""The table of what can be read: one row for each kind, and how a kind is recognised."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from index.reading import bulk, feed, markdown, pdf, plain, webpage
from index.reading.raw import Reader


@dataclass(frozen=True, slots=True)
class Kind:
    """`confined`: read by a library that foreign bytes may bring to hang or to fill the memory,
    so in a child process, within `seconds`."""

    name: str
    reader: Reader
    suffixes: tuple[str, ...]
    content_types: tuple[str, ...]
    confined: bool = True
    seconds: int = 20


TEXT = Kind("a text file", plain.read, (".txt", ".text"), ("text/plain",), confined=False)
MARKDOWN = Kind(
    "a Markdown file", markdown.read, (".md", ".markdown"), ("text/markdown", "text/x-markdown")
)
LINES = Kind(
    "a file of JSON lines",
    bulk.read,
    (".jsonl", ".ndjson"),
    (
        "application/jsonl",
        "application/x-ndjson",
        "application/x-jsonlines",
        "application/jsonlines",
    ),
    confined=False,
)
PAGE = Kind(
    "a web page",
    webpage.read,
    (".html", ".htm", ".xhtml"),
    ("text/html", "application/xhtml+xml"),
)
FEED = Kind(
    "a feed",
    feed.read,
    (".rss", ".atom", ".xml"),
    (
        "application/rss+xml",
        "application/atom+xml",
        "application/rdf+xml",
        "application/xml",
        "text/xml",
    ),
)
PDF = Kind("a PDF file", pdf.read, (".pdf",), ("application/pdf", "application/x-pdf"), seconds=60)

KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "text": TEXT,
        "markdown": MARKDOWN,
        "lines": LINES,
        "page": PAGE,
        "feed": FEED,
        "pdf": PDF,
    }
)

_FEED = re.compile(rb"<(?:rss|feed|rdf:rdf|channel)[\s>]", re.IGNORECASE)
_PAGE = re.compile(rb"<!doctype html|<html|<head|<body|<article|<div|<p[ >]", re.IGNORECASE)
_OBJECT = re.compile(rb'\{\s*("|\})')
_MARKDOWN = re.compile(rb"---[ \t]*\r?\n[\w-]+[ \t]*:|#{1,6}[ \t]+\S")


def by_suffix(suffix: str) -> str | None:
    """The kind that files with this suffix are, ".txt" for one."""
    suffix = suffix.lower()
    return next((name for name, kind in KINDS.items() if suffix in kind.suffixes), None)


def by_content_type(content_type: str) -> str | None:
    """The kind of "text/html" and its like."""
    bare = content_type.partition(";")[0].strip().lower()
    return next((name for name, kind in KINDS.items() if bare in kind.content_types), None)


def by_content(head: bytes) -> str:
    """The kind that something beginning so most likely is; "text" where nothing else shows."""
    head = head[:4_096].removeprefix(b"\xef\xbb\xbf").lstrip()
    if head[:1_024].find(b"%PDF-") >= 0:
        return "pdf"
    if _OBJECT.match(head):
        return "lines"
    if head.startswith(b"<"):
        if _FEED.search(head):
            return "feed"
        if _PAGE.search(head):
            return "page"
    if _MARKDOWN.match(head):
        return "markdown"
    return "text"
