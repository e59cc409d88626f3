"""The same as `best`, compiled by numba where that is installed (the extra `fast`).

Units are scored a window at a time, so that their sums stay in the processor's nearest memory.
As soon as the k best so far are worth more than the last, lightest terms together can give, these
are looked up only for units that the others have brought near (MaxScore: Turtle and Flood, 1995).
"""

import logging
import threading
from collections.abc import Callable
from typing import Any

import numpy as np

Compiled = Callable[..., Any]

WINDOW = 2_048
BLOCK = 64
"""Units that are looked at together; divides WINDOW."""

RARE = 128
"""Postings of a light term that are read in the time in which it is looked up for one unit."""

ROOM = 1_024
"""Units kept before those that have fallen behind are thrown out."""

SAFE = 1 + 1e-9
"""Bounds are sums of floats, and rounded."""

LEAST = 5e-324
"""The least score above nothing."""

_log = logging.getLogger(__name__)


# One function, for numba.
def best_in_windows(  # noqa: C901, PLR0912, PLR0913, PLR0915, PLR0917
    units: Any,
    codes: Any,
    worth: Any,
    postings: Any,
    gone: Any,
    count: int,
    k: int,
    least: float,
) -> Any:
    """Units and scores of all that score at least the k-th best score met up to then.

    `postings` are as in `best`. `gone`: for
    each unit whether it is removed, or nothing where none is. In plain Python it computes the
    same, far more slowly.
    """
    terms = len(postings)
    starts, ends = postings[:, 0].astype(np.int64), postings[:, 1].astype(np.int64)
    weights, left = postings[:, 2].copy(), np.zeros(terms + 1)
    for term in range(terms - 1, -1, -1):  # the most that it and those behind it give
        left[term] = left[term + 1] + postings[term, 3] * SAFE
    before = np.zeros(terms + 1, np.int64)
    before[1:] = np.cumsum(ends - starts)
    cursors = starts.copy()
    scores = np.zeros(WINDOW)
    heap = np.full(k, least)  # the least of the k best at its root
    capacity, found = ROOM, 0
    found_units, found_scores = np.empty(capacity, np.int32), np.empty(capacity)
    needed = terms  # the terms from here on are light
    for base in range(0, count, WINDOW):
        border = min(base + WINDOW, count)
        enough = needed
        while enough > 0 and left[enough - 1] < heap[0]:
            enough -= 1
        if enough == 0:
            break
        if before[enough] * RARE < before[needed] - before[enough]:
            needed = enough
        for term in range(needed):
            weight, end = weights[term], ends[term]
            stop = cursors[term]
            for place in range(stop, end):
                at = np.uint64(units[place] - base)
                if at >= WINDOW:
                    break
                scores[at] += weight * worth[codes[place]]
                stop += 1
            cursors[term] = stop
        for term in range(needed, terms):  # to the window's first unit, by doubled steps
            place, step = cursors[term], 1
            while place + step < ends[term] and units[place + step] < base:
                place += step
                step *= 2
            high = min(place + step, ends[term])
            while place < high:
                middle = (place + high) // 2
                if units[middle] < base:
                    place = middle + 1
                else:
                    high = middle
            cursors[term] = place
        for first in range(0, border - base, BLOCK):
            near = max(heap[0] - left[needed], LEAST)
            block = scores[first : first + BLOCK]
            worth_looking = 0
            for place in range(BLOCK):  # in a form that becomes vector instructions
                worth_looking += 1 if block[place] >= near else 0
            if not worth_looking:
                continue
            for place in range(BLOCK):
                score, unit = block[place], base + first + place
                if score < near or (len(gone) and gone[unit]):
                    continue
                for other in range(needed, terms):
                    if score + left[other] < heap[0]:
                        break
                    low, high = cursors[other], min(cursors[other] + WINDOW, ends[other])
                    while low < high:
                        middle = (low + high) // 2
                        if units[middle] < unit:
                            low = middle + 1
                        else:
                            high = middle
                    if low < ends[other] and units[low] == unit:
                        score += weights[other] * worth[codes[low]]
                if score < heap[0]:
                    continue
                if found == capacity:
                    kept = 0
                    for n in range(found):
                        if found_scores[n] >= heap[0]:
                            found_units[kept], found_scores[kept] = found_units[n], found_scores[n]
                            kept += 1
                    found = kept
                    if found > capacity // 2:
                        capacity *= 2
                        more_units, more_scores = np.empty(capacity, np.int32), np.empty(capacity)
                        more_units[:found], more_scores[:found] = (
                            found_units[:found],
                            found_scores[:found],
                        )
                        found_units, found_scores = more_units, more_scores
                found_units[found], found_scores[found] = unit, score
                found += 1
                if score > heap[0]:
                    parent = 0
                    while True:  # the new score sinks from the root to its place
                        child = 2 * parent + 1
                        if child >= k:
                            break
                        if child + 1 < k and heap[child + 1] < heap[child]:
                            child += 1
                        if heap[child] >= score:
                            break
                        heap[parent] = heap[child]
                        parent = child
                    heap[parent] = score
        scores[:] = 0.0
    kept = 0
    for n in range(found):
        if found_scores[n] >= heap[0]:
            found_units[kept], found_scores[kept] = found_units[n], found_scores[n]
            kept += 1
    return found_units[:kept], found_scores[:kept]


class _Kernel:
    """Compiled once for the process, in the background."""

    def __init__(self) -> None:
        self.compiled: Compiled | None = None
        self._lock = threading.Lock()
        self._started = False

    def warm(self) -> threading.Thread | None:
        with self._lock:
            if self._started:
                return None
            self._started = True
        thread = threading.Thread(target=self._compile, name="warming the search", daemon=True)
        thread.start()
        return thread

    def _compile(self) -> None:
        try:
            from numba import njit  # noqa: PLC0415  # takes half a second, and may not be there
        except ImportError:
            return
        compiled = njit(cache=True, nogil=True)(best_in_windows)
        for kind in (np.uint16, np.uint32):
            arrays = np.zeros(1, np.int32), np.zeros(1, kind), np.zeros(1), np.zeros((1, 4))
            for array in arrays[:2]:
                array.flags.writeable = False  # as those mapped from disk; numba tells them apart
            compiled(*arrays, np.zeros(0, np.bool_), 1, 1, 0.0)
        self.compiled = compiled
        _log.debug("the search is compiled")


KERNEL = _Kernel()
