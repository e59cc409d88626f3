"""Libraries on disk: how fast they grow, how much room they take, how soon they can be asked."""

import subprocess
import sys
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.table import Table

from index.library import Library
from index.model import Article
from index.processes import collect_rarely
from tests.benchmarks import news
from tests.benchmarks.generator import (
    PASSAGES_AN_ARTICLE,
    article_of,
    articles_of,
    passages,
    questions,
)
from tests.benchmarks.measuring import median, timed

WORDS = 500
ARTICLES = 1_000
AGAIN = 7
ROOT = Path(__file__).parents[2]

STARTING = """
import sys, time
from pathlib import Path
began = time.perf_counter()
from bot.answering import Answerer
from index.library import Library
from tests.benchmarks.measuring import resident
if __name__ == "__main__":
    Answerer(Library.open(Path(sys.argv[1]))).answer(sys.argv[2])
    print(time.perf_counter() - began, resident())
"""


def bulk() -> Table:
    """Many articles at once, with all that is known of them, on all cores."""
    collect_rarely()  # as the command does
    made = Table(
        *("text", "articles", "passages", "seconds", "articles a second", "bytes a passage"),
        title=f"adding articles of {WORDS} words to a library on disk",
    )
    for column in made.columns[1:]:
        column.justify = "right"
    made_up = passages(ARTICLES * PASSAGES_AN_ARTICLE)
    texts = {
        "news": map(article_of, news.texts_of(WORDS)),
        "made up, of 400 words": articles_of(made_up),
    }
    for name, found in texts.items():
        listed = list(islice(found, ARTICLES))
        if not listed:
            continue
        with TemporaryDirectory() as folder:
            library = Library.open(Path(folder))
            _, seconds = timed(lambda lib=library, new=listed: lib.add(new))  # type: ignore[misc]
            held = library.latest()
            made.add_row(
                name,
                f"{len(held.articles):,}",
                f"{held.passage_count:,}",
                f"{seconds:.1f}",
                f"{len(held.articles) / seconds:.0f}",
                f"{held.size / held.passage_count:,.0f}",
            )
    return made


def kept(size: int) -> Table:
    """A library of `size` made-up passages: one article more, and the command started anew."""
    made = Table("what", "median", title=f"a library on disk of {size:,} passages")
    made.columns[1].justify = "right"
    texts = passages(size + AGAIN * PASSAGES_AN_ARTICLE)
    with TemporaryDirectory() as folder:
        library = Library.open(Path(folder))
        articles = articles_of(texts)
        _, seconds = timed(lambda: library.add(islice(articles, size // PASSAGES_AN_ARTICLE)))
        made.add_row("adding all of it", f"{seconds:.0f} s")
        now = library.latest()
        made.add_row("bytes on disk a passage", f"{now.size / now.passage_count:,.0f}")
        one_more = [timed(lambda a=a: _searchable(now, a))[1] for a in articles]  # type: ignore[misc]
        made.add_row("one article more, until it is found", f"{median(one_more) * 1e3:.0f} ms")
        command = [sys.executable, "-c", STARTING, folder, questions(texts, 1)[0]]
        runs = [
            subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
            for _ in range(AGAIN)
        ]
        figures = [tuple(map(float, run.stdout.split())) for run in runs]
        made.add_row("start to first answer", f"{median([s for s, _ in figures]):.2f} s")
        made.add_row("resident then", f"{median([m for _, m in figures]):.0f} MB")
    return made


def _searchable(library: Library, article: Article) -> None:
    library.add([article])
    assert article.id in library.latest().articles
    library.latest().search({"ba": 1.0}, 10)
