"""Which articles of the library are nearly the same text, in groups.

A group is what hangs together: whoever is alike, and of the same days, is in one group, and so
are those who are only alike through others. Which articles there are decides the groups, not
the order in which they were added or removed. Former versions are in none.
"""

from collections import defaultdict
from collections.abc import Iterable
from sqlite3 import Connection

from index.duplicates import ALIKE, DAYS, DIGEST, bands, likeness
from index.model import Article


def day_of(article: Article) -> int:
    """The day of publication as kept with a signature, an ordinal; 0 for none."""
    return article.published.toordinal() if article.published else 0


def put(connection: Connection, number: int, day: int, signature: bytes) -> None:
    """Take an article, published on that day, or 0, into its group, which it may make of
    several."""
    connection.execute(
        "INSERT INTO signatures VALUES (?, ?, ?, ?)", (number, number, day, signature)
    )
    kinds = sorted(_alike(connection, number, day, signature))
    connection.executemany(
        "INSERT INTO bands VALUES (?, ?)", [(band, number) for band in bands(signature)]
    )
    if kinds:
        first, *others = kinds
        connection.executemany(
            "UPDATE signatures SET kin = ? WHERE kin = ?",
            [(first, kin) for kin in (*others, number)],
        )


def remove(connection: Connection, number: int) -> None:
    """As if the article had never been added; nothing where it was in no group."""
    row = connection.execute(
        "SELECT kin, day, signature FROM signatures WHERE number = ?", (number,)
    ).fetchone()
    if row is None:
        return
    kin, *own = row
    rest = connection.execute(
        "SELECT number, day, signature FROM signatures WHERE kin = ? AND number != ?"
        " ORDER BY number",
        (kin, number),
    ).fetchall()
    if rest and any(its == own for _, *its in rest):  # the same text holds them together
        _forget(connection, [number])
        if kin == number:
            connection.execute("UPDATE signatures SET kin = ? WHERE kin = ?", (rest[0][0], kin))
        return
    _forget(connection, [number, *(other for other, *_ in rest)])
    for other, day, its in rest:
        put(connection, other, day, its)


def _forget(connection: Connection, numbers: Iterable[int]) -> None:
    for number in numbers:
        connection.execute("DELETE FROM bands WHERE article = ?", (number,))
        connection.execute("DELETE FROM signatures WHERE number = ?", (number,))


def group(connection: Connection, number: int) -> list[int]:
    """The other articles of an article's group, in the order in which they were added."""
    rows = connection.execute(
        "SELECT number FROM signatures WHERE kin = (SELECT kin FROM signatures WHERE number = ?1)"
        " AND number != ?1 ORDER BY number",
        (number,),
    )
    return [other for (other,) in rows]


def like(connection: Connection, day: int, signature: bytes) -> list[int]:
    """The articles that one of this day and signature, which need not be stored, would be in a
    group with."""
    kinds = sorted(_alike(connection, 0, day, signature))  # no article has the number 0
    marks = ", ".join("?" * len(kinds))
    rows = connection.execute(
        f"SELECT number FROM signatures WHERE kin IN ({marks}) ORDER BY number",  # noqa: S608
        kinds,
    )
    return [number for (number,) in rows]


def echoing(connection: Connection, number: int) -> tuple[set[int], set[int]]:
    """Of an article's group, those that have nobody say anything that is not said in it too,
    and those in which all is said that is said in it."""
    own = _said(connection, number)
    others = {other: _said(connection, other) for other in group(connection, number)}
    if own is None:
        return set(), set()
    saying = {other: said for other, said in others.items() if said is not None}
    return (
        {other for other, said in saying.items() if said <= own},
        {other for other, said in saying.items() if own <= said},
    )


def _said(connection: Connection, number: int) -> frozenset[bytes] | None:
    row = connection.execute("SELECT said FROM statements WHERE number = ?", (number,)).fetchone()
    if row is None:
        return None
    digests: bytes = row[0]
    return frozenset(digests[at : at + DIGEST] for at in range(0, len(digests), DIGEST))


def groups(connection: Connection) -> list[list[int]]:
    """The groups of more than one article."""
    rows = connection.execute(
        "SELECT kin, number FROM signatures WHERE kin IN"
        " (SELECT kin FROM signatures GROUP BY kin HAVING COUNT(*) > 1) ORDER BY kin, number"
    )
    found: dict[int, list[int]] = defaultdict(list)
    for kin, number in rows:
        found[kin].append(number)
    return list(found.values())


def unsigned(connection: Connection) -> list[int]:
    """The articles of which no signature is known: a library of an older version has such."""
    rows = connection.execute(
        "SELECT number FROM articles WHERE state = 'current'"
        " AND number NOT IN (SELECT number FROM signatures) ORDER BY number"
    )
    return [number for (number,) in rows]


def _alike(connection: Connection, number: int, day: int, signature: bytes) -> set[int]:
    """The groups in which there is an article alike. Of each, articles are compared only until
    one is: of hundreds of copies mostly the first."""
    keys = bands(signature)
    candidates = connection.execute(
        "SELECT DISTINCT kin, number FROM bands JOIN signatures ON number = article"  # noqa: S608
        f" WHERE band IN ({', '.join('?' * len(keys))})"
        " AND number != ? AND (? = 0 OR day = 0 OR abs(day - ?) <= ?)",
        (*keys, number, day, day, DAYS),
    )
    found: set[int] = set()
    for kin, other in sorted(candidates):
        if kin not in found and likeness(signature, _signature(connection, other)) >= ALIKE:
            found.add(kin)
    return found


def _signature(connection: Connection, number: int) -> bytes:
    found: bytes = connection.execute(
        "SELECT signature FROM signatures WHERE number = ?", (number,)
    ).fetchone()[0]
    return found
