"""Terms as numbers of 128 bits, so that a dictionary of millions of them is two sorted arrays.

A digest stands for its term: that two terms ever share one is less likely than a machine that
miscounts (BLAKE2b, 126 bits of it). Its first two bits are the term's field, so that the terms
of a field stand together; inside a field digests are spread evenly.
"""

from bisect import bisect_left
from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from index.analysis import field_of

ORDER = ("stem", "bigram", "exact")
"""The fields of index.analysis in the order in which they stand in a segment."""

Halves = NDArray[np.uint64]
Digest = tuple[int, int]

_FIELD_SHIFT = 62
_NUMBER = {field: number for number, field in enumerate(ORDER)}
_REST = (1 << _FIELD_SHIFT) - 1


@lru_cache(20_000)
def digest_of(term: str) -> Digest:
    """The digest as its high and its low 64 bits."""
    whole = int.from_bytes(_hashed(term), "little")
    high = (_NUMBER[field_of(term)] << _FIELD_SHIFT) | (whole & _REST)
    return high, whole >> 64


def digests_of(terms: Iterable[str]) -> tuple[Halves, Halves]:
    """The same for many terms: their high halves and their low halves."""
    listed = list(terms)
    halves = np.frombuffer(b"".join(map(_hashed, listed)), "<u8").reshape(-1, 2)
    fields = np.fromiter((_NUMBER[field_of(term)] for term in listed), np.uint64, len(listed))
    high = (fields << np.uint64(_FIELD_SHIFT)) | (halves[:, 0] & np.uint64(_REST))
    return high, halves[:, 1].astype(np.uint64)


def field_borders(high: Halves) -> tuple[int, int, int, int]:
    """Where in sorted digests the fields begin, in ORDER, and where the last one ends."""
    first, second = np.searchsorted(
        high, np.array([1 << _FIELD_SHIFT, 2 << _FIELD_SHIFT], np.uint64)
    ).tolist()
    return 0, first, second, len(high)


def shares(field: int, number: int) -> Halves:
    """The least high halves of `number` equal shares of a field, and the end of the last."""
    step = (_REST + 1) // number
    least = [(field << _FIELD_SHIFT) + step * share for share in range(number)]
    return np.array([*least, (field + 1) << _FIELD_SHIFT], np.uint64)


def place_of(digest: Digest, high: memoryview, low: memoryview) -> int:
    """The place of a digest in sorted halves, or -1."""
    place = bisect_left(high, digest[0])
    while place < len(high) and high[place] == digest[0]:
        if low[place] == digest[1]:
            return place
        place += 1
    return -1


def _hashed(term: str) -> bytes:
    return blake2b(term.encode("utf-8", "surrogatepass"), digest_size=16).digest()
