"""Annotating on all cores: other processes make articles ready, in the order in which they came.

They are `index.store.worker`, and end with the process that started them, however that ends.
"""

import os
import pickle
import time
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import chain, cycle, islice
from typing import cast

from index.model import Article
from index.processes import ended, started
from index.store.preparing import Prepared, prepare

WORTH_IT = 32
"""Articles from which on other processes are started: about what it takes to start them."""

WORTH_CHARACTERS = 100_000
"""The same for their length, of which most is in the article that makes it worth it: whoever asks
in this process meanwhile would have half of it."""

AT_ONCE = 0.1
"""Seconds for which articles are gathered to see whether they are many; those that come more
slowly are made ready as they come."""

_TOGETHER = 8  # articles that a process gets at a time
_AHEAD = 10  # such groups that are waiting or being worked on, for each process


def prepared(found: Iterable[Article], cores: int | None = None) -> Iterator[Prepared]:
    """Each article made ready, in order; on so many cores, or all, where they are many, or long.
    Takes no more of `found` than is being worked on."""
    articles, cores = iter(found), cores or usable_cores()
    if cores == 1:
        yield from map(prepare, articles)
        return
    taken: deque[Article] = deque()  # and not yet made ready
    few, length, until = 0, 0, time.monotonic() + AT_ONCE
    broken_off: BaseException | None = None
    while True:
        try:
            taken.append(next(articles))
        except StopIteration:
            break
        except (Exception, KeyboardInterrupt) as error:
            broken_off = error
            break
        few, length = few + 1, length + len(taken[-1].text)
        if few > WORTH_IT or length > WORTH_CHARACTERS:
            yield from _elsewhere(cores, chain(taken, articles))
            return
        while taken and time.monotonic() > until:
            yield prepare(taken.popleft())
    yield from map(prepare, taken)
    if broken_off is not None:
        raise broken_off


def _elsewhere(cores: int, articles: Iterator[Article]) -> Iterator[Prepared]:
    workers = [_Worker() for _ in range(cores)]
    try:
        yield from _spread(workers, articles)
    finally:
        for worker in workers:
            worker.end()


class _Worker:
    """A process that makes groups of articles ready, one after the other."""

    def __init__(self) -> None:
        self._process = started("index.store.worker")

    def give(self, group: list[Article]) -> None:
        """Never waits for what is worked on. One that was killed, by a system without memory
        for instance, takes what it is given and makes nothing of it."""
        assert self._process.stdin is not None
        with suppress(OSError):
            pickle.dump(group, self._process.stdin, pickle.HIGHEST_PROTOCOL)
            self._process.stdin.flush()

    def take(self, group: list[Article]) -> list[Prepared]:
        """What was made of the group that was given first of those not yet taken."""
        assert self._process.stdout is not None
        try:
            return cast(list[Prepared], pickle.load(self._process.stdout))  # noqa: S301
        except (OSError, EOFError, pickle.UnpicklingError):
            return [prepare(article) for article in group]

    def end(self) -> None:
        with suppress(OSError):  # what it was given and never read
            ended(self._process)


def _spread(workers: list[_Worker], found: Iterator[Article]) -> Iterator[Prepared]:
    """Where the articles break off, by Ctrl-C too, those that were taken are made ready first."""
    waiting: deque[tuple[_Worker, list[Article]]] = deque()
    turns = cycle(workers)
    broken_off: BaseException | None = None
    while True:
        while len(waiting) < _AHEAD * len(workers) and broken_off is None:
            group: list[Article] = []
            try:
                group.extend(islice(found, _TOGETHER))
            except (Exception, KeyboardInterrupt) as error:
                broken_off = error
            if not group:
                break
            worker = next(turns)
            waiting.append((worker, group))
            worker.give(group)
        if not waiting:
            break
        worker, group = waiting.popleft()
        yield from worker.take(group)
    if broken_off is not None:
        raise broken_off


def usable_cores() -> int:
    """Those that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
