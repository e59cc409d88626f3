import multiprocessing
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.model import Article
from index.store import pool
from index.store.preparing import prepare
from tests.conftest import article_of

ROOT = Path(__file__).parent.parent


def stories(count: int) -> Iterator[Article]:
    return (article_of(f"Ana Roy said that pier {n} burnt.", f"s{n}") for n in range(count))


def test_other_processes_make_the_same_of_articles_in_the_same_order(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pool, "WORTH_IT", 3)
    monkeypatch.setattr(pool, "_cores", lambda: 2)

    assert list(pool.prepared(stories(30))) == [prepare(article) for article in stories(30)]


def test_no_more_articles_are_taken_than_are_worked_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "_cores", lambda: 1)
    taken = []

    def counted() -> Iterator[Article]:
        for article in stories(20):
            taken.append(article.id)
            yield article

    ready = pool.prepared(counted())
    next(ready)

    assert taken == ["s0"]


def test_articles_of_a_process_that_was_killed_are_not_lost(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pool, "WORTH_IT", 1)
    monkeypatch.setattr(pool, "_cores", lambda: 2)
    ready = pool.prepared(stories(200))
    first = [next(ready) for _ in range(9)]

    for child in multiprocessing.active_children():
        child.kill()

    assert [one.article.id for one in (*first, *ready)] == [a.id for a in stories(200)]


def test_processes_end_with_the_one_that_started_them() -> None:
    script = """
import multiprocessing
from index.store import pool
from tests.test_pool import stories

pool.WORTH_IT, pool._cores = 1, lambda: 2
if __name__ == "__main__":
    ready = pool.prepared(stories(10_000))
    [next(ready) for _ in range(3)]
    print(*[child.pid for child in multiprocessing.active_children()], flush=True)
    input()
"""
    with subprocess.Popen(
        [sys.executable, "-c", script],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    ) as process:
        assert process.stdout
        children = process.stdout.readline().split()
        assert len(children) == 2
        process.kill()
        rest = process.stdout.read()  # ends when nobody holds the other end any more

    assert rest == ""
