"""The best units of a segment for some weighted postings, with nothing but NumPy.

Terms come with the heaviest first. Once the k best are worth more than all terms to come can
give, no unit that has not been met can be among them: then only those met that can still reach
the k best are looked up in what is left, and long postings of common words are never read.
"""

from threading import local

import numpy as np
from numpy.typing import NDArray

from index.segments.kernel import KERNEL, LEAST, SAFE
from index.segments.segment import Numbers, Segment
from index.segments.snapshot import Part

Scores = NDArray[np.float64]

WORTH_PRUNING = 4_096
"""Postings from which on it pays to see whether they can be left out."""

FEW = 20
"""Of so many units one is few enough to be looked up in the postings, instead of these read."""

BLOCK = 128
"""Units of which the best is taken, to find a score that k units reach."""


def best_units(
    part: Part,
    worth: Scores,
    postings: Scores,
    k: int,
    least: float,
    only: Numbers | None = None,
) -> tuple[Numbers, Scores]:
    """The k best living units of a part and their scores; of equal ones at the border all.

    `only`: the living units that come into question, in order, where not all do.

    `postings`: a row for each term: from where to where its units stand, its weight, above zero,
    and the most that it gives to any unit; the heaviest first. A unit scores the sum of weight *
    worth[code] over the postings that it is in, added in this order. None that scores below
    `least` comes.
    """
    segment = part.segment
    k = min(k, segment.passage_count)
    gone = part.gone_passages
    if only is not None:
        if len(only) * FEW <= segment.passage_count:
            none = np.zeros(len(only))
            return _completed(segment, worth, postings, only, none, k, max(least, LEAST))
        gone = np.ones(segment.passage_count, np.bool_)
        gone[only] = False
    if KERNEL.compiled:
        units, scores = KERNEL.compiled(
            *(segment.units, segment.codes, worth, postings, gone),
            *(segment.passage_count, k, least),
        )
        return units, scores
    dead = part.dead_passages if only is None else np.flatnonzero(gone)
    left = np.cumsum(postings[::-1, 3])[::-1] * SAFE
    scores = _scratch(segment.passage_count)
    for place, (first, last, weight, _) in enumerate(postings.tolist()):
        start, end = int(first), int(last)
        if place and end - start >= WORTH_PRUNING:
            scores[dead] = 0
            reached = max(least, _reached_by(scores, k))
            if left[place] < reached:
                near = np.flatnonzero(scores > reached - left[place]).astype(np.int32)
                return _completed(segment, worth, postings[place:], near, scores[near], k, least)
        listed = segment.units[start:end]
        scores[listed] += weight * worth[segment.codes[start:end]]
    scores[dead] = 0
    reached = max(least, _reached_by(scores, k))
    found = np.flatnonzero(scores >= reached) if reached else np.flatnonzero(scores)
    return _best(found.astype(np.int32), scores[found], k)


def _completed(
    segment: Segment,
    worth: Scores,
    postings: Scores,
    units: Numbers,
    reached: Scores,
    k: int,
    least: float,
) -> tuple[Numbers, Scores]:
    """The same, where only these units come into question, which have reached so much, and these
    postings are left."""
    for first, last, weight, _ in postings.tolist():
        start, end = int(first), int(last)
        if start == end:
            continue  # held by sentences alone
        listed = segment.units[start:end]
        where = np.searchsorted(listed, units)
        where[where == len(listed)] = 0
        holding = np.flatnonzero(listed[where] == units)
        reached[holding] += weight * worth[segment.codes[start:end][where[holding]]]
    fitting = reached >= least
    return _best(units[fitting], reached[fitting], k)


def _best(units: Numbers, scores: Scores, k: int) -> tuple[Numbers, Scores]:
    if k < len(scores):
        fitting = scores >= np.partition(scores, -k)[-k]
        return units[fitting], scores[fitting]
    return units, scores


def _reached_by(scores: Scores, k: int) -> float:
    """A score that at least k units reach, near the best such; 0 where there are too few."""
    blocks = len(scores) // BLOCK
    if k > blocks // 2:
        found = scores[scores > 0]
        return float(np.partition(found, -k)[-k]) if k <= len(found) else 0.0
    best = scores[: blocks * BLOCK].reshape(blocks, BLOCK).max(axis=1)
    return float(np.partition(best, -k)[-k])


_OF_THREAD = local()


def _scratch(size: int) -> Scores:
    """Zeros, in memory that the thread keeps: to fetch it anew costs more than to clear it."""
    kept: Scores | None = getattr(_OF_THREAD, "scores", None)
    if kept is None or len(kept) < size:
        kept = _OF_THREAD.scores = np.zeros(size)
        return kept
    scores = kept[:size]
    scores.fill(0)
    return scores
