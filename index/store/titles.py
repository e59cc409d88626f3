"""What articles are called, to be searched: read once, however many editions follow."""

from collections.abc import Sequence
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from index.analysis import folded
from index.store import articles
from index.store.database import Database


class Titles:
    """The title of each article, or its file where it has none, folded. A title never changes: a
    new version of an article is another row. About 150 bytes each, once somebody has searched."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._known: dict[int, str] = {}
        self._guard = Lock()

    def holding(self, word: str, numbers: Sequence[int]) -> NDArray[np.bool_]:
        """For each of the articles, by their numbers in the database, whether its title holds a
        folded word, or more than that."""
        with self._guard:
            if not self._known.keys() >= set(numbers):
                last = max(self._known, default=0)
                with self._database.reading() as connection:
                    found = articles.titles(connection, last)
                    self._known.update((number, folded(title)) for number, title in found)
            known = self._known
        return np.array([word in known.get(number, "") for number in numbers], np.bool_)
