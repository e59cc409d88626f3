"""Sequences and mappings whose members are read when they are asked for."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Generic, TypeVar, overload

R = TypeVar("R")
T = TypeVar("T")


class Deferred(Sequence[T], Generic[R, T]):
    """As long as `rows`; each member is read from its row whenever it is asked for."""

    def __init__(self, rows: Sequence[R], read: Callable[[R], T]) -> None:
        self._rows = rows
        self._read = read

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, at: int) -> T: ...

    @overload
    def __getitem__(self, at: slice) -> list[T]: ...

    def __getitem__(self, at: int | slice) -> T | list[T]:
        if isinstance(at, slice):
            return [self._read(row) for row in self._rows[at]]
        return self._read(self._rows[at])


class Found(Mapping[str, T]):
    """The members with these keys, in their order; others, which are not counted, are found
    too where `read` knows them. `read` raises KeyError for the rest."""

    def __init__(self, keys: Mapping[str, object], read: Callable[[str], T]) -> None:
        self._keys = keys
        self._read = read

    def __getitem__(self, key: str) -> T:
        return self._read(key)

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)
