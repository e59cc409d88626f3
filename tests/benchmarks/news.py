"""Real news, where it is at hand beside the project; otherwise nothing."""

import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from index.model import Article
from tests.quality.data import article

NEWS = Path(__file__).parents[3] / "shared" / "eval" / "allsides_corpus" / "dev.jsonl"


def articles() -> Iterator[Article]:
    """As they were published."""
    for row in _rows():
        yield article(row["id"], row["text"], published=row["date"])


def texts_of(words: int) -> Iterator[str]:
    """All of it in pieces of so many words."""
    every = (word for row in _rows() for word in f"{row['text']}\n\n".split(" "))
    while held := list(islice(every, words)):
        yield " ".join(held)


def paragraphs() -> list[str]:
    """Those of more than 15 words."""
    return [p for row in _rows() for p in row["text"].split("\n") if len(p.split()) > 15]


def _rows() -> Iterator[dict[str, str]]:
    if NEWS.is_file():
        with NEWS.open(encoding="utf-8") as lines:
            yield from map(json.loads, lines)
