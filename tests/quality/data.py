"""The measuring data as articles and questions. The data lies outside the project."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from index.library import Library
from index.model import Article, Span

Row = Mapping[str, Any]


def rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def article(
    article_id: str, text: str, language: str = "en", published: str | None = None
) -> Article:
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    return Article(
        id=article_id,
        text=text,
        body=Span(start, end),
        path=article_id,
        language=language,
        published=date.fromisoformat(published) if published else None,
    )


def library(articles: Iterable[Article]) -> Library:
    return Library.of(sorted(articles, key=lambda a: a.id))


def contexts(found: Iterable[Row], language: str) -> Library:
    """A library of the contexts of SQuAD-like rows, an article each."""
    texts = {row["context_id"]: row["context"] for row in found}
    return library(article(key, text, language) for key, text in texts.items())
