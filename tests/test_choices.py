import sqlite3
from contextlib import closing
from pathlib import Path

from index.library import Library
from index.store.choices import DERIVED, NAME, Choices, tables


def test_what_people_chose_is_copied_where_it_has_changed(tmp_path: Path) -> None:
    library = Library.open(tmp_path)
    choices = Choices(library._kept.database)

    assert choices.copy()
    assert not choices.copy()
    library.roles.give(7, "admin")
    assert choices.copy()

    assert (tmp_path / NAME).stat().st_mode & 0o777 == 0o600
    with closing(sqlite3.connect(tmp_path / NAME)) as connection:
        assert connection.execute("SELECT number, role FROM roles").fetchall() == [(7, "admin")]
        assert "articles" not in tables(connection)


def test_every_table_is_found_out_from_the_articles_or_copied(tmp_path: Path) -> None:
    library = Library.open(tmp_path)
    with library._kept.database.reading() as connection:
        every = {n for (n,) in connection.execute("SELECT name FROM sqlite_master") if n in DERIVED}
        copied = tables(connection)

    assert every == DERIVED
    assert {"roles", "languages", "ratings"} <= set(copied)


def test_a_library_in_memory_has_no_copy() -> None:
    assert not Choices(Library.of([])._kept.database).copy()
