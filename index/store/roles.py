"""Who may ask and who may look after the library: persons and chats by their numbers."""

import hashlib
from dataclasses import dataclass
from sqlite3 import Connection
from typing import Literal, cast

from index.store.database import Database

Role = Literal["admin", "member", "chat"]
"""What an admin or a member is, a person is everywhere; a chat lets in whoever writes in it."""

Rank = Literal["admin", "member"]
"""A role of persons, which an invitation can give."""


@dataclass(frozen=True, slots=True)
class Known:
    """Who has a role; what they are called is for people to read, and decides nothing."""

    number: int
    role: Role
    called: str = ""


@dataclass(frozen=True, slots=True)
class Accepted:
    """The rank that an invitation has given, and the number of whoever gave the invitation."""

    rank: Rank
    giver: int


class Roles:
    """The same for all who have the library open, and from the next question on.

    Numbers are Telegram's: those of persons are above zero, those of groups below.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, number: int) -> Role | None:
        """None for a stranger."""
        with self._database.reading() as connection:
            row = connection.execute("SELECT role FROM roles WHERE number = ?", (number,))
            found = row.fetchone()
        return cast(Role, found[0]) if found else None

    def all(self) -> list[Known]:
        """Admins, chats, members, each by number."""
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT number, role, called FROM roles ORDER BY role, number"
            ).fetchall()
        return [Known(*row) for row in rows]

    def give(self, number: int, role: Role, called: str = "") -> None:
        """Instead of any role that was given before."""
        with self._database.writing() as connection:
            _give(connection, number, role, called)

    def take(self, number: int) -> bool:
        """Whether there was one to take; invitations that they gave and nobody has accepted yet
        hold no more either."""
        with self._database.writing() as connection:
            connection.execute("DELETE FROM invitations WHERE giver = ?", (number,))
            return bool(
                connection.execute("DELETE FROM roles WHERE number = ?", (number,)).rowcount
            )

    def move(self, old: int, new: int) -> None:
        """A chat has another number from now on, and the role that it had."""
        with self._database.writing() as connection:
            connection.execute(
                "UPDATE OR REPLACE roles SET number = ? WHERE number = ? AND role = 'chat'",
                (new, old),
            )

    # Invitations

    def invite(self, code: str, rank: Rank, giver: int, until: float) -> None:
        """Whoever accepts with this code before `until`, seconds since 1970, gets the rank: one
        person, once. Of the code nothing is kept but its digest, so it has to be long and drawn
        by lot."""
        with self._database.writing() as connection:
            connection.execute(
                "INSERT INTO invitations VALUES (?, ?, ?, ?)", (_digest(code), rank, giver, until)
            )

    def accept(self, code: str, person: int, now: float, called: str = "") -> Accepted | None:
        """What the person has got by this code; None where it is none, has been used or is too
        old, or gives them no more than they have: then it is not used up."""
        with self._database.reading() as connection:  # so that guesses never wait for a writer
            if not _offered(connection, code, now):
                return None
        with self._database.writing() as connection:
            connection.execute("DELETE FROM invitations WHERE until <= ?", (now,))
            offered = _offered(connection, code, now)
            row = connection.execute("SELECT role FROM roles WHERE number = ?", (person,))
            had = row.fetchone()
            if offered is None or (had and had[0] in ("admin", offered.rank)):
                return None
            _drop(connection, code)
            _give(connection, person, offered.rank, called)
        return offered

    def uninvite(self, code: str) -> bool:
        """Whether there was such an invitation; it holds no more."""
        with self._database.writing() as connection:
            return _drop(connection, code)


def _give(connection: Connection, number: int, role: Role, called: str) -> None:
    connection.execute(
        "INSERT OR REPLACE INTO roles (number, role, called) VALUES (?, ?, ?)",
        (number, role, called),
    )


def _offered(connection: Connection, code: str, now: float) -> Accepted | None:
    found = connection.execute(
        "SELECT role, giver FROM invitations WHERE digest = ? AND until > ?", (_digest(code), now)
    ).fetchone()
    return Accepted(cast(Rank, found[0]), found[1]) if found else None


def _drop(connection: Connection, code: str) -> bool:
    gone = connection.execute("DELETE FROM invitations WHERE digest = ?", (_digest(code),))
    return bool(gone.rowcount)


def _digest(code: str) -> bytes:
    return hashlib.sha256(code.encode()).digest()
