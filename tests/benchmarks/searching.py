"""The postings beside rank_bm25: the same terms, the same questions, the same scores."""

import multiprocessing
import pickle
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from rank_bm25 import BM25Plus
from rich.table import Table

from index.analysis import field_of, terms
from index.retrieval import DELTA, K1, B, Bm25Retriever
from index.segments import ArticleTerms, Part, PassageTerms, Snapshot, build
from tests.benchmarks.generator import passages, questions
from tests.benchmarks.measuring import median, resident, seconds, slow, timed

TOP = 5
AGREEING = 3
"""Questions for which the scores of both engines are compared, before anything is timed."""

Terms = Counter[str]


@dataclass(frozen=True)
class Engine:
    """One way to find the best passages; `fields` are those of index.analysis that it gets."""

    name: str
    fields: frozenset[str]
    build: Callable[[Sequence[Terms]], Any]
    ask: Callable[[Any, Terms], object]


def _rank_bm25(counted: Sequence[Terms]) -> BM25Plus:
    return BM25Plus([list(counts.elements()) for counts in counted], k1=K1, b=B, delta=DELTA)


def _top_of_rank_bm25(model: BM25Plus, query: Terms) -> object:
    return np.argsort(model.get_scores(list(query)))[::-1][:TOP]


def _postings(counted: Sequence[Terms]) -> Bm25Retriever:
    passages = [PassageTerms(f"{number:09d}", counts) for number, counts in enumerate(counted)]
    return Bm25Retriever(Snapshot([Part(build([ArticleTerms("all", passages)]))]))


def _top_of_postings(postings: Bm25Retriever, query: Terms) -> object:
    return postings.search(dict.fromkeys(query, 1.0), TOP)


STEMS = frozenset({"stem"})
ENGINES = (
    Engine("rank_bm25, stems", STEMS, _rank_bm25, _top_of_rank_bm25),
    Engine("postings, stems", STEMS, _postings, _top_of_postings),
    Engine("postings, all fields", STEMS | {"exact", "bigram"}, _postings, _top_of_postings),
)


def table(sizes: Sequence[int]) -> Table:
    """A row for each engine and size."""
    made = Table(
        *("passages", "engine", "build s", "load s", "MB", "p50 µs", "p95 µs", "beside rank_bm25"),
        title=f"the best {TOP} passages of a question of 3 to 7 words",
        caption="build: from terms; load and MB: unpickled in a new process; medians",
    )
    for column in made.columns[2:]:
        column.justify = "right"
    texts = passages(max(sizes))
    counted = [terms(text, "en") for text in texts]
    for size in sizes:
        _measure(made, texts[:size], counted[:size])
        made.add_section()
    return made


def _measure(made: Table, texts: Sequence[str], counted: Sequence[Terms]) -> None:
    given = {e.name: [_of_fields(counts, e.fields) for counts in counted] for e in ENGINES}
    building, asking, loading = _rounds(len(counted))
    built: dict[str, list[float]] = {engine.name: [] for engine in ENGINES}
    indexes: dict[str, Any] = {}
    for _ in range(building):
        for engine in ENGINES:
            indexes[engine.name] = None  # the one before is gone before the next is built
            indexes[engine.name], took = timed(lambda e=engine: e.build(given[e.name]))  # type: ignore[misc]
            built[engine.name].append(took)
    asked = [terms(question, "en") for question in questions(list(texts), asking)]
    _agree(indexes[ENGINES[0].name], indexes[ENGINES[1].name], asked[:AGREEING])
    times = _interleaved(indexes, asked)
    loaded = _loaded(indexes, loading)
    base = median(times[ENGINES[0].name])
    for engine in ENGINES:
        load, megabytes = loaded[engine.name]
        p50 = median(times[engine.name])
        made.add_row(
            f"{len(counted):,}" if engine is ENGINES[0] else "",
            engine.name,
            f"{median(built[engine.name]):.3f}",
            f"{load:.3f}",
            f"{megabytes:.1f}",
            f"{p50 * 1e6:,.0f}",
            f"{slow(times[engine.name]) * 1e6:,.0f}",
            f"{base / p50:,.1f} x",
        )


def _rounds(size: int) -> tuple[int, int, int]:
    """How often it is built, asked and loaded: the larger, the steadier and the longer."""
    if size <= 1_000:
        return 5, 200, 3
    return (3, 60, 1) if size <= 20_000 else (1, 30, 1)


def _interleaved(indexes: dict[str, Any], asked: Sequence[Terms]) -> dict[str, list[float]]:
    """Seconds of each question; the engines take turns, so that the machine's moods hit all."""
    times: dict[str, list[float]] = {engine.name: [] for engine in ENGINES}
    for counts in asked:
        for engine in ENGINES:
            query = _of_fields(counts, engine.fields)
            index, ask = indexes[engine.name], engine.ask
            times[engine.name].append(seconds(lambda i=index, q=query, a=ask: a(i, q)))  # type: ignore[misc]
    return times


def _agree(model: BM25Plus, postings: Bm25Retriever, asked: Sequence[Terms]) -> None:
    """The scores of the hits are rank_bm25's, less the delta of terms that a hit lacks."""
    for counts in asked:
        query = _of_fields(counts, STEMS)
        scores = model.get_scores(sorted(query))
        for hit in postings.search(dict.fromkeys(query, 1.0), TOP):
            unit = int(hit.passage_id)
            lacking = [term for term in query if term not in model.doc_freqs[unit]]
            surplus = sum(DELTA * (model.idf.get(term) or 0) for term in lacking)
            if abs(scores[unit] - surplus - hit.score) > 1e-6:
                raise AssertionError(f"the engines disagree on {sorted(query)}")


def _loaded(indexes: dict[str, Any], rounds: int) -> dict[str, tuple[float, float]]:
    """For each engine the seconds to read it from disk, and the megabytes that it takes then."""
    context = multiprocessing.get_context("spawn")
    found: dict[str, list[tuple[float, float]]] = {engine.name: [] for engine in ENGINES}
    with TemporaryDirectory() as folder:
        for _ in range(rounds):
            for number, (name, index) in enumerate(indexes.items()):
                path = Path(folder) / str(number)
                path.write_bytes(pickle.dumps(index))
                with context.Pool(1) as pool:
                    found[name].append(pool.apply(_load, (path,)))
                path.unlink()
    return {
        name: (median([load for load, _ in each]), median([mb for _, mb in each]))
        for name, each in found.items()
    }


def _load(path: Path) -> tuple[float, float]:
    before = resident()
    with path.open("rb") as file:
        index, took = timed(lambda: pickle.load(file))
    grown = resident() - before
    del index
    return took, grown


def _of_fields(counts: Terms, fields: frozenset[str]) -> Terms:
    return Counter({term: n for term, n in counts.items() if field_of(term) in fields})
