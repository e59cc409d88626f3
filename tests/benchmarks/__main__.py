"""Speed and memory beside rank_bm25, in one run: python -m tests.benchmarks [--sizes N ...]"""

import argparse
import gc
import multiprocessing
import os
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

import numpy as np
from rank_bm25 import BM25Plus
from rich.console import Console
from rich.table import Table

from bot.answering import Answerer
from index.analysis import field_of, terms
from index.library import Library
from index.retrieval import DELTA, K1, B, Bm25Retriever
from tests.benchmarks.generator import PASSAGES_AN_ARTICLE, passages, questions

SIZES = (10, 1_000, 20_000, 100_000)
TOP = 5
T = TypeVar("T")
ROUNDS = 30


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, metavar="N")
    sizes = parser.parse_args().sizes
    console = Console(width=110)
    console.print(_searching(sizes))
    console.print(_answering(sizes))
    console.print(_starting())
    return 0


def _searching(sizes: list[int]) -> Table:
    """The same stems given to rank_bm25 and to the postings; queries interleaved."""
    table = Table(
        "passages",
        "engine",
        "build s",
        "p50 µs",
        "p95 µs",
        "against rank_bm25",
        "MB",
        title=f"top {TOP} of a query",
    )
    for size in sizes:
        texts = passages(size)
        counted = [terms(text, "en") for text in texts]
        stems = [_stems(counts) for counts in counted]
        theirs, theirs_built = _timed(lambda s=stems: _rank_bm25(s))
        ours, ours_built = _timed(lambda s=stems: _postings(s))
        three, three_built = _timed(lambda c=counted: _postings(c))
        asked = [terms(question, "en") for question in questions(texts, ROUNDS)]
        times: dict[str, list[float]] = {"rank_bm25": [], "stems": [], "fields": []}
        for query in asked:
            stem_query = dict.fromkeys(_stems(query), 1.0)
            times["rank_bm25"].append(_microseconds(lambda q=stem_query: _top(theirs, list(q))))
            times["stems"].append(_microseconds(lambda q=stem_query: ours.search(q, TOP)))
            full = dict.fromkeys(query, 1.0)
            times["fields"].append(_microseconds(lambda q=full: three.search(q, TOP)))
            _agree(theirs, ours, stem_query)
        del theirs, ours, three
        gc.collect()
        base = statistics.median(times["rank_bm25"])
        for name, key, built in (
            ("rank_bm25 BM25Plus, stems", "rank_bm25", theirs_built),
            ("postings, stems", "stems", ours_built),
            ("postings, three fields", "fields", three_built),
        ):
            p50 = statistics.median(times[key])
            p95 = float(np.quantile(times[key], 0.95))
            table.add_row(
                f"{size:,}" if key == "rank_bm25" else "",
                name,
                f"{built:.2f}",
                f"{p50:,.0f}",
                f"{p95:,.0f}",
                f"{base / p50:,.1f} x",
                f"{_resident(key, size):.1f}",
            )
        table.add_section()
    return table


def _answering(sizes: list[int]) -> Table:
    """The whole way: files to library, question to quotes."""
    table = Table(
        "passages", "articles", "load s", "answer p50 ms", "answer p95 ms", title="whole answers"
    )
    for size in sizes:
        texts = passages(size)
        with _folder(texts) as folder:
            library, loaded = _timed(lambda f=folder: Library.of_folder(f))
        answerer = Answerer(library)
        times = [
            _microseconds(lambda q=question: answerer.answer(q)) / 1000
            for question in questions(texts, ROUNDS)
        ]
        table.add_row(
            f"{library.passage_count:,}",
            f"{len(library.articles):,}",
            f"{loaded:.2f}",
            f"{statistics.median(times):.2f}",
            f"{np.quantile(times, 0.95):.2f}",
        )
    return table


def _starting() -> Table:
    """The command as a process, on the article."""
    table = Table("command", "median of 5, s", title="start to first answer")
    command = [sys.executable, "-c", "from bot.cli import entry; entry()", "ask", "--json"]
    times = []
    for _ in range(5):
        start = time.perf_counter()
        subprocess.run([*command, "Who disputes it?"], check=True, capture_output=True)
        times.append(time.perf_counter() - start)
    table.add_row("saidwho ask", f"{statistics.median(times):.2f}")
    return table


def _rank_bm25(stems: list[Counter[str]]) -> BM25Plus:
    return BM25Plus([list(counts.elements()) for counts in stems], k1=K1, b=B, delta=DELTA)


def _postings(counted: list[Counter[str]]) -> Bm25Retriever:
    return Bm25Retriever((f"{n:09d}", counts) for n, counts in enumerate(counted))


def _top(model: BM25Plus, query: list[str]) -> object:
    return np.argsort(model.get_scores(query))[::-1][:TOP]


def _agree(model: BM25Plus, postings: Bm25Retriever, query: dict[str, float]) -> None:
    """The scores of the hits are rank_bm25's, less the delta of terms that a hit lacks."""
    scores = model.get_scores(sorted(query))
    for hit in postings.search(query, TOP):
        unit = int(hit.passage_id)
        lacking = [term for term in query if term not in model.doc_freqs[unit]]
        surplus = sum(DELTA * (model.idf.get(term) or 0) for term in lacking)
        assert abs(scores[unit] - surplus - hit.score) < 1e-6, "the engines disagree"


def _stems(counts: Counter[str]) -> Counter[str]:
    return Counter({term: n for term, n in counts.items() if field_of(term) == "stem"})


def _timed(work: Callable[[], T]) -> tuple[T, float]:
    start = time.perf_counter()
    made = work()
    return made, time.perf_counter() - start


def _microseconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1e6


def _resident(engine: str, size: int) -> float:
    """Megabytes that the index takes, in a process of its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_grown, (engine, size))


def _grown(engine: str, size: int) -> float:
    counted = [terms(text, "en") for text in passages(size)]
    if engine != "fields":
        counted = [_stems(counts) for counts in counted]
    gc.collect()
    before = _resident_pages()
    index = _rank_bm25(counted) if engine == "rank_bm25" else _postings(counted)
    gc.collect()
    grown = _resident_pages() - before
    assert index is not None
    return grown * os.sysconf("SC_PAGE_SIZE") / 1e6


def _resident_pages() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1])


@contextmanager
def _folder(texts: list[str]) -> Iterator[Path]:
    with TemporaryDirectory() as name:
        folder = Path(name)
        for start in range(0, len(texts), PASSAGES_AN_ARTICLE):
            article = "\n\n".join(texts[start : start + PASSAGES_AN_ARTICLE])
            (folder / f"{start:09d}.txt").write_text(f"date 2022-04-18\n\n{article}\n")
        yield folder


if __name__ == "__main__":
    sys.exit(main())
