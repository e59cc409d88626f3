"""Annotation: what it takes to know who says what, when, and who disputes it."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from rich.table import Table

from index.attribution import attributions
from index.claims import claims
from index.corpus import read_folder
from index.disputes import disputes_within
from index.model import Article, Span
from index.segmentation import segment
from index.temporal import timexes
from tests.benchmarks.measuring import median, seconds

WORDS = 500
ROUNDS = 40
LEDGERS = Path(__file__).parent.parent / "ledgers"


def table() -> Table:
    """A row for each step, on an article of WORDS words made of the invented English ones."""
    article = _article()
    cut = segment(article)
    times, said = timexes(article, cut), attributions(article, cut)
    made = claims(article, cut, said, times)
    steps: dict[str, Callable[[], object]] = {
        "sentences and passages": partial(segment, article),
        "dates": partial(timexes, article, cut),
        "attributions": partial(attributions, article, cut),
        "claims": partial(claims, article, cut, said, times),
        "disputes": partial(disputes_within, article, made),
    }
    shown = Table("step", "median ms", title=f"annotating {len(article.text.split())} words")
    shown.columns[1].justify = "right"
    taken = {
        name: 1000 * median([seconds(step) for _ in range(ROUNDS)]) for name, step in steps.items()
    }
    for name, milliseconds in taken.items():
        shown.add_row(name, f"{milliseconds:.2f}")
    shown.add_row("all", f"{sum(taken.values()):.2f}")
    return shown


def _article() -> Article:
    """The invented articles one after the other, as often as it takes."""
    bodies = [
        article.body.of(article.text)
        for article in read_folder(LEDGERS).articles
        if article.language == "en" and article.body
    ]
    text = "\n\n".join(bodies * (1 + WORDS // sum(len(body.split()) for body in bodies)))
    paragraphs, words = [], 0
    for paragraph in text.split("\n\n"):
        paragraphs.append(paragraph)
        words += len(paragraph.split())
        if words >= WORDS:
            break
    cut = "\n\n".join(paragraphs)
    published = read_folder(LEDGERS).articles[0].published
    return Article("all", cut, Span(0, len(cut)), "all", published, language="en")
