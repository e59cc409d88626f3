"""How things are measured here: seconds by the wall clock, megabytes of resident memory."""

import gc
import os
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import numpy as np

T = TypeVar("T")


def timed(work: Callable[[], T]) -> tuple[T, float]:
    """What the work gives, and the seconds it took; rubbish of before is not collected in it."""
    gc.collect()
    start = time.perf_counter()
    made = work()
    return made, time.perf_counter() - start


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def median(times: Sequence[float]) -> float:
    return statistics.median(times)


def slow(times: Sequence[float]) -> float:
    """The 95th percentile."""
    return float(np.quantile(times, 0.95))


def resident() -> float:
    """Megabytes of this process that lie in memory now."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6
