import io
import os
from pathlib import Path
from types import SimpleNamespace

import pytest

from index.corpus import read_file
from index.reading import Complaint, Document, documents, documents_in, stored_form

SHOWN = ("The ship is here. " * 20).strip()
PAGE = f"<html lang=en><body><article><p>{SHOWN}</p></article></body></html>"
ENTRY = "<item><description>From a feed.</description></item>"
FEED = f"<rss version='2.0'><channel>{ENTRY}</channel></rss>"


def texts(source: str | Path) -> list[str]:
    return [one.text if isinstance(one, Document) else f"! {one}" for one in documents(source)]


def test_a_folder_gives_every_kind_by_its_suffix(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "a.txt").write_text("date 2022-04-18\nFrom text.")
    (tmp_path / "b.MD").write_text("From *Markdown*.")
    (tmp_path / "c.jsonl").write_text('{"text": "From lines."}\n{"text": "Two."}')
    (tmp_path / "d.html").write_text(PAGE)
    (tmp_path / "deep" / "e.xml").write_text(FEED)

    assert [text for text in texts(tmp_path) if not text.startswith("!")] == [
        "From text.",
        "From Markdown.",
        "From lines.",
        "Two.",
        SHOWN,
        "From a feed.",
    ]


def test_in_a_folder_what_is_hidden_is_passed_over_and_what_is_odd_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    (folder / ".git").mkdir(parents=True)
    (folder / ".git" / "a.txt").write_text("Hidden.")
    (folder / ".a.txt").write_text("Hidden.")
    (folder / "b.docx").write_text("Odd.")
    (folder / "c.txt").write_text("")
    (tmp_path / "outside.txt").write_text("Outside.")
    (folder / "d.txt").symlink_to(tmp_path / "outside.txt")
    (folder / "e").symlink_to(tmp_path)
    (folder / "f").symlink_to(folder)
    os.mkfifo(folder / "g.txt")
    found = texts(folder)

    assert [text.removeprefix(f"! {folder}/") for text in sorted(found)] == [
        "b.docx: not a kind of file that is read (.txt, .text, .md, .markdown, .jsonl, .ndjson, "
        ".html, .htm, .xhtml, .rss, .atom, .xml, .pdf); left out.",
        "c.txt: empty; left out.",
        "d.txt: a link out of the folder; not followed.",
        "e: a link out of the folder; not followed.",
        "g.txt: not a regular file; left out.",
    ]


def test_a_file_named_by_a_person_may_be_hidden_or_a_link(tmp_path: Path) -> None:
    (tmp_path / ".a").write_text("date 2022-04-18\nHere.")
    (tmp_path / "b.txt").symlink_to(tmp_path / ".a")

    assert texts(tmp_path / ".a") == texts(tmp_path / "b.txt") == ["Here."]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("date 2022-04-18\nFrom text.", "From text."),
        ('{"text": "From lines."}\n', "From lines."),
        ("---\ntitle: A\n---\nFrom *Markdown*.", "From Markdown."),
        ("\n" + FEED, "From a feed."),
        (PAGE, SHOWN),
    ],
)
def test_standard_input_is_read_as_what_it_begins_like(
    monkeypatch: pytest.MonkeyPatch, data: str, text: str
) -> None:
    stdin = SimpleNamespace(buffer=io.BytesIO(data.encode()))
    monkeypatch.setattr("index.reading.sources.sys.stdin", stdin)

    assert texts("-")[0] == text


@pytest.mark.parametrize("source", ["nowhere.txt", "a\0b", "https://example.org/", "ftp://e.org"])
def test_a_source_that_is_none_is_complained_of(source: str) -> None:
    (complaint,) = documents(source)

    assert isinstance(complaint, Complaint)
    assert complaint.lost
    assert str(complaint).endswith(".")


def test_a_text_file_is_stored_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbfdate 2022-04-18 \r\ntitle: T\r\n\r\nThe ship.\r\n\r\n")
    (document,) = documents(path)

    assert isinstance(document, Document)
    assert stored_form(document) == read_file(path, "a")[0].text
    assert (document.title, document.text) == ("T", "The ship.")


def test_remarks_on_what_was_read_all_the_same_are_no_loss(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The ship.")
    _, remark = documents(tmp_path)

    assert isinstance(remark, Complaint)
    assert not remark.lost
    assert "no date" in str(remark)


def test_reading_may_stop_early(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "One."}\n' * 1_000)
    reading = documents(tmp_path)
    next(reading)
    reading.close()  # type: ignore[attr-defined]


def test_a_file_that_is_no_file_here_is_read_by_its_name_or_by_what_it_holds() -> None:
    def read(name: str, data: str) -> list[str]:
        found = documents_in(name, data.encode())
        return [one.text if isinstance(one, Document) else f"! {one}" for one in found]

    assert read("a.md", "From *Markdown*.")[0] == "From Markdown."
    assert read("a", '{"text": "From lines."}') == ["From lines."]
    assert read("a.zip", "PK\0") == ["! a.zip: a binary file, not text; left out."]
