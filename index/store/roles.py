"""Who may ask and who may look after the library: persons and chats by their numbers."""

from typing import Literal, cast, get_args

from index.store.database import Database

Role = Literal["admin", "member", "chat"]
"""What an admin or a member is, a person is everywhere; a chat lets in whoever writes in it."""

ROLES: tuple[Role, ...] = get_args(Role)


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

    def all(self) -> list[tuple[int, Role]]:
        with self._database.reading() as connection:
            return connection.execute(
                "SELECT number, role FROM roles ORDER BY role, number"
            ).fetchall()

    def give(self, number: int, role: Role) -> None:
        """Instead of any role that was given before."""
        with self._database.writing() as connection:
            connection.execute("INSERT OR REPLACE INTO roles VALUES (?, ?)", (number, role))

    def take(self, number: int) -> bool:
        """Whether there was one to take."""
        with self._database.writing() as connection:
            return bool(
                connection.execute("DELETE FROM roles WHERE number = ?", (number,)).rowcount
            )
