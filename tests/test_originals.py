"""The second file of the articles: what is written is read, and damage costs what it hits."""

import gzip
import json
import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import LibraryError
from index.store.database import Database
from index.store.originals import Finished, Gap, Line, Moved, Originals, Retired, Stored, know
from tests.conftest import article_of

ENTRIES: list[Stored | Retired | Moved] = [
    Moved("seeds"),
    Stored(1, article_of("Où ? “Là-bas.” \udcff", "a", published=date(2022, 4, 18)), "seeds", "t"),
    Stored(2, article_of("The ship sank.", "b", title="Sunk", outlet="Daily"), "added", "t"),
    Retired(1, "removed"),
]


@pytest.fixture
def database(tmp_path: Path) -> Database:
    return Database(tmp_path)


@pytest.fixture
def connection(database: Database) -> Iterator[sqlite3.Connection]:
    with database.writing() as writing:
        yield writing


def written(database: Database, connection: sqlite3.Connection) -> Originals:
    originals = database.originals
    know(connection, originals.write(ENTRIES, 1))
    originals.settle(connection, "aside")
    return originals


def test_what_is_written_is_read_in_its_order(
    database: Database, connection: sqlite3.Connection
) -> None:
    originals = written(database, connection)
    originals.put(connection, [Retired(2, "replaced")], 2)

    assert list(originals.lines()) == [*ENTRIES, Finished(1), Retired(2, "replaced"), Finished(2)]
    (_, one, *_) = [line for line in originals.lines() if not isinstance(line, Finished)]
    assert isinstance(one, Stored)
    assert one.article.published == date(2022, 4, 18)
    assert not originals.missing(connection)
    assert originals.behind(connection) is None


def test_whoever_has_no_saidwho_reads_it_too(
    database: Database, connection: sqlite3.Connection
) -> None:
    path = written(database, connection).path
    assert path

    with gzip.open(path, "rt", encoding="utf-8", errors="surrogatepass") as lines:
        read = [json.loads(line) for line in lines]

    assert [line["id"] for line in read if "text" in line] == ["a", "b"]


def test_what_the_database_does_not_know_of_is_told_and_cut(
    database: Database, connection: sqlite3.Connection
) -> None:
    originals = written(database, connection)
    connection.execute("SAVEPOINT before")
    end = originals.size()
    originals.put(connection, [Retired(2, "replaced")], 2)
    connection.execute("ROLLBACK TO before")

    assert originals.behind(connection) == end
    assert list(originals.finished(end)) == [([Retired(2, "replaced")], originals.size())]
    originals.cut(connection)
    assert originals.behind(connection) is None
    assert originals.size() == end


def test_a_file_of_another_library_or_cut_short_is_to_be_written_anew(
    database: Database, connection: sqlite3.Connection
) -> None:
    originals = written(database, connection)
    path = originals.path
    assert path
    raw = path.read_bytes()

    for other in (raw[:-1], b"", raw[50:]):
        path.write_bytes(other)
        assert originals.missing(connection)
    know(connection, originals.write(ENTRIES, 1))
    originals.settle(connection, "aside")
    assert not originals.missing(connection)
    assert path.with_name(f"{path.name}.aside").read_bytes() == raw[50:]


def test_a_full_disk_is_told(
    database: Database, connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    originals = written(database, connection)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(LibraryError, match="No space left"):
        originals.put(connection, [Retired(2, "replaced")], 2)
    with pytest.raises(LibraryError, match="No space left"):
        originals.write(ENTRIES, 1)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Originals:
    database = Database(tmp_path_factory.mktemp("sound"))
    with database.writing() as connection:
        originals = written(database, connection)
    database.close()
    return originals


@given(place=st.integers(0, 1 << 30), byte=st.integers(1, 255))
def test_damage_costs_the_lines_that_it_hits(sound: Originals, place: int, byte: int) -> None:
    path = sound.path
    assert path
    before = path.read_bytes()
    raw = bytearray(before)
    raw[place % len(raw)] ^= byte
    path.write_bytes(raw)

    read: list[Line] = list(sound.lines())
    path.write_bytes(before)

    lost = [entry for entry in (*ENTRIES, Finished(1)) if entry not in read]
    assert len(lost) <= 1
    assert sum(isinstance(line, Gap) for line in read) <= 2
