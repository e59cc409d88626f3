"""Disputes as rows, and what is needed to find those between articles."""

import json
import sqlite3
import zlib
from collections import Counter
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from index.disputes.crossings import Account, Keys, Wanted
from index.disputes.debate import Debate
from index.disputes.identity import Identity
from index.model import Strength
from index.store.codec import pack_claim, unpack_claim
from index.store.preparing import Packed

_FIELDS = "number, denial, claimed, strength, place"
_ASKED_TOGETHER = 500  # names; SQLite takes no more than some thousands
_MARK = "\t"  # before a word that is a name


@dataclass(frozen=True, slots=True)
class Row:
    """A dispute as it lies on disk: the numbers of the articles of either side, how strong it
    is, and where the denial begins."""

    number: int
    denial: int
    claimed: int
    strength: Strength
    place: int


def put(
    connection: sqlite3.Connection, denial: int, claimed: int, disputes: Iterable[Packed]
) -> None:
    connection.executemany(
        "INSERT INTO disputes (denial, claimed, strength, place, sides) VALUES (?, ?, ?, ?, ?)",
        [(denial, claimed, *dispute) for dispute in disputes],
    )


def remove(connection: sqlite3.Connection, article: int) -> None:
    """Delete the disputes with a side in an article, but for whoever knows of them already."""
    connection.execute(
        "INSERT INTO superseded_disputes SELECT number, denial, claimed, place, sides"
        " FROM disputes WHERE denial = ?1 OR claimed = ?1",
        (article,),
    )
    connection.execute("DELETE FROM disputes WHERE denial = ?1 OR claimed = ?1", (article,))


def touching(connection: sqlite3.Connection, article: int) -> list[Row]:
    """The disputes with a side in an article, in the order in which they were stored."""
    rows = connection.execute(
        f"SELECT {_FIELDS} FROM disputes WHERE denial = ?1 OR claimed = ?1 ORDER BY number",  # noqa: S608
        (article,),
    )
    return [Row(*fields) for fields in rows]


def listed(connection: sqlite3.Connection) -> list[Row]:
    """All disputes, without their sides."""
    rows = connection.execute(f"SELECT {_FIELDS} FROM disputes")  # noqa: S608
    return [Row(*fields) for fields in rows]


def sides(connection: sqlite3.Connection, row: Row) -> bytes:
    """KeyError where one of its articles has been deleted for good."""
    for table in ("disputes", "superseded_disputes"):
        found = connection.execute(
            f"SELECT sides FROM {table}"  # noqa: S608
            " WHERE number = ? AND denial = ? AND claimed = ? AND place = ?",
            (row.number, row.denial, row.claimed, row.place),
        ).fetchone()
        if found:
            packed: bytes = found[0]
            return packed
    raise KeyError(row.number)


def readable(connection: sqlite3.Connection, number: int) -> bool:
    """Whether what an article brings to disputes with others is as it was stored."""
    words = connection.execute("SELECT words FROM accounts WHERE number = ?", (number,))
    wants = connection.execute("SELECT want FROM wants WHERE article = ?", (number,))
    try:
        for (packed,) in words:
            _lines(packed)
        for (packed,) in wants:
            unpack_want(packed, "")
    except (zlib.error, sqlite3.Error, ValueError, LookupError, TypeError):
        return False
    return True


class Accounts:
    """The accounts in a library, within one transaction. Satisfies crossings.Record.

    The denials have no article's id: none is stored, and whoever reads a dispute gives it.
    How often words occur changes with every article, of many of them at a time: it is written
    when all that the transaction does has been done, by `finish`.
    """

    def __init__(self, connection: sqlite3.Connection, debate: Callable[[int], Debate]) -> None:
        """`debate` reads an article by its number."""
        self._connection = connection
        self._debate = debate
        self._frequencies: dict[str, int] = {}
        self._count: int | None = None
        self._more: Counter[str] = Counter()  # than is written
        self._more_accounts = 0
        self.echoing: tuple[Container[int], Container[int]] = (), ()
        """Articles that are not to be told of, and those whose denials are not."""

    def clear(self) -> None:
        """As if no article had ever been added."""
        for table in ("accounts", "names", "wants", "words"):
            self._connection.execute(f"DELETE FROM {table}")  # noqa: S608
        self._connection.execute("UPDATE state SET value = 0 WHERE key = 'accounts'")
        self._count, self._more_accounts = None, 0
        self._frequencies.clear()
        self._more.clear()

    def count(self) -> int:
        if self._count is None:
            self._count = int(
                self._connection.execute(
                    "SELECT value FROM state WHERE key = 'accounts'"
                ).fetchone()[0]
            )
        return self._count + self._more_accounts

    def frequency(self, key: str) -> int:
        if key not in self._frequencies:
            row = self._connection.execute(
                "SELECT articles FROM words WHERE word = ?", (key,)
            ).fetchone()
            self._frequencies[key] = row[0] if row else 0
        return self._frequencies[key] + self._more[key]

    def add(self, number: int, account: Account) -> None:
        connection, day = self._connection, account.day
        self._more.update(account.keys)
        self._more_accounts += 1
        connection.execute("INSERT INTO accounts VALUES (?, ?, ?)", (number, day, _words(account)))
        connection.executemany(
            "INSERT INTO names VALUES (?, ?, ?)", [(name, day, number) for name in account.names]
        )
        connection.executemany(
            "INSERT INTO wants (name, day, article, want) VALUES (?, ?, ?, ?)",
            [(self._rarest(w.named), day, number, pack_want(w)) for w in account.wants],
        )

    def remove(self, number: int) -> None:
        """As if the article had never been added; nothing where it brought nothing."""
        connection = self._connection
        row = connection.execute(
            "SELECT day, words FROM accounts WHERE number = ?", (number,)
        ).fetchone()
        if row is None:
            return
        day, packed = row
        words = _lines(packed)
        self._more.subtract(word.removeprefix(_MARK) for word in words)
        self._more_accounts -= 1
        connection.executemany(
            "DELETE FROM names WHERE name = ? AND day = ? AND article = ?",
            [(word[1:], day, number) for word in words if word.startswith(_MARK)],
        )
        connection.execute("DELETE FROM wants WHERE article = ?", (number,))
        connection.execute("DELETE FROM accounts WHERE number = ?", (number,))

    def telling(self, names: Keys, first: int, last: int) -> Sequence[int]:
        rarest, *others = sorted(names, key=lambda name: (self.frequency(name), name))
        rows = self._connection.execute(
            "SELECT day, article FROM names WHERE name = ? AND day BETWEEN ? AND ?"
            " ORDER BY day, article",
            (rarest, first, last),
        )
        return [
            article
            for day, article in rows.fetchall()
            if article not in self.echoing[0] and self._has(article, day, others)
        ]

    def wanting(self, names: Keys, first: int, last: int) -> Sequence[tuple[int, Wanted]]:
        found: list[tuple[int, int, int, bytes]] = []
        listed = list(names)
        for start in range(0, len(listed), _ASKED_TOGETHER):
            some = listed[start : start + _ASKED_TOGETHER]
            found += self._connection.execute(
                "SELECT day, number, article, want FROM wants"  # noqa: S608
                f" WHERE name IN ({', '.join('?' * len(some))}) AND day BETWEEN ? AND ?",
                (*some, first, last),
            )
        wants = [
            (article, unpack_want(want, ""))
            for _, _, article, want in sorted(found)
            if article not in self.echoing[1]
        ]
        return [(article, want) for article, want in wants if want.named <= names]

    def keys(self, number: int) -> Keys:
        packed = self._connection.execute(
            "SELECT words FROM accounts WHERE number = ?", (number,)
        ).fetchone()[0]
        return frozenset(word.removeprefix(_MARK) for word in _lines(packed))

    def debate(self, number: int) -> Debate:
        return self._debate(number)

    def _has(self, article: int, day: int, names: Iterable[str]) -> bool:
        return all(
            self._connection.execute(
                "SELECT 1 FROM names WHERE name = ? AND day = ? AND article = ?",
                (name, day, article),
            ).fetchone()
            for name in names
        )

    def finish(self) -> None:
        """Write what has been counted."""
        self._connection.executemany(
            "INSERT INTO words VALUES (?, ?)"
            " ON CONFLICT (word) DO UPDATE SET articles = articles + excluded.articles",
            sorted(self._more.items()),
        )
        self._connection.execute(
            "UPDATE state SET value = value + ? WHERE key = 'accounts'", (self._more_accounts,)
        )
        self._count, self._more_accounts = None, 0
        self._frequencies.clear()
        self._more.clear()

    def _rarest(self, names: Keys) -> str:
        return min(names, key=lambda name: (self.frequency(name), name))


def _words(account: Account) -> bytes:
    """All words of an account, a line each, its names marked."""
    marked = (_MARK + word if word in account.names else word for word in sorted(account.keys))
    return zlib.compress("\n".join(marked).encode())


def _lines(packed: bytes) -> list[str]:
    text = zlib.decompress(packed).decode()
    return text.split("\n") if text else []


def pack_want(want: Wanted) -> bytes:
    who = want.who and [sorted(want.who.names), sorted(want.who.others), want.who.back]
    fields: list[Any] = [pack_claim(want.denial), want.strength, who]
    fields += [sorted(keys) for keys in (want.keys, want.named, want.around)]
    return zlib.compress(json.dumps([*fields, want.share]).encode("ascii"))


def unpack_want(packed: bytes, article_id: str) -> Wanted:
    denial, strength, who, keys, named, around, share = json.loads(zlib.decompress(packed))
    return Wanted(
        unpack_claim(denial, article_id),
        strength,
        who and Identity(frozenset(who[0]), frozenset(who[1]), who[2]),
        frozenset(keys),
        frozenset(named),
        frozenset(around),
        share,
    )
