import os
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.corpus import LARGEST_BYTES, detected_language, read_file, read_folder
from index.errors import ArticleError, NoArticlesError


def read(folder: Path, data: bytes | str, name: str = "a.txt") -> tuple[object, ...]:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    article, remarks = read_file(path, "a")
    return article, remarks


def body(article: object) -> str:
    return article.body.of(article.text)  # type: ignore[attr-defined, no-any-return]


@pytest.mark.parametrize(
    "header",
    [
        " date 2022-04-18 ",
        "date 2022-04-18\n",
        "\ufeffdate: 2022-04-18\r\n\r\n",
        "Date 2022-04-18\ntitle: T\noutlet: O\nurl: https://example.org/a\nlanguage: EN\n\n",
        "title: T\ndate 2022-04-18\n",
    ],
)
def test_a_header_gives_the_date_and_is_no_part_of_the_body(tmp_path: Path, header: str) -> None:
    article, remarks = read(tmp_path, header + "The ship is here.\n")

    assert article.published == date(2022, 4, 18)  # type: ignore[attr-defined]
    assert body(article) == "The ship is here."
    assert article.text == header + "The ship is here.\n"  # type: ignore[attr-defined]
    assert remarks == ()


def test_all_header_lines_are_read(tmp_path: Path) -> None:
    text = "date 2023-05-09\ntitle: A, b\noutlet: O\nurl: https://e.org\nlanguage: fr\n\nLe port."
    article, _ = read(tmp_path, text)

    found = (article.title, article.outlet, article.url, article.language)  # type: ignore[attr-defined]
    assert found == ("A, b", "O", "https://e.org", "fr")


def test_the_text_itself_may_speak_of_dates_and_titles(tmp_path: Path) -> None:
    article, _ = read(tmp_path, "date 2022-04-18\nThe title: king.\ndate night is on.")

    assert body(article) == "The title: king.\ndate night is on."


def test_an_undated_article_is_read_and_says_so(tmp_path: Path) -> None:
    article, remarks = read(tmp_path, "The ship is here.")

    assert article.published is None  # type: ignore[attr-defined]
    assert len(remarks) == 1  # type: ignore[arg-type]
    assert "a.txt: no date" in remarks[0]  # type: ignore[index]


def test_an_impossible_date_is_named_with_its_line(tmp_path: Path) -> None:
    article, remarks = read(tmp_path, "title: T\ndate 2022-13-45\nThe ship.")

    assert article.published is None  # type: ignore[attr-defined]
    assert 'line 2: "2022-13-45"' in remarks[0]  # type: ignore[index]
    assert body(article) == "The ship."


def test_text_that_is_not_utf8_is_read_by_a_named_fallback(tmp_path: Path) -> None:
    article, remarks = read(tmp_path, "date 2022-04-18\nLe général Keïta.".encode("cp1252"))

    assert body(article) == "Le général Keïta."
    assert "line 2: not UTF-8, so read as Windows-1252" in remarks[0]  # type: ignore[index]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty file"),
        (b" \n\t\n", "no text"),
        (b"date 2022-04-18\n", "no text"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "binary file"),
        (b"\xff\xfe\x00\xd8", "binary file"),
        (b"caf\xe9 \x81", "not text in UTF-8"),
        (b"x" * (LARGEST_BYTES + 1), "5,000,000"),
    ],
)
def test_what_cannot_be_quoted_is_refused_by_name_and_reason(
    tmp_path: Path, data: bytes, reason: str
) -> None:
    with pytest.raises(ArticleError, match=reason) as caught:
        read(tmp_path, data)

    assert "a.txt" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_faulty_files_are_complained_of_and_the_others_load(folder: Path) -> None:
    (folder / "empty.txt").write_text("")
    (folder / "twin.txt").write_bytes((folder / "strike.txt").read_bytes())
    (folder / "note.pdf").write_text("x")
    (folder / ".hidden.txt").write_text("x")
    (folder / "sub").mkdir()
    (folder / "sub" / "other.txt").write_text("date 2020-01-01\nA ship sank.")
    os.mkfifo(folder / "pipe.txt")
    (folder / "gone.txt").symlink_to(folder / "nowhere")

    corpus = read_folder(folder)

    assert [article.id for article in corpus.articles] == ["strike", "sub/other", "vaccins"]
    assert [Path(c.split(":")[0]).name for c in corpus.complaints] == [
        "empty.txt",
        "gone.txt",
        "note.pdf",
        "pipe.txt",
        "twin.txt",
    ]
    assert "the same text as" in corpus.complaints[-1]


def test_an_unreadable_file_is_complained_of(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "secret.txt").write_text("x")
    read_bytes = Path.read_bytes

    def refusing(path: Path) -> bytes:
        if path.name == "secret.txt":  # chmod does not stop root, who runs tests in containers
            raise PermissionError(13, "Permission denied")
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", refusing)

    (complaint,) = read_folder(folder).complaints
    assert complaint.endswith("secret.txt: cannot be read (Permission denied); left out.")


def test_no_article_at_all_says_where_was_looked(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")

    for place, reason in [
        (tmp_path, "holds no readable .txt file"),
        (tmp_path / "nowhere", "does not exist"),
        (tmp_path / "empty.txt", "is a file"),
    ]:
        with pytest.raises(NoArticlesError, match=reason) as caught:
            read_folder(place)
        assert str(place) in str(caught.value)
        assert "--seeds" in str(caught.value)


def test_ids_do_not_depend_on_where_the_folder_is(folder: Path) -> None:
    moved = folder.rename(folder.with_name("moved"))

    assert [a.id for a in read_folder(moved).articles] == ["strike", "vaccins"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Who delivered the helicopters?", "en"),
        ("Qui a livré les hélicoptères ?", "fr"),
        ("D'où vient le matériel ?", "fr"),
        ("Les hélicos, c'était quand ?", "fr"),
        ("airbus", "und"),
        ("", "und"),
        ("12 345 !", "und"),
    ],
)
def test_language_is_told_by_function_words(text: str, language: str) -> None:
    assert detected_language(text) == language


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_in_one_sentence(data: bytes) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.txt"
        path.write_bytes(data)

        article, refused = None, "one sentence"
        try:
            article, _ = read_file(path, "a")
        except ArticleError as error:
            refused = str(error)

    assert "\n" not in refused
    assert article is None or (article.body and article.body.of(article.text).strip())


def test_links_to_files_are_read_and_links_to_folders_are_named(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "fog.txt").write_text("date 2022-04-18\nThe fog lifted.", encoding="utf-8")
    (folder / "linked.txt").symlink_to(elsewhere / "fog.txt")
    (folder / "more").symlink_to(elsewhere)

    corpus = read_folder(folder)

    assert "linked" in [article.id for article in corpus.articles]
    assert corpus.complaints == (f"{folder / 'more'}: a link to a folder; not followed.",)
