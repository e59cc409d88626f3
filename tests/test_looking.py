import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from index.store.database import NAME, Database
from index.store.looking import fault, looking
from tests.damage import overwrite


@pytest.fixture
def path(tmp_path: Path) -> Path:
    Database(tmp_path).close()
    return tmp_path / NAME


def test_a_sound_database_has_no_fault_and_cannot_be_written(path: Path) -> None:
    with looking(path) as connection:
        assert fault(connection) == ""
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            connection.execute("INSERT INTO state VALUES ('a', 1)")


def test_a_newer_version_is_told(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")

    with looking(path) as connection:
        assert "newer saidwho" in fault(connection)


def test_a_page_that_is_not_as_it_was_is_told(path: Path) -> None:
    overwrite(path, "state", b"\xff")

    with looking(path) as connection:
        assert fault(connection).startswith("is damaged (")


@pytest.mark.parametrize(("place", "byte"), [(18, 3), (60, 7), (63, 255)])
def test_first_bytes_that_are_others_are_told(path: Path, place: int, byte: int) -> None:
    raw = bytearray(path.read_bytes())
    raw[place] = byte
    path.write_bytes(raw)

    with looking(path) as connection:
        assert fault(connection)
