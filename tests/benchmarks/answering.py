"""Whole answers: from a folder of files to a library, from a question to quotes."""

import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.table import Table

from bot.answering import Answer, Answerer
from index.library import Library
from tests.benchmarks.generator import PASSAGES_AN_ARTICLE, passages, questions
from tests.benchmarks.measuring import median, resident, seconds, slow, timed

QUESTION = "Who delivered the helicopters to Mali?"
ROOT = Path(__file__).parent.parent.parent
QUESTIONS = 60
STARTS = 5


def table(sizes: Sequence[int]) -> Table:
    """A row for each size; articles of PASSAGES_AN_ARTICLE paragraphs."""
    made = Table(
        *("passages", "articles", "load s", "MB", "p50 ms", "p95 ms", "answered"),
        title="whole answers",
        caption="load: from text files to a library that can be asked",
    )
    for column in made.columns:
        column.justify = "right"
    for size in sizes:
        texts = passages(size)
        before = resident()
        with _folder(texts) as folder:
            library, load = timed(lambda f=folder: Library.of_folder(f))  # type: ignore[misc]
        megabytes = resident() - before
        answerer = Answerer(library)
        asked = questions(texts, QUESTIONS)
        answered = sum(isinstance(answerer.answer(question), Answer) for question in asked)
        times = [seconds(lambda q=q, a=answerer: a.answer(q)) for q in asked]  # type: ignore[misc]
        made.add_row(
            f"{library.passage_count:,}",
            f"{len(library.articles):,}",
            f"{load:.2f}",
            f"{megabytes:.1f}",
            f"{median(times) * 1e3:.2f}",
            f"{slow(times) * 1e3:.2f}",
            f"{answered} of {len(asked)}",
        )
    return made


def starting() -> Table:
    """The command as a process of its own, on the project's article."""
    made = Table("command", f"median of {STARTS}, s", "slowest, s", title="start to first answer")
    entry = [sys.executable, "-c", "from bot.cli import entry; entry()"]
    command = [*entry, "ask", "--seeds", str(ROOT / "seeds"), QUESTION]
    times = [
        seconds(lambda: subprocess.run(command, cwd=ROOT, check=True, capture_output=True))
        for _ in range(STARTS)
    ]
    made.add_row(f'saidwho ask "{QUESTION}"', f"{median(times):.2f}", f"{max(times):.2f}")
    return made


@contextmanager
def _folder(texts: Sequence[str]) -> Iterator[Path]:
    with TemporaryDirectory() as name:
        folder = Path(name)
        for start in range(0, len(texts), PASSAGES_AN_ARTICLE):
            article = "\n\n".join(texts[start : start + PASSAGES_AN_ARTICLE])
            path = folder / f"{start:09d}.txt"
            path.write_text(f"date 2022-04-18\n\n{article}\n", encoding="utf-8")
        yield folder
