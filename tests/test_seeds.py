import os
import time
from pathlib import Path

import pytest

from index.errors import NoArticlesError
from index.library import Library
from index.model import Span
from index.store import seeds as seeds_module


@pytest.fixture
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("data")


def settle(folder: Path) -> None:
    """As if the files had been written an hour ago."""
    for path in folder.rglob("*.txt"):
        os.utime(path, ns=(then := time.time_ns() - 3_600 * 10**9, then))


def test_the_articles_of_a_folder_are_there_at_the_next_start(folder: Path, data: Path) -> None:
    first = Library.open(data, folder)
    again = Library.open(data, folder)

    assert list(again.articles) == list(first.articles) == ["strike", "vaccins"]
    assert again.articles["strike"] == first.articles["strike"]
    assert again.claims("strike") == first.claims("strike")
    assert again.disputes == first.disputes


def test_files_that_did_not_change_are_not_read_again(
    folder: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle(folder)
    Library.open(data, folder)
    monkeypatch.setattr(seeds_module, "read_file", None)

    assert len(Library.open(data, folder).articles) == 2


def test_a_file_changed_just_before_it_was_read_is_read_again(folder: Path, data: Path) -> None:
    path = folder / "strike.txt"
    Library.open(data, folder)
    changed = path.stat().st_mtime_ns
    path.write_text(path.read_text(encoding="utf-8").replace("eleven", "twelve"), "utf-8")
    os.utime(path, ns=(changed, changed))

    library = Library.open(data, folder)

    assert "twelve weeks" in library.articles["strike"].text


def test_a_changed_article_gets_a_new_version_and_quotes_of_the_old_one_verify(
    folder: Path, data: Path
) -> None:
    path = folder / "strike.txt"
    old = Library.open(data, folder).articles["strike"]
    path.write_text(old.text.replace("The dockers of Sète", "Dockers"), encoding="utf-8")

    library = Library.open(data, folder)
    former = library.version(old.digest[:16])

    assert list(library.articles) == ["strike", "vaccins"]
    assert library.articles["strike"].text.count("The dockers of Sète") == 0
    assert former is not None
    assert (former.id, former.text) == (f"strike@{old.digest[:16]}", old.text)
    at = old.text.index("The dockers")
    library.prove("strike", Span(at, at + 19), "The dockers of Sète")
    library.prove(former.id, Span(at, at + 19), "The dockers of Sète")
    assert library.segmentation(former.id).sentences[0].span.start == at
    assert {claim.article_id for claim in library.claims(former.id)} == {former.id}


def test_a_file_that_is_gone_is_found_no_more_but_verified(folder: Path, data: Path) -> None:
    old = Library.open(data, folder).articles["strike"]
    (folder / "strike.txt").unlink()

    library = Library.open(data, folder)

    assert list(library.articles) == ["vaccins"]
    assert library.search({"docker": 1.0}, 5) == []
    assert library.version(old.digest[:16]) is not None


def test_a_file_that_comes_back_is_found_again(folder: Path, data: Path) -> None:
    text = (folder / "strike.txt").read_text(encoding="utf-8")
    Library.open(data, folder)
    (folder / "strike.txt").unlink()
    Library.open(data, folder)
    (folder / "strike.txt").write_text(text, encoding="utf-8")

    assert list(Library.open(data, folder).articles) == ["strike", "vaccins"]


def test_complaints_are_told_at_every_start(folder: Path, data: Path) -> None:
    (folder / "undated.txt").write_text("The ship sank.", encoding="utf-8")
    (folder / "twin.txt").write_bytes((folder / "strike.txt").read_bytes())
    (folder / "empty.txt").write_bytes(b"")
    settle(folder)

    first, again = (Library.open(data, folder).complaints for _ in range(2))

    assert [c.split(":")[0].rpartition("/")[2] for c in sorted(first)] == [
        "empty.txt",
        "twin.txt",
        "undated.txt",
    ]
    assert sorted(again) == sorted(first)


def test_the_twin_of_a_file_that_is_gone_takes_its_place(folder: Path, data: Path) -> None:
    (folder / "twin.txt").write_bytes((folder / "strike.txt").read_bytes())
    settle(folder)
    Library.open(data, folder)
    (folder / "strike.txt").unlink()

    assert list(Library.open(data, folder).articles) == ["twin", "vaccins"]


def test_a_file_that_holds_no_article_any_more_takes_its_article_away(
    folder: Path, data: Path
) -> None:
    Library.open(data, folder)
    (folder / "strike.txt").write_bytes(b"")

    assert list(Library.open(data, folder).articles) == ["vaccins"]


def test_the_library_keeps_what_it_has_where_the_folder_is_missing(
    folder: Path, data: Path, tmp_path: Path
) -> None:
    Library.open(data, folder)

    library = Library.open(data, tmp_path / "nowhere")

    assert len(library.articles) == 2
    assert "does not exist" in library.complaints[0]


def test_a_folder_that_was_moved_gives_its_articles_their_new_paths(
    folder: Path, data: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    Library.open(data, folder)
    moved = folder.rename(tmp_path_factory.mktemp("other") / "seeds")

    library = Library.open(data, moved)

    assert library.articles["strike"].path == (moved / "strike.txt").as_posix()
    assert len(library.articles) == 2


def test_without_any_article_it_is_said_where_was_looked(tmp_path: Path, data: Path) -> None:
    with pytest.raises(NoArticlesError, match="holds no readable"):
        Library.open(data, tmp_path)


def test_a_name_that_is_no_utf8_is_kept(tmp_path: Path, data: Path) -> None:
    name = os.fsdecode(b"caf\xe9.txt")
    try:
        (tmp_path / name).write_text("date 2022-04-18\nThe ship sank.", encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes UTF-8 only")

    library = Library.open(data, tmp_path)

    assert list(library.articles) == [name.removesuffix(".txt")]
    assert library.articles[name.removesuffix(".txt")].path.endswith(name)
    assert list(Library.open(data, tmp_path).articles) == list(library.articles)
