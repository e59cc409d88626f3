import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from index import processes
from index.model import Article
from index.store import pool
from index.store.preparing import Prepared, prepare
from tests.conftest import article_of

ROOT = Path(__file__).parent.parent


def stories(count: int) -> Iterator[Article]:
    return (article_of(f"Ana Roy said that pier {n} burnt.", f"s{n}") for n in range(count))


def test_other_processes_make_the_same_of_articles_in_the_same_order(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pool, "WORTH_IT", 3)
    monkeypatch.setattr(pool, "usable_cores", lambda: 2)

    assert list(pool.prepared(stories(30))) == [prepare(article) for article in stories(30)]


def test_a_long_article_is_made_ready_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    here: list[str] = []

    def kept(article: Article) -> Prepared:
        here.append(article.id)
        return prepare(article)

    monkeypatch.setattr(pool, "WORTH_CHARACTERS", 100)
    monkeypatch.setattr(pool, "usable_cores", lambda: 2)
    monkeypatch.setattr(pool, "prepare", kept)
    articles = [*stories(1), article_of("Ana Roy said so. " * 20, "long")]

    ready = list(pool.prepared(articles))

    assert [one.article.id for one in ready] == ["s0", "long"]
    assert not here


def test_articles_that_come_slowly_are_made_ready_as_they_come(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pool, "AT_ONCE", 0)
    monkeypatch.setattr(pool, "usable_cores", lambda: 2)
    articles = stories(3)

    ready = pool.prepared(articles)

    assert next(ready).article.id == "s0"
    assert next(articles).id == "s1"


def test_where_few_articles_break_off_those_taken_are_made_ready(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pool, "usable_cores", lambda: 2)

    def broken() -> Iterator[Article]:
        yield from stories(2)
        raise KeyboardInterrupt

    made: list[str] = []
    with pytest.raises(KeyboardInterrupt):
        made.extend(one.article.id for one in pool.prepared(broken()))

    assert made == ["s0", "s1"]


def test_no_more_articles_are_taken_than_are_worked_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "usable_cores", lambda: 1)
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
    children = []

    def started(module: str) -> subprocess.Popen[bytes]:
        children.append(processes.started(module))
        return children[-1]

    monkeypatch.setattr(pool, "WORTH_IT", 1)
    monkeypatch.setattr(pool, "usable_cores", lambda: 2)
    monkeypatch.setattr(pool, "started", started)
    ready = pool.prepared(stories(200))
    first = [next(ready) for _ in range(9)]

    for child in children:
        child.kill()

    assert [one.article.id for one in (*first, *ready)] == [a.id for a in stories(200)]
    assert len(children) == 2
    assert all(child.returncode is not None for child in children)


def test_where_articles_break_off_those_taken_are_made_ready(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pool, "WORTH_IT", 1)
    monkeypatch.setattr(pool, "usable_cores", lambda: 2)

    def broken() -> Iterator[Article]:
        yield from stories(20)
        raise KeyboardInterrupt

    made: list[str] = []
    with pytest.raises(KeyboardInterrupt):
        made.extend(one.article.id for one in pool.prepared(broken()))

    assert made == [article.id for article in stories(20)]


def test_a_script_without_any_ceremony_adds_many_and_its_processes_end_with_it() -> None:
    script = """
import subprocess
from index.store import pool
from tests.test_pool import stories

pool.WORTH_IT, pool.usable_cores = 1, lambda: 2
pids = []
def started(module, start=pool.started):
    pids.append(start(module))
    return pids[-1]
pool.started = started
ready = pool.prepared(stories(10_000))
[next(ready) for _ in range(3)]
print(*[child.pid for child in pids], flush=True)
input()
"""
    children = orphaned(script)

    assert len(children) == 2


def orphaned(script: str, *arguments: str) -> list[str]:
    """Kill a script that has printed the numbers of its children and waits, while they run; the
    numbers, once the children have ended too."""
    with subprocess.Popen(
        [sys.executable, "-c", script, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    ) as process:
        assert process.stdout
        children = process.stdout.readline().split()
        assert all(map(running, children))
        process.kill()
    until = time.monotonic() + 20
    while any(map(running, children)) and time.monotonic() < until:
        time.sleep(0.05)
    assert not any(map(running, children))
    return children


def running(pid: str) -> bool:
    """Also a process that has ended and was not asked how still has a name in /proc, but no
    command."""
    try:
        return bool(Path("/proc", pid, "cmdline").read_bytes())
    except OSError:
        return False
