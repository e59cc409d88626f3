"""Each kind of reason is found by what a reader really says."""

import pytest

from bot.intake import read_file, read_link
from bot.reasons import reason
from bot.wording import ENGLISH, FRENCH
from index.errors import ArticleError

FILES = {
    ("a.txt", b"x" * 5_000_001): "too long",
    ("a.txt", b"A ship sank. " * 100_000): "too long",
    ("a.jsonl", b'{"text": "A ship sank."}\n' * 1_001): "too long",
    ("a.zip", b"PK\x03\x04\0\0"): "no kind",
    ("a.txt", b" \n"): "no text",
    ("a.txt", b""): "no text",
    ("empty.md", b"---\ntitle: empty\n---\n"): "no text",
    ("a.pdf", b"%PDF-1.4\n1 0 obj"): "damaged",
    ("a.jsonl", b"{broken"): "damaged",
    ("a.jsonl", b"[1]"): "damaged",
}
ADDRESSES = {
    "http://example.org/": "address",
    "https://127.0.0.1/": "address",
    "https://localhost/": "address",
    "https://user:secret@example.org/": "address",
    "https://example.org:8080/": "address",
}
FETCHING = {
    "https://example.org/: there is no host example.org; left out.": "not there",
    "https://example.org/: the server answered 404; left out.": "not there",
    "https://example.org/: did not come within 60 seconds; left out. Try again later.": "not there",
    "https://example.org/: example.org is not on the public Internet; left out.": "address",
    'https://example.org/: "image/png" is no kind of text that is read; left out.': "no kind",
    "a.pdf: could not be read as a PDF file within 60 seconds and the memory allowed for it; "
    "left out.": "too heavy",
    "a.html: nested too deeply to be read as a web page; left out.": "too heavy",
}


def in_french(error: ArticleError) -> str:
    assert reason(error, ENGLISH) == str(error)
    return reason(error, FRENCH)


@pytest.mark.parametrize(("name", "data"), FILES, ids=range(len(FILES)))
def test_why_a_file_cannot_be_read_is_told_in_the_language_of_the_person(
    name: str, data: bytes
) -> None:
    with pytest.raises(ArticleError) as raised:
        read_file(name, data, None)

    assert in_french(raised.value) == FRENCH.unreadable[FILES[name, data]]


@pytest.mark.parametrize("address", ADDRESSES)
def test_why_an_address_is_not_fetched_too(address: str) -> None:
    with pytest.raises(ArticleError) as raised:
        read_link(address, fetch=True)

    assert in_french(raised.value) == FRENCH.unreadable[ADDRESSES[address]]
    assert "secret" not in str(raised.value)


@pytest.mark.parametrize("told", FETCHING)
def test_what_goes_wrong_on_the_way_too(told: str) -> None:
    assert in_french(ArticleError(told)) == FRENCH.unreadable[FETCHING[told]]


def test_an_unknown_reason_is_told_as_it_is() -> None:
    assert in_french(ArticleError("a.txt: the moon is full.")) == "a.txt: the moon is full."
