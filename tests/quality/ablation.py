"""What each part of the ranking brings: its figure with the part, and without it.

Printed by `python -m tests.quality.ablation [--data FOLDER]`.
"""

import argparse
import statistics
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import Any

from rich.console import Console
from rich.table import Table

import bot.evidence
import bot.question
from bot.evidence import rank_sentences
from bot.question import read_question
from bot.refusal import that_may_answer
from index.library import Library
from index.model import Query
from tests.quality import measures
from tests.quality.data import Row, article, library, rows


def _nothing(*_: str) -> Query:
    return MappingProxyType({})


def _no_names(_: str) -> frozenset[str]:
    return frozenset()


def _no_idioms(*_: str) -> tuple[()]:
    return ()


def _no_period(_: str) -> None:
    return None


PARTS: tuple[tuple[str, tuple[tuple[Any, str, object], ...]], ...] = (
    ("everything", ()),
    ("article's share", ((bot.evidence, "OF_ARTICLE", 0.0),)),
    (
        "kind of answer",
        ((bot.evidence, "EXPECTED", 0.0), (bot.evidence, "EXPECTED_AGAIN", 0.0)),
    ),
    ("more than one such answer", ((bot.evidence, "EXPECTED_AGAIN", 0.0),)),
    ("neighbouring sentences", ((bot.evidence, "NEIGHBOURS", 0.0),)),
    ("place in the article", ((bot.evidence, "LATER", 0.0),)),
    ("pairs of words", ((bot.evidence, "PAIRS", 0.0),)),
    ("time of the question", ((bot.question, "period", _no_period),)),
    ("other words of news", ((bot.question, "related", _nothing),)),
    ("idioms", ((bot.question, "idioms_in", _no_idioms),)),
    ("names of countries", ((bot.question, "other_names", _no_names),)),
    (
        "the other language",
        (
            (bot.question, "translations", _nothing),
            (bot.question, "cognates", _nothing),
        ),
    ),
    ("the question before", ((bot.evidence, "EARLIER_QUESTION", 1e-9),)),
)


@contextmanager
def without(patches: tuple[tuple[Any, str, object], ...]) -> Iterator[None]:
    """The program with other values in the place of its own."""
    kept = [(module, name, getattr(module, name)) for module, name, _ in patches]
    for module, name, value in patches:
        setattr(module, name, value)
    try:
        yield
    finally:
        for module, name, value in kept:
            setattr(module, name, value)


def first_of(held: Library, row: Row, earlier: str) -> str:
    """The sentence that is ranked first for a question; empty where none is."""
    after = (row[earlier],) if row.get(earlier) else ()
    question = read_question(row["question"], after)
    ranked = rank_sentences(held, question)
    best = (that_may_answer(held, question, ranked) or ranked)[:1]
    return best[0].sentence.span.of(held.articles[best[0].sentence.article_id].text) if best else ""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.quality.ablation", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/eval"))
    data = parser.parse_args().data
    if not data.is_dir():
        print(f"Skipped: no measuring data at {data}; name its folder with --data.")
        return 0
    seeds = Library.of_folder(Path("seeds"))
    news = library(measures._allsides(data))
    french = library(
        [
            *(article(r["id"], r["text"], "fr") for r in rows(data / "masakhanews_fr/dev.jsonl")),
            *news.articles.values(),
        ]
    )
    figures: tuple[tuple[str, Callable[[], float]], ...] = (
        ("seed", lambda: _seed(data, seeds)),
        ("allsides", lambda: _gold(rows(data / "allsides_corpus/questions.jsonl"), news)),
        ("masakha", lambda: _gold(rows(data / "masakhanews_fr/questions_fr.jsonl"), french)),
        ("trecqa", lambda: measures.trecqa(data)[0][1]),
        ("muc4", lambda: measures.muc4(data)[0][1]),
    )
    table = Table("without", *(name for name, _ in figures))
    for part, patches in PARTS:
        with without(patches):
            table.add_row(part, *(f"{figure():.3f}" for _, figure in figures))
    Console(width=100).print(table)
    return 0


def _seed(data: Path, held: Library) -> float:
    """Hit@1 of the ranking over the answerable questions on the project's own article."""
    asked = [row for row in rows(data / "seed/questions.jsonl") if row["answerable"]]
    hits = []
    for row in asked:
        fair = row["answer_sentences"] + row["also_acceptable"]
        first = first_of(held, row, "preceding_question")
        text = next(iter(held.articles.values())).text
        hits.append(any(first and text[g["start"] : g["end"]][:40] in first for g in fair))
    return statistics.fmean(hits)


def _gold(asked: list[Row], held: Library) -> float:
    """Hit@1 of the ranking: one of the gold strings lies in the first sentence."""
    return statistics.fmean(
        any(gold in first_of(held, row, "after") for gold in row["gold"])
        for row in asked
        if not row["abstain"]
    )


if __name__ == "__main__":
    sys.exit(main())
