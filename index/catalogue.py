"""What is known of each article without reading it: its day, its outlet, its size.

Kept as arrays by the numbers by which the concordance knows the articles, so that a search can be
narrowed to some of them without a look at each.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from index.mastheads import Mask, Mastheads
from index.store.articles import Listed, newest_first


@dataclass(frozen=True, slots=True)
class Extent:
    """How much some articles are: their passages, the days of publication of the oldest and the
    newest, and how many have no date."""

    articles: int
    passages: int
    first: date | None = None
    last: date | None = None
    undated: int = 0


class Catalogue:
    """Immutable."""

    def __init__(self, listed: Sequence[Listed]) -> None:
        """`listed`: in the order of their numbers."""
        self._listed = listed
        self._days = np.array([article.day for article in listed], np.int32)

    @cached_property
    def numbers(self) -> Sequence[int]:
        """The articles' numbers in the database."""
        return [article.number for article in self._listed]

    @cached_property
    def mastheads(self) -> Mastheads:
        return Mastheads([article.outlet for article in self._listed])

    @cached_property
    def everything(self) -> Extent:
        return self.extent(self.all)

    @property
    def all(self) -> Mask:
        """Every article; anew each time, to be narrowed."""
        return np.ones(len(self._listed), np.bool_)

    @cached_property
    def _passages(self) -> NDArray[np.int64]:
        return np.array([article.passages for article in self._listed], np.int64)

    def extent(self, within: Mask) -> Extent:
        """How much the articles are that are `within`."""
        days = self._days[within]
        dated = days[days > 0]
        first, last = (
            (date.fromordinal(int(dated.min())), date.fromordinal(int(dated.max())))
            if len(dated)
            else (None, None)
        )
        passages = int(self._passages[within].sum())
        return Extent(len(days), passages, first, last, len(days) - len(dated))

    def published_in(self, first: date | None, last: date | None) -> Mask:
        """The articles published from `first` to `last`, both included; None where it is open.
        Those without a date are in no time, however open."""
        start = first.toordinal() if first else 1
        end = last.toordinal() if last else date.max.toordinal()
        mask: Mask = (start <= self._days) & (self._days <= end)
        return mask

    @cached_property
    def undated(self) -> Mask:
        mask: Mask = self._days == 0
        return mask

    def day(self, number: int) -> int:
        """The ordinal of the day on which an article was published; 0 where that is not known."""
        return int(self._days[number])

    def newest_first(self, within: Mask) -> list[str]:
        """The ids of articles, undated ones last."""
        found = [self._listed[number] for number in np.flatnonzero(within).tolist()]
        return [one.id for one in sorted(found, key=newest_first)]
