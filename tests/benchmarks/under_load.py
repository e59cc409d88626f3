"""Many questions a second while articles are added: none lost, none wrong, and how long each takes.

Processes share one library on disk, as bots behind one address do. Each answers its share of the
questions at moments set beforehand, late ones too, and an answer is as slow as it is late: what
waits behind a slow one is counted. Afterwards a copy of the library, to which the same articles
are added one by one, is asked the same by one thread, state by state.
"""

import itertools
import json
import shutil
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from hashlib import blake2b
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from rich.table import Table

from bot.answering import Answer, Answerer, NoAnswer
from bot.interchange import answer_json
from index.library import Library
from index.model import Article
from index.processes import collect_rarely
from tests.benchmarks import news
from tests.benchmarks.generator import PASSAGES_AN_ARTICLE, articles_of, passages, questions

A_SECOND = 200
ADDED_EVERY = 1.0
"""Seconds from one new article to the next."""

ASKED = 1_000
"""Different questions, asked over and over."""

OPENINGS = ("Who said", "When", "How many", "Where", "Why", "Who denies", "What", "Did")
BEHIND = ("Who disputes it?", "And when?", "Who says so?")
EACH_TENTH = 10
"""One question in so many follows on the one before."""

WAYS = ((1, 1), (1, 4), (2, 1), (2, 2))
"""Processes, and threads of each."""

Asked = tuple[str, tuple[str, ...]]


@dataclass
class Run:
    """What became of the questions: for each its number, the seconds from when it was due to its
    answer, how many articles were searched, and a digest of the answer, None where it failed."""

    seconds: float
    answers: list[tuple[int, float, int, str | None]] = field(default_factory=list)
    added: list[Article] = field(default_factory=list)


def table(seconds: float, size: int, a_second: float = A_SECOND) -> Table:
    """A row for each of WAYS, over news where that is at hand, else over made-up articles."""
    made = Table(
        *("processes", "threads", "asked", "answered a second", "p50 ms", "p99 ms", "slowest ms"),
        *("added", "lost", "wrong"),
        caption="wrong: not what a single thread answers from the same state of the library",
    )
    for column in made.columns:
        column.justify = "right"
    with TemporaryDirectory() as folder:
        whole, later, asked = _library(Path(folder) / "whole", size, int(seconds / ADDED_EVERY))
        for processes, threads in WAYS:
            kept, copy = Path(folder) / "asked", Path(folder) / "copy"
            for path in (kept, copy):
                shutil.copytree(whole, path)
            run = _run(kept, later, asked, seconds, a_second, processes, threads)
            times = [late for _, late, _, _ in run.answers]
            made.add_row(
                str(processes),
                str(threads),
                f"{len(run.answers):,}",
                f"{len(run.answers) / run.seconds:.0f}",
                *(f"{np.quantile(times, q) * 1e3:.1f}" for q in (0.5, 0.99, 1)),
                str(len(run.added)),
                str(int(seconds * a_second) - sum(d is not None for *_, d in run.answers)),
                str(_wrong(copy, run, asked)),
            )
            for path in (kept, copy):
                shutil.rmtree(path)
        held = Library.open(whole)
        made.title = (
            f"{a_second:.0f} questions a second for {seconds:.0f} s of {len(held.articles):,} "
            f"articles, {held.passage_count:,} passages, while articles are added"
        )
    return made


def _library(path: Path, size: int, later: int) -> tuple[Path, list[Article], list[Asked]]:
    """A library on disk of at least `size` passages, articles to be added to it later, and what
    to ask of all of them."""
    real = list(news.articles())
    texts = [] if real else passages(size + later * PASSAGES_AN_ARTICLE)
    articles = real or list(articles_of(texts))
    Library.open(path).add(articles[later:])
    paragraphs = texts or [p for a in articles for p in a.text.split("\n") if len(p.split()) > 15]
    found = [
        f"{opening} {words}?"
        for opening, words in zip(itertools.cycle(OPENINGS), questions(paragraphs, ASKED))
    ]
    asked: list[Asked] = [(question, ()) for question in found]
    for place, behind in zip(range(EACH_TENTH, ASKED, EACH_TENTH), itertools.cycle(BEHIND)):
        asked[place] = behind, (found[place - 1],)
    return path, articles[:later], asked


def _run(
    kept: Path,
    later: Sequence[Article],
    asked: Sequence[Asked],
    seconds: float,
    a_second: float,
    processes: int,
    threads: int,
) -> Run:
    context = get_context("spawn")
    due = [n / a_second for n in range(int(seconds * a_second))]
    ours, running = [], []
    for share in range(processes):
        here, there = context.Pipe()
        numbers = range(share, len(due), processes)
        given = [(n, due[n], asked[n % len(asked)]) for n in numbers]
        running.append(context.Process(target=_answer, args=(there, kept, given, threads)))
        running[-1].start()
        ours.append(here)
    library = Library.open(kept)
    for here in ours:
        assert here.recv() == "ready"
    start = time.monotonic() + 0.5  # the same clock in all processes
    for here in ours:
        here.send(start)
    run = Run(seconds)
    for place, article in enumerate(later):
        time.sleep(max(0.0, start + place * ADDED_EVERY - time.monotonic()))
        library.add([article])
        run.added.append(article)
    for here, process in zip(ours, running, strict=True):
        run.answers += here.recv()
        process.join()
    run.seconds = max(due[n] + late for n, late, _, _ in run.answers)
    return run


def _answer(
    there: Connection,
    kept: Path,
    given: Sequence[tuple[int, float, Asked]],
    threads: int,
) -> None:
    """In a process of its own: answer each question when it is due, or as soon as can be."""
    collect_rarely()  # as the command does
    answerer = Answerer(Library.open(kept))
    for _, _, (question, after) in given[:50]:
        answerer.answer(question, after)
    there.send("ready")
    start = there.recv()
    waiting = iter(given)  # threads take the next one each: one step of the interpreter

    def work() -> list[tuple[int, float, int, str | None]]:
        done = []
        for number, due, (question, after) in waiting:
            time.sleep(max(0.0, start + due - time.monotonic()))
            articles, digest = 0, None
            try:
                answer = answerer.answer(question, after)
                articles, digest = answer.searched.articles, _digest(answer)
            except Exception as error:  # counted as lost, and told
                print(f"{question!r}: {error!r}")
            done.append((number, time.monotonic() - start - due, articles, digest))
        return done

    with ThreadPoolExecutor(threads) as pool:
        working = [pool.submit(work) for _ in range(threads)]
        there.send([one for each in working for one in each.result()])


def _wrong(copy: Path, run: Run, asked: Sequence[Asked]) -> int:
    """How many of the answers are not those of a single thread from the same state."""
    given = defaultdict(set)
    for number, _, articles, digest in run.answers:
        if digest is not None:
            given[articles].add((number % len(asked), digest))
    wrong = 0
    for library in _states(Library.open(copy), run.added):
        answerer = Answerer(library)
        for number, digest in given.pop(len(library.articles), ()):
            wrong += _digest(answerer.answer(*asked[number])) != digest
    return wrong + sum(map(len, given.values()))


def _states(library: Library, added: Sequence[Article]) -> Iterator[Library]:
    yield library
    for article in added:
        library.add([article])
        library = library.latest()
        yield library


def _digest(answer: Answer | NoAnswer) -> str:
    """The same for the same answer: quotes, who says them, when, who disputes, scores and all."""
    quotations = answer.quotations if isinstance(answer, Answer) else answer.nearest
    told = [answer_json(answer), [quotation.score for quotation in quotations]]
    return blake2b(json.dumps(told, sort_keys=True).encode(), digest_size=16).hexdigest()
