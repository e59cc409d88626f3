import sqlite3
from collections.abc import Iterator

import pytest

from index.errors import LibraryError
from index.store.schema import CURRENT, MIGRATIONS, migrate, version_of


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    opened = sqlite3.connect(":memory:", isolation_level=None)
    yield opened
    opened.close()


def tables(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    return connection.execute("SELECT name, sql FROM sqlite_schema ORDER BY name").fetchall()


@pytest.mark.parametrize("version", range(CURRENT + 1))
def test_a_library_of_any_version_becomes_one_of_today(
    connection: sqlite3.Connection, version: int
) -> None:
    migrate(connection, version)
    assert version_of(connection) == version

    migrate(connection)

    new = sqlite3.connect(":memory:", isolation_level=None)
    migrate(new)
    assert version_of(connection) == CURRENT == len(MIGRATIONS)
    assert tables(connection) == tables(new)
    new.close()


def test_a_migration_that_fails_changes_nothing(
    connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = (("CREATE TABLE half (a)", "CREATE TABLE half (a)"),)
    monkeypatch.setattr("index.store.schema.MIGRATIONS", broken)

    with pytest.raises(sqlite3.OperationalError):
        migrate(connection, 1)

    assert version_of(connection) == 0
    assert tables(connection) == []


def test_a_library_of_a_newer_version_is_left_alone(connection: sqlite3.Connection) -> None:
    connection.execute(f"PRAGMA user_version = {CURRENT + 1}")

    with pytest.raises(LibraryError, match="newer saidwho"):
        migrate(connection)
