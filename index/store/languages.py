"""Which language of the interface each person chose."""

from index.store.database import Database


class Languages:
    """Choices by the person's number, the same for all who have the library open."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, person: int) -> str | None:
        """None where nothing was chosen."""
        with self._database.reading() as connection:
            row = connection.execute("SELECT code FROM languages WHERE person = ?", (person,))
            found = row.fetchone()
        return str(found[0]) if found else None

    def choose(self, person: int, code: str) -> None:
        with self._database.writing() as connection:
            connection.execute("INSERT OR REPLACE INTO languages VALUES (?, ?)", (person, code))

    def forget(self, person: int) -> None:
        """As if nothing had been chosen."""
        with self._database.writing() as connection:
            connection.execute("DELETE FROM languages WHERE person = ?", (person,))
