"""The engines that search the same terms: the segments, and their peers where they are installed.

All are given BM25+ with the same constants, but tantivy, which knows BM25 alone.
"""

import importlib.util
import pickle
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from rank_bm25 import BM25Plus

from index.retrieval import DELTA, K1, B, Bm25Retriever
from index.segments import (
    KERNEL,
    Part,
    Snapshot,
    build_parts,
    merge,
    open_segment,
    write_segment,
)
from tests.benchmarks.generator import PASSAGES_AN_ARTICLE
from tests.segmented import article_of_units

TOP = 10
STEMS = frozenset({"stem"})
FIELDS = STEMS | {"exact", "bigram"}

Terms = Sequence[str]


@dataclass(frozen=True)
class Engine:
    """`fields` are those of index.analysis that it gets; `most` passages, or it takes too long.

    `write` builds an index of each passage's terms and writes it to a path; `read` reads it.
    """

    name: str
    write: Callable[[Sequence[Terms], Path], object]
    read: Callable[[Path], Any]
    ask: Callable[[Any, Terms], object]
    needs: str | None = None
    fields: frozenset[str] = STEMS
    most: int = 10_000_000

    @property
    def installed(self) -> bool:
        return self.needs is None or importlib.util.find_spec(self.needs) is not None


def _write_rank_bm25(passages: Sequence[Terms], path: Path) -> object:
    return path.write_bytes(pickle.dumps(BM25Plus(passages, k1=K1, b=B, delta=DELTA)))


def _read_rank_bm25(path: Path) -> BM25Plus:
    return pickle.loads(path.read_bytes())


def _ask_rank_bm25(model: BM25Plus, query: Terms) -> object:
    return np.argsort(model.get_scores(query))[::-1][:TOP]


def _write_segments(passages: Sequence[Terms], path: Path) -> object:
    parts = build_parts(
        article_of_units(
            f"{first:09d}",
            {
                f"{first + n:09d}": Counter(terms)
                for n, terms in enumerate(passages[first : first + PASSAGES_AN_ARTICLE])
            },
        )
        for first in range(0, len(passages), PASSAGES_AN_ARTICLE)
    )
    return write_segment(merge(parts), path)


def _read_segments(path: Path) -> Bm25Retriever:
    return Bm25Retriever(Snapshot([Part(open_segment(path))]))


def _plainly(retriever: Bm25Retriever, query: Terms) -> object:
    compiled, KERNEL.compiled = KERNEL.compiled, None
    try:
        return retriever.search(dict.fromkeys(query, 1.0), TOP)
    finally:
        KERNEL.compiled = compiled


def _read_compiled(path: Path) -> Bm25Retriever:
    if (thread := KERNEL.warm()) is not None:
        thread.join()
    return _read_segments(path)


def _compiled(retriever: Bm25Retriever, query: Terms) -> object:
    return retriever.search(dict.fromkeys(query, 1.0), TOP)


def _write_bm25s(passages: Sequence[Terms], path: Path) -> object:
    import bm25s

    index = bm25s.BM25(method="bm25+", k1=K1, b=B, delta=DELTA)
    index.index(list(map(list, passages)), show_progress=False)
    return index.save(path)


def _read_bm25s(path: Path) -> Any:
    import bm25s

    return bm25s.BM25.load(path)


def _read_bm25s_compiled(path: Path) -> Any:
    index = _read_bm25s(path)
    index.backend = "numba"
    index.activate_numba_scorer()
    return index


def _ask_bm25s(index: Any, query: Terms) -> object:
    return index.retrieve([list(query)], k=TOP, show_progress=False, n_threads=0)


def _write_tantivy(passages: Sequence[Terms], path: Path) -> object:
    import tantivy

    path.mkdir()
    index = tantivy.Index(_schema(), str(path))
    writer = index.writer(heap_size=200_000_000, num_threads=1)
    for terms in passages:
        writer.add_document(tantivy.Document(terms=" ".join(terms)))
    writer.commit()
    writer.wait_merging_threads()
    return index


def _schema() -> Any:
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_text_field("terms", tokenizer_name="whitespace")
    return builder.build()


def _read_tantivy(path: Path) -> tuple[Any, Any]:
    import tantivy

    schema = _schema()
    return tantivy.Index(schema, str(path)).searcher(), schema


def _ask_tantivy(opened: tuple[Any, Any], query: Terms) -> object:
    from tantivy import Occur, Query

    searcher, schema = opened
    terms = [(Occur.Should, Query.term_query(schema, "terms", term)) for term in query]
    return searcher.search(Query.boolean_query(terms), TOP)


ENGINES = (
    Engine("rank_bm25", _write_rank_bm25, _read_rank_bm25, _ask_rank_bm25, most=100_000),
    Engine("segments", _write_segments, _read_segments, _plainly),
    Engine("segments, fast", _write_segments, _read_compiled, _compiled, "numba"),
    Engine("segments, all fields", _write_segments, _read_segments, _plainly, None, FIELDS),
    Engine("segments, all, fast", _write_segments, _read_compiled, _compiled, "numba", FIELDS),
    Engine("bm25s", _write_bm25s, _read_bm25s, _ask_bm25s, "bm25s"),
    Engine("bm25s, numba", _write_bm25s, _read_bm25s_compiled, _ask_bm25s, "bm25s"),
    Engine("tantivy", _write_tantivy, _read_tantivy, _ask_tantivy, "tantivy"),
)
