"""Segments of a library on disk: whole with their articles, few, and built anew where damaged."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.errors import LibraryError
from index.library import Library
from index.model import Article
from index.segments.files import UNFINISHED
from index.store.database import NAME, SEGMENTS
from index.store.segments import Listing
from tests.conftest import article_of, library_of


def stories(first: int, last: int) -> Iterator[Article]:
    return (
        article_of(f"Ana Roy said pier {n} burnt.\n\nNobody was hurt there.", f"s{n}")
        for n in range(first, last)
    )


def folders(data: Path) -> set[str]:
    return {path.name for path in (data / SEGMENTS).iterdir()}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A library in several segments."""
    for first in range(0, 9, 3):
        Library.open(tmp_path).add(stories(first, first + 3))
    assert len(folders(tmp_path)) == 3
    return tmp_path


def test_scores_are_those_of_all_articles_at_once_however_they_were_added(data: Path) -> None:
    library = Library.open(data)
    library.remove("s4")
    library.add([next(stories(20, 21))])
    kept = library.latest()
    at_once = library_of(*(a for a in (*stories(0, 9), *stories(20, 21)) if a.id != "s4"))

    query = {"pier": 1.0, "burnt": 0.5, "7": 2.0}

    found = {hit.passage_id: hit.score for hit in kept.search(query, 50)}
    assert found == pytest.approx({h.passage_id: h.score for h in at_once.search(query, 50)})
    assert kept.vocabulary == at_once.vocabulary
    assert kept.passage_count == at_once.passage_count
    for article_id in kept.articles:
        number = kept.number(article_id)
        assert kept.ids[number] == article_id
        assert kept.sentence(number, 0) == kept.segmentation(article_id).sentences[0]


def test_segments_are_merged_and_their_files_removed(data: Path) -> None:
    before = Library.open(data)
    Library.open(data).add(stories(9, 12))

    assert len(folders(data)) == 1
    assert len(before.search({"pier": 1.0}, 50)) == 9
    assert len(Library.open(data).search({"pier": 1.0}, 50)) == 12


def test_whoever_opens_while_segments_are_merged_sees_the_newer_state(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = Library.open(data)
    other = Library.open(data)
    opening = other._kept.database.segments.open
    other._kept.database.segments._held.clear()

    def merged_meanwhile(listings: list[Listing]) -> object:
        if library.latest() is library:
            library.add(stories(9, 12))
        return opening(listings)

    monkeypatch.setattr(other._kept.database.segments, "open", merged_meanwhile)

    assert len(Library(other._kept).search({"pier": 1.0}, 50)) == 12


def test_what_a_kill_left_behind_is_removed_by_the_next_writer(data: Path) -> None:
    (data / SEGMENTS / "0123456789abcdef").mkdir()
    (data / SEGMENTS / f"fedcba.{UNFINISHED}").mkdir()

    Library.open(data).add(stories(20, 21))

    assert not folders(data) & {"0123456789abcdef", f"fedcba.{UNFINISHED}"}


def test_an_article_is_not_there_without_its_segment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = Library.open(tmp_path)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("index.store.segments.write_segment", full)
        with pytest.raises(LibraryError, match="No space left"):
            library.add(stories(0, 1))

    assert list(Library.open(tmp_path).articles) == []
    library.add(stories(0, 1))
    assert list(library.latest().articles) == ["s0"]


@pytest.mark.parametrize("damage", ["cut", "gone", "list"])
def test_a_damaged_file_is_named_and_built_anew(data: Path, damage: str) -> None:
    broken = sorted((data / SEGMENTS).iterdir())[0]
    if damage == "gone":
        broken.rename(data / "elsewhere")
    else:
        path = broken / ("arrays.json" if damage == "list" else "units")
        path.write_bytes(path.read_bytes()[:-3])

    library = Library.open(data)

    assert broken.name in library.complaints[0]
    assert len(library.search({"pier": 1.0}, 50)) == 9
    assert Library.open(data).complaints == ()


def test_segments_made_by_other_rules_are_built_anew(data: Path) -> None:
    with sqlite3.connect(data / NAME) as connection:
        connection.execute("UPDATE segments SET rules = 'older'")
    connection.close()

    assert len(Library.open(data).search({"pier": 1.0}, 50)) == 9


def test_merging_that_fails_loses_nothing(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("index.store.segments.merge_to", full)
        Library.open(data).add(stories(9, 12))

    assert len(folders(data)) == 4
    assert len(Library.open(data).search({"pier": 1.0}, 50)) == 12
