import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from index.errors import BusyLibraryError, DamagedLibraryError, LibraryError
from index.store.database import LOCK, NAME, Database

WRITING = "INSERT INTO state VALUES (?, ?)"
READING = "SELECT value FROM state WHERE key = ?"


def value(database: Database, key: str) -> object:
    with database.reading() as connection:
        row = connection.execute(READING, (key,)).fetchone()
    return row[0] if row else None


@pytest.fixture(params=["disk", "memory"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Database:
    return Database(tmp_path if request.param == "disk" else None)


def test_what_is_written_is_read(database: Database) -> None:
    with database.writing() as connection:
        connection.execute(WRITING, ("a", 1))

    assert value(database, "a") == 1


def test_a_transaction_that_fails_leaves_nothing(database: Database) -> None:
    def fail() -> None:
        with database.writing() as connection:
            connection.execute(WRITING, ("a", 1))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()

    assert value(database, "a") is None


def test_what_is_written_in_between_does_not_wait_for_a_job_of_several_transactions(
    database: Database,
) -> None:
    written = threading.Thread(target=_write, args=(database,), daemon=True)
    with database.alone():
        written.start()
        written.join(10)

        assert not written.is_alive()
    assert value(database, "a") == 1


def _write(database: Database) -> None:
    with database.writing() as connection:
        connection.execute(WRITING, ("a", 1))


def test_a_reader_sees_one_state_and_does_not_wait(tmp_path: Path) -> None:
    database = Database(tmp_path)
    with database.writing() as writer:
        writer.execute(WRITING, ("a", 1))
        with database.reading() as reader:
            assert reader.execute(READING, ("a",)).fetchone() is None

    with database.reading() as reader:
        before = reader.execute(READING, ("b",)).fetchone()
        with database.writing() as writer:
            writer.execute(WRITING, ("b", 1))
        assert reader.execute(READING, ("b",)).fetchone() is before is None
    assert value(database, "b") == 1


def test_any_number_of_threads_read(database: Database) -> None:
    with database.writing() as connection:
        connection.executemany(WRITING, [(f"k{n}", n) for n in range(8)])
    seen: list[object] = []

    def read(number: int) -> None:
        seen.extend(value(database, f"k{number}") for _ in range(50))

    threads = [threading.Thread(target=read, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(seen) == sorted(n for n in range(8) for _ in range(50))  # type: ignore[type-var]


def test_who_comes_second_to_write_is_told_so(tmp_path: Path) -> None:
    held, other = Database(tmp_path), Database(tmp_path)

    with held.alone(), pytest.raises(BusyLibraryError, match="another saidwho"), other.alone(0.05):
        pass
    with other.alone(0.05):
        pass


def test_the_lock_goes_with_the_process_that_held_it(tmp_path: Path) -> None:
    holding = (
        "import sys; from pathlib import Path; from index.store.database import Database\n"
        "with Database(Path(sys.argv[1])).alone():\n"
        "    print('held', flush=True); sys.stdin.read()"
    )
    database = Database(tmp_path)
    with subprocess.Popen(
        [sys.executable, "-c", holding, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parent.parent,
    ) as process:
        assert process.stdout
        process.stdout.readline()
        with pytest.raises(BusyLibraryError), database.alone(0.05):
            pass
        process.kill()

    with database.alone(5):
        pass


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(b"no database at all, not in the least" * 100)

    with pytest.raises(DamagedLibraryError, match=NAME):
        Database(tmp_path)


def test_a_full_disk_is_told_and_nothing_is_lost(tmp_path: Path) -> None:
    database = Database(tmp_path)
    with database.writing() as connection:
        connection.execute(WRITING, ("a", 1))

    def fill() -> None:
        with database.writing() as connection:
            pages = connection.execute("PRAGMA page_count").fetchone()[0]
            connection.execute(f"PRAGMA max_page_count = {pages}")
            connection.executemany(WRITING, [(f"k{n}", "x" * 900) for n in range(100)])

    with pytest.raises(LibraryError, match="disk is full"):
        fill()

    assert value(database, "a") == 1
    assert value(database, "k0") is None
    check = sqlite3.connect(tmp_path / NAME)
    assert check.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    check.close()


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")

    with pytest.raises(LibraryError, match="SAIDWHO_DATA"):
        Database(tmp_path / "file" / "data")


def test_a_library_holds_a_database_and_a_lock(tmp_path: Path) -> None:
    database = Database(tmp_path / "data")
    database.close()

    assert {p.name for p in (tmp_path / "data").iterdir()} == {NAME, LOCK}
