import sqlite3
from pathlib import Path

import pytest

from index.errors import LibraryError
from index.library import Library
from index.store.backup import back_up, restore
from tests.conftest import PORT_STRIKE, article_of


def library(folder: Path) -> Library:
    opened = Library.open(folder)
    opened.add([article_of(PORT_STRIKE)])
    return opened.latest()


def test_a_copy_made_while_the_library_is_used_becomes_the_same_library(tmp_path: Path) -> None:
    used = library(tmp_path / "used")
    used.languages.choose(7, "fr")

    assert back_up(tmp_path / "used", tmp_path / "copy") == 1
    assert restore(tmp_path / "copy", tmp_path / "restored") == 1

    again = Library.open(tmp_path / "restored")
    assert dict(again.articles.items()) == dict(used.articles.items())
    assert again.passage_count == used.passage_count
    assert again.languages.of(7) == "fr"
    assert again.complaints == ()


def test_a_copy_holds_only_what_was_complete(tmp_path: Path) -> None:
    used = library(tmp_path / "used")
    with used._kept.database.writing() as connection:
        connection.execute("DELETE FROM articles")

        assert back_up(tmp_path / "used", tmp_path / "copy") == 1


def test_a_copy_is_for_its_owners_eyes_only(tmp_path: Path) -> None:
    library(tmp_path / "used")
    back_up(tmp_path / "used", tmp_path / "copy")

    assert (tmp_path / "copy").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "used").stat().st_mode & 0o777 == 0o700


def test_nothing_that_is_there_is_replaced(tmp_path: Path) -> None:
    library(tmp_path / "used")
    back_up(tmp_path / "used", tmp_path / "copy")

    with pytest.raises(LibraryError, match="there already"):
        back_up(tmp_path / "used", tmp_path / "copy")
    with pytest.raises(LibraryError, match="holds a library already"):
        restore(tmp_path / "copy", tmp_path / "used")


def test_what_is_no_copy_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "odd").write_text("no database, whatever its name says")

    with pytest.raises(LibraryError, match="odd cannot be copied"):
        restore(tmp_path / "odd", tmp_path / "restored")
    with pytest.raises(LibraryError, match="is no file"):
        restore(tmp_path / "none", tmp_path / "restored")
    with pytest.raises(LibraryError, match="holds no library"):
        back_up(tmp_path, tmp_path / "copy")

    assert list((tmp_path / "restored").iterdir()) == []


def test_a_copy_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "newer") as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()

    with pytest.raises(LibraryError, match="newer saidwho"):
        restore(tmp_path / "newer", tmp_path / "restored")
