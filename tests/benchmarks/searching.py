"""The segments beside other engines: the same terms, the same questions, in turns."""

import multiprocessing
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from rank_bm25 import BM25Plus
from rich.table import Table

from index.analysis import field_of, terms
from index.retrieval import DELTA, Bm25Retriever
from tests.benchmarks import news
from tests.benchmarks.engines import ENGINES, STEMS, TOP, Engine, Terms
from tests.benchmarks.generator import passages, questions
from tests.benchmarks.measuring import median, resident, seconds, slow, timed

AGREEING = 3
"""Questions for which the scores of the segments and of rank_bm25 are compared."""

ROUNDS = 3
"""How often each question is asked."""


def table(sizes: Sequence[int]) -> Table:
    """A row for each engine and size, and for real news where that is at hand."""
    made = Table(
        *("passages", "engine", "build s", "disk MB", "load s", "MB", "p50 µs", "p95 µs", "×"),
        title=f"the best {TOP} passages of a question of 3 to 7 words",
        caption=(
            "build: from terms to files; load and MB: in a new process that has answered 20 "
            "questions; ×: how often as fast as the slowest at p50; medians of engines in turns"
        ),
    )
    for column in made.columns[2:]:
        column.justify = "right"
    texts = passages(max(sizes))
    for size in sizes:
        _measure(made, f"{size:,}", texts[:size])
    if real := news.paragraphs():
        _measure(made, f"{len(real):,} of news", real)
    return made


def _measure(made: Table, name: str, texts: Sequence[str]) -> None:
    counted = [list(terms(text, "en").elements()) for text in texts]
    asked = [list(terms(question, "en")) for question in questions(list(texts), _number(texts))]
    engines = [e for e in ENGINES if e.installed and len(texts) <= e.most]
    with TemporaryDirectory() as folder:
        paths = {engine.name: Path(folder) / engine.name for engine in engines}
        built = {}
        for engine in engines:
            given = [_of_fields(each, engine) for each in counted]
            _, built[engine.name] = timed(lambda e=engine, g=given: e.write(g, paths[e.name]))  # type: ignore[misc]
        del counted, given
        loaded = {
            engine.name: _loaded(engine, paths[engine.name], asked[:20]) for engine in engines
        }
        times = _in_turns({e.name: e.read(paths[e.name]) for e in engines}, engines, asked)
        sizes = {name: _bytes(path) for name, path in paths.items()}
    base = max(median(each) for each in times.values())
    for engine in engines:
        load, megabytes = loaded[engine.name]
        p50 = median(times[engine.name])
        made.add_row(
            name if engine is engines[0] else "",
            engine.name,
            f"{built[engine.name]:.1f}",
            f"{sizes[engine.name] / 1e6:.1f}",
            f"{load:.3f}",
            f"{megabytes:.0f}",
            f"{p50 * 1e6:,.0f}",
            f"{slow(times[engine.name]) * 1e6:,.0f}",
            f"{base / p50:,.1f}",
        )
    made.add_section()


def _number(texts: Sequence[str]) -> int:
    """Questions: fewer where the slowest engine takes long."""
    return 200 if len(texts) <= 1_000 else 60 if len(texts) <= 20_000 else 30


def _in_turns(
    indexes: dict[str, Any], engines: Sequence[Engine], asked: Sequence[Terms]
) -> dict[str, list[float]]:
    """Seconds of each question; the engines take turns, so that the machine's moods hit all."""
    if "rank_bm25" in indexes:
        _agree(indexes["rank_bm25"], indexes["segments"], asked[:AGREEING])
    times: dict[str, list[float]] = {engine.name: [] for engine in engines}
    for _ in range(ROUNDS):
        for question in asked:
            for engine in engines:
                query = _of_fields(question, engine)
                index, ask = indexes[engine.name], engine.ask
                times[engine.name].append(seconds(lambda i=index, q=query, a=ask: a(i, q)))  # type: ignore[misc]
    return times


def _agree(model: BM25Plus, retriever: Bm25Retriever, asked: Sequence[Terms]) -> None:
    """The scores of the hits are rank_bm25's, less the delta of terms that a hit lacks."""
    for question in asked:
        query = [term for term in question if field_of(term) in STEMS]
        scores = model.get_scores(query)
        for hit in retriever.search(dict.fromkeys(query, 1.0), TOP):
            unit = int(hit.passage_id)
            lacking = [term for term in query if term not in model.doc_freqs[unit]]
            surplus = sum(DELTA * (model.idf.get(term) or 0) for term in lacking)
            if abs(scores[unit] - surplus - hit.score) > 1e-6:
                raise AssertionError(f"the engines disagree on {query}")


def _loaded(engine: Engine, path: Path, asked: Sequence[Terms]) -> tuple[float, float]:
    """Seconds to read an index, and the megabytes that it takes when it has been asked."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        number = ENGINES.index(engine)
        return pool.apply(_load, (number, path, [_of_fields(q, engine) for q in asked]))


def _load(number: int, path: Path, asked: Sequence[Terms]) -> tuple[float, float]:
    engine = ENGINES[number]
    before = resident()
    index, took = timed(lambda: engine.read(path))
    for query in asked:
        engine.ask(index, query)
    return took, resident() - before


def _bytes(path: Path) -> int:
    if path.is_file():
        return path.stat().st_size
    return sum(file.stat().st_size for file in path.rglob("*") if file.is_file())


def _of_fields(held: Terms, engine: Engine) -> list[str]:
    return [term for term in held if field_of(term) in engine.fields]
