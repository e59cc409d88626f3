"""A library whose writers are killed, run out of disk, or meet each other."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from index.errors import BusyLibraryError
from index.library import Library
from index.model import Article
from index.store.database import NAME
from tests.conftest import article_of

ROOT = Path(__file__).parent.parent
KILLS = int(os.environ.get("SAIDWHO_TEST_KILLS", "6"))
"""How often a writer is killed; more in tests/benchmarks."""

WRITER = """
import sys
from pathlib import Path
from index.library import Library
from index.store import kept
from tests.test_interruptions import story

if int(sys.argv[2]) % 2:  # what is merged later elsewhere is merged behind every article
    kept.MERGED_AT_ONCE = 0
library = Library.open(Path(sys.argv[1]))
print("ready", flush=True)
for number in range(int(sys.argv[2]), 100_000):
    library.add([story(number)])
    print(number, flush=True)
"""


def story(number: int) -> Article:
    """Every second one denies what the one before says."""
    text = (
        f"Rail Union said that drivers had stopped work at pier {number // 2}.\n\nIt rained."
        if number % 2 == 0
        else f"Metro denied that drivers of Rail Union had stopped work at pier {number // 2}."
    )
    return article_of(f"{text} This is story {number}.", f"s{number}")


@contextmanager
def writer(data: Path, start: int) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(data), str(start)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    try:
        assert process.stdout
        assert process.stdout.readline() == "ready\n", process.stderr and process.stderr.read()
        yield process
    finally:
        process.kill()
        process.communicate()


def check(data: Path, at_least: int) -> int:
    """That the library is whole, and holds what was said to be added; how many that are."""
    connection = sqlite3.connect(data / NAME)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()
    library = Library.open(data)
    count = len(library.articles)
    assert sorted(library.articles) == sorted(f"s{number}" for number in range(count))
    assert count >= at_least
    for number in range(max(0, count - 5), count):
        article = library.articles[f"s{number}"]
        assert article == story(number)
        assert library.claims(article.id)
        found = library.search({str(number): 1.0}, count)
        assert f"s{number}#" in "".join(hit.passage_id for hit in found)
    assert library.passage_count == sum(
        len(library.segmentation(key).passages) for key in library.articles
    )
    return count


def test_a_kill_at_any_moment_leaves_the_last_complete_state(tmp_path: Path) -> None:
    chance, count = random.Random(7), 0
    for _ in range(KILLS):
        with writer(tmp_path, count) as process:
            assert process.stdout
            told = count
            until = time.monotonic() + chance.uniform(0.01, 0.25)
            while time.monotonic() < until:
                told = int(process.stdout.readline()) + 1
            os.kill(process.pid, signal.SIGKILL)
        count = check(tmp_path, told)

    assert count > 0


def test_readers_never_wait_while_another_process_adds(tmp_path: Path) -> None:
    with writer(tmp_path, 0) as process:
        assert process.stdout
        process.stdout.readline()
        library = Library.open(tmp_path)
        seen = []
        for _ in range(20):
            began = time.monotonic()
            library = library.latest()
            assert library.search({"pier": 1.0}, 3)
            seen.append((len(library.articles), time.monotonic() - began))

    counts = [count for count, _ in seen]
    assert counts == sorted(counts)
    assert max(waited for _, waited in seen) < 5


def test_of_two_who_add_at_once_both_finish_or_one_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.store.database.PATIENCE", 0.5)
    library = Library.open(tmp_path)
    added = 0
    with writer(tmp_path, 1_000) as process:
        assert process.stdout
        process.stdout.readline()
        for number in range(5):
            with suppress(BusyLibraryError):
                library.add([story(number)])
                added += 1
        told = int(process.stdout.readline())

    held = set(Library.open(tmp_path).articles)
    assert {f"s{number}" for number in range(1_000, told + 1)} <= held
    assert len([key for key in held if len(key) < 4]) == added


def test_a_writer_that_stops_in_the_middle_of_many_keeps_what_is_done(tmp_path: Path) -> None:
    library = Library.open(tmp_path)

    def stories() -> Iterator[Article]:
        yield from map(story, range(80))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        library.add(stories())

    assert check(tmp_path, 80) == 80
