"""A question of some of the articles: what it costs to tell which, and to search them alone."""

from datetime import date, timedelta
from functools import partial

from rich.table import Table

from bot.scoping import scoped
from index.analysis import terms
from index.catalogue import Catalogue
from index.library import Library
from index.retrieval import Bm25Retriever
from index.segments import Snapshot, build_parts
from index.store.articles import Listed
from tests.benchmarks.engines import TOP
from tests.benchmarks.generator import passages, questions
from tests.benchmarks.measuring import median, seconds, slow, timed
from tests.segmented import article_of_units

OUTLETS = 301
FIRST = date(2015, 1, 1)
DAYS = 2_000
ROUNDS = 3
ASKED = (
    ("everything", ""),
    ("an outlet", "from:outlet7"),
    ("a year", "since:2017 before:2018"),
    ("an outlet in three months", "from:outlet7 since:2017-04 until:2017-06"),
)


class _Listing(Library):
    """As much of a library as a scope looks at."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue


def table(number: int) -> Table:
    """A row for each filter, over `number` articles of a passage each."""
    made = Table(
        *("asked of", "articles", "filter p50 µs", "search p50 µs", "p95 µs"),
        title=f"the best {TOP} passages of some of {number:,} articles of {OUTLETS} outlets",
    )
    for column in made.columns[1:]:
        column.justify = "right"
    texts = passages(number)
    held = (article_of_units(str(n), {str(n): terms(text, "en")}) for n, text in enumerate(texts))
    retriever = Bm25Retriever(Snapshot(build_parts(held)))
    listed = [
        Listed(
            *(n, str(n), (FIRST + timedelta(n * 7919 % DAYS)).toordinal(), 1),
            outlet=f"Outlet{n * 104_729 % OUTLETS}",
        )
        for n in range(number)
    ]
    catalogue, took = timed(lambda: _told(listed))
    library = _Listing(catalogue)
    asked = [dict.fromkeys(terms(question, "en"), 1.0) for question in questions(texts, 50)]
    for name, written in ASKED:
        scope = scoped(f"ships {written}", catalogue)
        mask = scope.mask(library) if scope.narrows else None

        def narrowing(text: str = written) -> object:
            return scoped(f"ships {text}", catalogue).mask(library)

        narrowed = [seconds(narrowing) for _ in range(ROUNDS * 10)]
        searches = [partial(retriever.search, query, TOP, mask) for query in asked]
        times = [seconds(search) for _ in range(ROUNDS) for search in searches]
        made.add_row(
            name,
            f"{number if mask is None else int(mask.sum()):,}",
            f"{median(narrowed) * 1e6:,.0f}",
            f"{median(times) * 1e6:,.0f}",
            f"{slow(times) * 1e6:,.0f}",
        )
    made.caption = f"catalogue of a new state of the library: {took * 1e3:.0f} ms"
    return made


def _told(listed: list[Listed]) -> Catalogue:
    catalogue = Catalogue(listed)
    assert catalogue.mastheads
    return catalogue
