"""Whole answers: from a folder of files to a library, from a question to quotes."""

import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.table import Table

from bot.answering import Answer, Answerer
from bot.evidence import rank_sentences
from bot.message import prove
from bot.question import read_question
from bot.rendering import answer_message
from index.library import Library
from tests.benchmarks.generator import PASSAGES_AN_ARTICLE, passages, questions
from tests.benchmarks.measuring import median, resident, seconds, slow, timed

QUESTION = "Who delivered the helicopters to Mali?"
ROOT = Path(__file__).parent.parent.parent
QUESTIONS = 60
STARTS = 5
STAGES = (
    "question read",
    "sentences ranked",
    "judged, quoted, sides found",
    "message made",
    "quotes proved",
)


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


def stages(size: int) -> Table:
    """Where the time of a whole answer goes, in a library of `size` passages."""
    texts = passages(size)
    with _folder(texts) as folder:
        library = Library.of_folder(folder)
    answerer = Answerer(library)
    spent: dict[str, list[float]] = {stage: [] for stage in STAGES}
    for text in questions(texts, QUESTIONS):
        answerer.answer(text)  # what is kept of the articles is kept for all stages alike
        question, read = timed(lambda q=text: read_question(q))  # type: ignore[misc]
        ranking = seconds(lambda q=question: rank_sentences(library, q))  # type: ignore[misc]
        answer, whole = timed(lambda q=text: answerer.answer(q))  # type: ignore[misc]
        message, made = timed(lambda a=answer: answer_message(a))  # type: ignore[misc]
        proof = seconds(lambda m=message: prove(m, library))  # type: ignore[misc]
        rest = max(0.0, whole - read - ranking)
        for stage, time in zip(STAGES, (read, ranking, rest, made, proof), strict=True):
            spent[stage].append(time)
    table = Table("stage", "median ms", "p95 ms", title=f"a whole answer, {size:,} passages")
    for stage, times in spent.items():
        table.add_row(stage, f"{median(times) * 1e3:.2f}", f"{slow(times) * 1e3:.2f}")
    return table


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
