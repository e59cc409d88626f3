import json
from collections.abc import Sequence

import pytest

from bot.callbacks import Answered
from bot.intake import tidy
from bot.wording import ENGLISH
from index.errors import BusyLibraryError
from index.library import Library
from index.reading.fetching import Fetched
from tests.conftest import STORM, library_of
from tests.desk import DATED, Desk
from tests.pdf_files import column, pdf


@pytest.fixture
def desk() -> Desk:
    return Desk(library_of(STORM))


def lines(*articles: dict[str, str]) -> bytes:
    return "\n".join(json.dumps(one) for one in articles).encode()


def test_two_files_of_one_name_are_two_articles(desk: Desk) -> None:
    desk.caption("/add", file=("news.txt", DATED.encode()))
    desk.caption("/add", file=("news.txt", b"date 2022-01-01\n\nA bridge fell at Kayes."))

    assert set(desk.articles) == {"news", "news-2"}


def test_of_a_file_of_many_articles_one_day_is_asked_for_those_without(desk: Desk) -> None:
    data = lines(
        {"text": "The first ship sank off Conakry.", "published": "2022-01-01"},
        {"text": "A second bridge fell near Kayes."},
        {"no": "text"},
    )
    sent = desk.caption("/add", file=("dump.jsonl", data))
    assert "1 has no date" in desk.said
    assert "dump.jsonl, line 3" in desk.said

    desk.send("2022-01-02", reply_to_message=desk.answer())

    assert "2 articles added." in desk.said
    assert sorted(map(str, desk.articles.values())) == ["2022-01-01", "2022-01-02"]
    desk.press(Answered("add"), sent)
    assert desk.alerts[-1] == ENGLISH.offer_gone


def test_a_pdf_file_is_read_and_its_day_asked_for(desk: Desk) -> None:
    page = column(["The minister denied on Monday that the port had signed a contract."])

    desk.caption("/add", file=("a.pdf", pdf([page])))

    assert "Which day was it published?" in desk.said


HOSTILE = {
    "bomb.zip": b"PK\x03\x04" + b"\0" * 1_000,
    "../../etc/passwd": b"\x7fELF\0\0",
    "empty.txt": b"",
    "blank.txt": b" \n ",
    "half.pdf": b"%PDF-1.4\n1 0 obj\n<<",
    "deep.html": b"<html><body>" + b"<div>" * 100_000 + b"x",
    "many.jsonl": b'{"a": 1}\n' * 50,
    "surrogate.jsonl": b'{"text": "\\ud83d"}',
    "\u202egpj.txt": b"\xff\xfe\x00",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_cannot_be_read_is_told_in_a_sentence(desk: Desk, name: str) -> None:
    desk.caption("/add", file=(name, HOSTILE[name]), size=10)

    assert desk.said.startswith("Nothing was added.")
    assert "Traceback" not in desk.said
    assert not desk.articles


def test_more_than_can_be_read_while_somebody_waits_is_refused(desk: Desk) -> None:
    for data in (b'{"text": "A ship sank."}\n' * 1_001, b"A ship sank off Conakry. " * 50_000):
        desk.caption("/add", file=("dump.jsonl" if data[:1] == b"{" else "a.txt", data))

        assert "Use `saidwho add`" in desk.said
        assert not desk.articles


def test_a_file_too_large_is_not_even_fetched(desk: Desk) -> None:
    desk.send(file=("a.txt", b"x"), size=20_000_001)

    assert "up to 20 MB" in desk.said


def test_a_file_that_is_gone_is_to_be_sent_again(desk: Desk) -> None:
    gone = desk.message(file=("a.txt", DATED.encode()))
    desk.stored.clear()

    desk.add(reply_to_message=gone)

    assert desk.said == ENGLISH.file_gone


def test_links_are_followed_only_where_that_is_allowed(desk: Desk) -> None:
    desk.send("https://example.org/strike")
    assert desk.said == ENGLISH.no_fetching
    desk.add("/add https://t.me/portnews/12")
    assert desk.said == ENGLISH.forward_post


@pytest.mark.parametrize(
    "address",
    ["http://example.org/", "https://127.0.0.1/", "https://[::1]/", "https://localhost/x"],
)
def test_links_into_the_network_around_here_are_refused(address: str) -> None:
    desk = Desk(library_of(STORM), fetch=True)

    desk.add(f"/add {address}")

    assert desk.said.startswith("Nothing was added.")


def test_a_link_is_read_and_asks_before_it_is_added(monkeypatch: pytest.MonkeyPatch) -> None:
    page = (
        "<html><head><title>A bridge falls</title>"
        '<meta property="article:published_time" content="2023-05-09"></head><body><article>'
        + "<p>A bridge fell at Kayes on Monday, and two lorries fell with it.</p>" * 5
        + "</article></body></html>"
    )
    address = "https://example.org/bridge"
    found = Fetched(address, "page", "utf-8", page.encode())
    monkeypatch.setattr("index.reading.fetching.fetched", lambda _: found)
    desk = Desk(library_of(STORM), fetch=True)

    sent = desk.send(address)

    assert "Date: 9 May 2023" in desk.said
    assert f"Link: {address}" in desk.said
    assert not desk.articles
    desk.press(Answered("add"), sent)
    assert set(desk.articles) == {"example.org/bridge"}


def test_what_is_odd_about_a_file_is_told_but_for_its_date(desk: Desk) -> None:
    desk.send(file=("a.txt", "La grève a été suspendue à Sète.".encode("cp1252")))

    assert "Take note:\na.txt, line 1: not UTF-8, so read as Windows-1252" in desk.said
    assert "start it with a line" not in desk.said


def test_while_another_process_writes_it_says_so_and_can_be_tried_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object) -> Sequence[object]:
        raise BusyLibraryError("another saidwho")

    with monkeypatch.context() as patched:
        patched.setattr(Library, "add", busy)
        sent = desk.caption("/add", file=("a.txt", DATED.encode()))
        assert desk.said.startswith(ENGLISH.library_busy)
        desk.press(Answered("add"), sent)
        assert desk.alerts == [ENGLISH.library_busy]
    desk.press(Answered("add"), sent)

    assert len(desk.articles) == 1


def test_what_is_in_another_language_is_told_so(desk: Desk) -> None:
    desk.add("/add date 2023-05-09\n\nPřístav byl v pondělí uzavřen, uvedl úřad.")

    assert "Language: not recognised" in desk.said
    assert ENGLISH.not_understood in desk.said


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\news\\a.txt", "a.txt"),
        ("a\n\u202eb.txt", "a b.txt"),
        ("strike@0123456789abcdef.txt", "strike 0123456789abcdef.txt"),
        ("x" * 300 + ".pdf", "x" * 88 + ".pdf"),
        ("..", "file"),
    ],
)
def test_the_name_of_a_file_is_one_line_without_folders(name: str, shown: str) -> None:
    assert tidy(name) == shown
