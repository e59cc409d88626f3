"""Annotating on all cores: other processes make articles ready, in the order in which they came.

Processes are started anew, not forked: whoever adds may have threads. So a script that adds many
has to begin with `if __name__ == "__main__":`, as multiprocessing asks of all. They end with the
process that started them, however that ends.
"""

import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from threading import Thread

from index.model import Article
from index.store.preparing import Prepared, prepare

WORTH_IT = 32
"""Articles from which on other processes are started: about what it takes to start them."""

_TOGETHER = 8  # articles that a process gets at a time
_AHEAD = 3  # such groups that are waiting or being worked on, for each process


def prepared(found: Iterable[Article]) -> Iterator[Prepared]:
    """Each article made ready, in order; on all cores where they are many. Takes no more of
    `found` than is being worked on."""
    articles = iter(found)
    yield from map(prepare, articles if _cores() == 1 else islice(articles, WORTH_IT))
    following = list(islice(articles, 1))
    if not following:
        return
    pool = ProcessPoolExecutor(_cores(), get_context("spawn"), initializer=_begin)
    try:
        yield from _spread(pool, chain(following, articles))
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _spread(pool: ProcessPoolExecutor, found: Iterator[Article]) -> Iterator[Prepared]:
    """Where the articles break off, by Ctrl-C too, those that were taken are made ready first."""
    waiting: deque[tuple[list[Article], Future[list[Prepared]]]] = deque()
    broken_off: BaseException | None = None
    try:
        while True:
            while len(waiting) < _AHEAD * _cores() and broken_off is None:
                group: list[Article] = []
                try:
                    group.extend(islice(found, _TOGETHER))
                except (Exception, KeyboardInterrupt) as error:
                    broken_off = error
                if not group:
                    break
                waiting.append((group, Future()))  # not lost if no process takes it
                waiting[-1] = group, pool.submit(_prepare, group)
            if not waiting:
                break
            yield from waiting[0][1].result()
            waiting.popleft()
    except BrokenProcessPool:  # one was killed, by a system without memory for instance
        for group, _ in waiting:
            yield from _prepare(group)
        if broken_off is None:
            yield from map(prepare, found)
    if broken_off is not None:
        raise broken_off


def _prepare(group: list[Article]) -> list[Prepared]:
    return [prepare(article) for article in group]


def _begin() -> None:
    """Ctrl-C is for the process that writes; and a process without it has nothing to do."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _cores() -> int:
    """Those that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
