"""Few large segments instead of many small ones, and nothing left of what was removed.

Segments that follow one another are merged share by share of the terms: since terms are sorted by
digests, a share is a slice of each array, and no more than some shares lie in memory at a time.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np

from index.segments.digests import ORDER, shares
from index.segments.files import SegmentWriter
from index.segments.segment import ARRAYS, Array, Numbers, Segment, starts_of
from index.segments.snapshot import Part, Snapshot

AT_ONCE = 1 << 20
"""Postings of a share. A merge takes about 60 bytes of memory for each of them."""

FACTOR = 4
"""How many segments of about one size are merged into one, FACTOR times as large."""

WHEN_DONE = 2
"""The same once many articles have been added: what every question then takes less is worth more
than what writing takes once."""

SMALLEST = 500
"""Passages up to which segments count as of one size."""

SPOILT = 0.25
"""Share of removed passages from which on a segment is written anew without them."""


class Sink(Protocol):
    def append(self, name: str, piece: Array) -> None: ...

    def finish(self) -> Segment: ...


class _Memory:
    """Satisfies Sink."""

    def __init__(self) -> None:
        self._pieces: dict[str, list[Array]] = {}

    def append(self, name: str, piece: Array) -> None:
        self._pieces.setdefault(name, []).append(piece)

    def finish(self) -> Segment:
        arrays = {}
        for name in list(self._pieces):  # the pieces of one array are gone before the next
            arrays[name] = np.concatenate(self._pieces.pop(name))
        return Segment(arrays)


def merge(parts: Sequence[Part]) -> Segment:
    """One segment in memory of the living articles of the parts, in their order."""
    return _merge(parts, _Memory())


def merge_to(path: Path, parts: Sequence[Part]) -> Segment:
    """The same, written to `path` and mapped from there; failing, it leaves nothing behind."""
    writer = SegmentWriter(path)
    try:
        return _merge(parts, writer)
    except BaseException:
        writer.discard()
        raise


def worth_merging(parts: Sequence[Part], factor: int = FACTOR) -> slice | None:
    """Which parts, neighbours all, are to be merged next; None where it is well as it is.

    Keeps them few: less than `factor` of a size, sizes growing by it, so that a passage is
    written again as often as its library has grown `factor`-fold.
    """
    tiers = [_tier(part.passage_count, factor) for part in parts]
    for tier in sorted(set(tiers)):
        start = 0
        for end in range(len(tiers) + 1):
            if end == len(tiers) or tiers[end] > tier:
                if tiers[start:end].count(tier) >= factor:
                    return slice(start, end)  # smaller ones between them, too
                start = end + 1
    for place, part in enumerate(parts):
        if part.segment.passage_count - part.passage_count > SPOILT * part.segment.passage_count:
            return slice(place, place + 1)
    return None


def _tier(passages: int, factor: int) -> int:
    tier = 0
    while passages > SMALLEST * factor**tier:
        tier += 1
    return tier


@dataclass(frozen=True)
class _Posted:
    """What stands in a segment for each term: arrays beside each other, and where each begins.

    `fields`: the first field that has it, and the one after the last, as numbers in ORDER.
    """

    starts: str
    arrays: tuple[str, ...]
    fields: tuple[int, int]


_POSTED = (
    _Posted("unit_starts", ("units", "codes"), (0, 3)),
    _Posted("held_starts", ("held",), (0, 2)),
    _Posted("told_starts", ("told", "told_counts"), (0, 1)),
)
_WORDS = _Posted("word_starts", ("words",), (2, 3))


@dataclass(frozen=True)
class _Source:
    """A part, and the numbers that its articles, passages, sentences and pairs get; -1 is gone."""

    part: Part
    numbers: Mapping[str, Array]

    def range_of(self, share: Array) -> tuple[int, int]:
        """From which to which term the share goes."""
        first, last = np.searchsorted(self.part.segment.arrays["high"], share).tolist()
        return first, last

    def read(self, kind: _Posted, first: int, last: int) -> tuple[list[Array], Array]:
        """What is posted for these terms, in the new numbers; and how much for each of them."""
        arrays = self.part.segment.arrays
        before = self.part.segment.borders[kind.fields[0]]
        starts = arrays[kind.starts][first - before : last - before + 1].astype(np.int64)
        where = slice(int(starts[0]), int(starts[-1]))
        columns = [
            self.numbers[name][arrays[name][where]] if name in self.numbers else arrays[name][where]
            for name in kind.arrays
        ]
        starts -= starts[0]
        if self.part.removed and kind.arrays[0] in self.numbers:
            living = columns[0] >= 0
            columns = [column[living] for column in columns]
            starts = starts_of(living, np.int64)[starts]
        return columns, np.diff(starts)


class _Starts:
    """Appends where the postings of each term begin, as their sizes become known."""

    def __init__(self, sink: Sink, name: str, most: int) -> None:
        self._sink, self._name, self._end = sink, name, 0
        self._type = np.uint32 if most < 1 << 32 else np.uint64
        sink.append(name, np.zeros(1, self._type))

    def add(self, sizes: Array) -> None:
        ends = self._end + np.cumsum(sizes, dtype=np.int64)
        self._end = int(ends[-1]) if len(ends) else self._end
        self._sink.append(self._name, ends.astype(self._type))


def _merge(parts: Sequence[Part], sink: Sink) -> Segment:
    snapshot = Snapshot(parts)
    pairs, sources = _sources(snapshot)
    for name, kinds in ARRAYS.items():  # every array is there, be it empty
        if not name.endswith("_starts"):
            wide = name == "codes" and len(pairs) > 1 << 16
            sink.append(name, np.empty(0, kinds[wide]))
    sink.append("pairs", pairs.ravel())
    _append_units(snapshot.parts, sink)
    starts = {
        kind.starts: _Starts(sink, kind.starts, _total(snapshot.parts, kind.arrays[0]))
        for kind in (*_POSTED, _WORDS)
    }
    for field in range(len(ORDER)):
        postings = sum(_postings(part.segment, field) for part in snapshot.parts)
        borders = shares(field, 1 + postings // AT_ONCE)
        for number in range(len(borders) - 1):
            _merge_share(sources, field, borders[number : number + 2], sink, starts)
    return sink.finish()


def _merge_share(
    sources: Sequence[_Source], field: int, share: Array, sink: Sink, starts: Mapping[str, _Starts]
) -> None:
    """The terms of a field whose digests lie in a share."""
    ranges = [source.range_of(share) for source in sources]
    if not sum(last - first for first, last in ranges):
        return
    high, low = (
        np.concatenate(
            [s.part.segment.arrays[name][a:b] for s, (a, b) in zip(sources, ranges, strict=True)]
        )
        for name in ("high", "low")
    )
    order = np.lexsort((low, high))  # stable: of one term, source after source
    high, low = high[order], low[order]
    changes = (high[1:] != high[:-1]) | (low[1:] != low[:-1])
    first = np.flatnonzero(np.concatenate(([True], changes)))
    sizes: dict[str, Array] = {}
    for kind in (k for k in _POSTED if k.fields[0] <= field < k.fields[1]):
        columns, each = _read(sources, ranges, kind)
        where = _gathering(each, order)
        for name, column in zip(kind.arrays, columns, strict=True):
            sink.append(name, column[where])
        sizes[kind.starts] = np.add.reduceat(each[order], first)
    living = np.any(list(sizes.values()), axis=0)
    sink.append("high", high[first[living]])
    sink.append("low", low[first[living]])
    for name, grown in sizes.items():
        starts[name].add(grown[living])
    if field == _WORDS.fields[0]:
        (words,), each = _read(sources, ranges, _WORDS)
        kept = order[first[living]]  # of equal words one is enough
        sink.append("words", words[_gathering(each, kept)])
        starts["word_starts"].add(each[kept])


def _read(
    sources: Sequence[_Source], ranges: Sequence[tuple[int, int]], kind: _Posted
) -> tuple[list[Array], Array]:
    found = [source.read(kind, *range_) for source, range_ in zip(sources, ranges, strict=True)]
    columns = [np.concatenate(column) for column in zip(*(c for c, _ in found), strict=True)]
    return columns, np.concatenate([sizes for _, sizes in found])


def _gathering(sizes: Array, order: Array) -> Array:
    """Where in stretches of these sizes, one after the other, stands what `order` says."""
    starts, chosen = starts_of(sizes, np.int64)[:-1][order], sizes[order]
    ends = np.cumsum(chosen)
    total = int(ends[-1]) if len(ends) else 0
    where: Array = np.repeat(starts - (ends - chosen), chosen) + np.arange(total)
    return where


def _sources(snapshot: Snapshot) -> tuple[Array, list[_Source]]:
    """All pairs of the parts, each once; and the parts with their new numbers."""
    every = [part.segment.pairs for part in snapshot.parts]
    pairs, codes = np.unique(
        np.concatenate([*every, np.empty((0, 3), np.int32)]), axis=0, return_inverse=True
    )
    ends = starts_of(np.array([len(each) for each in every], np.int64), np.int64)
    kind = np.uint16 if len(pairs) <= 1 << 16 else np.uint32
    sources = []
    for n, part in enumerate(snapshot.parts):
        numbers = {
            "units": _shifted(part.passage_map, snapshot.passage_bases[n]),
            "held": _shifted(part.sentence_map, snapshot.sentence_bases[n]),
            "told": _shifted(part.article_map, snapshot.article_bases[n]),
            "codes": codes.ravel()[ends[n] : ends[n + 1]].astype(kind),
        }
        sources.append(_Source(part, numbers))
    return pairs.astype(np.int32), sources


def _append_units(parts: Sequence[Part], sink: Sink) -> None:
    """The living articles and passages, in order."""
    passages: list[Array] = [np.empty(0, np.int32)]
    sentences: list[Array] = [np.empty(0, np.int32)]
    sizes: dict[str, list[Array]] = {
        name: [np.empty(0, np.int64)] for name in ("article_id", "passage_id")
    }
    for part in parts:
        segment = part.segment
        living = {
            "article_id": np.flatnonzero(part.article_map >= 0),
            "passage_id": np.flatnonzero(part.passage_map >= 0),
        }
        for name, kept in living.items():
            each = np.diff(segment.arrays[f"{name}_starts"].astype(np.int64))
            sink.append(f"{name}s", segment.arrays[f"{name}s"][_gathering(each, kept)])
            sizes[name].append(each[kept])
        passages.append(np.diff(segment.passage_starts)[living["article_id"]])
        sentences.append(np.diff(segment.sentence_starts)[living["passage_id"]])
        sink.append("lengths", segment.lengths[living["passage_id"]].ravel())
    for name, each_ in sizes.items():
        sink.append(f"{name}_starts", starts_of(np.concatenate(each_)))
    sink.append("passage_starts", starts_of(np.concatenate(passages), np.int32))
    sink.append("sentence_starts", starts_of(np.concatenate(sentences), np.int32))


def _shifted(numbers: Numbers, by: int) -> Numbers:
    shifted: Numbers = np.where(numbers < 0, np.int32(-1), numbers + np.int32(by))
    return shifted


def _postings(segment: Segment, field: int) -> int:
    starts, borders = segment.arrays["unit_starts"], segment.borders
    return int(starts[borders[field + 1]]) - int(starts[borders[field]])


def _total(parts: Sequence[Part], name: str) -> int:
    return sum(len(part.segment.arrays[name]) for part in parts)
