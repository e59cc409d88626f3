import io
import json
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from index.errors import ArticleError
from index.reading import bulk
from index.reading.document import Complaint, Document
from index.reading.raw import Raw


def read(data: bytes | str) -> list[Document | Complaint]:
    data = data.encode() if isinstance(data, str) else data
    found: list[Document | Complaint] = []
    try:
        found.extend(bulk.read(Raw("news.jsonl", io.BytesIO(data))))
    except ArticleError as error:
        found.append(Complaint(str(error)))
    return found


def test_all_fields_are_read() -> None:
    line = {
        "text": "The ship is here.",
        "title": "Ship",
        "published": "2022-04-18T23:30:00-05:00",
        "outlet": "Port News",
        "url": "https://example.org/a",
        "language": "en",
        "filed": "other keys are passed over",
    }

    assert read(json.dumps(line)) == [
        Document(
            "The ship is here.",
            "news.jsonl, line 1",
            title="Ship",
            published=date(2022, 4, 18),
            outlet="Port News",
            url="https://example.org/a",
            language="en",
        )
    ]


def test_a_faulty_line_is_named_and_the_others_are_read() -> None:
    found = read('{"text": "One."}\n\n{"text" "Tw"}\n{"text": "Three."}\n[1]\n{"title": "x"}\n')

    assert [str(one) if isinstance(one, Complaint) else one.text for one in found] == [
        "One.",
        "news.jsonl, line 3: not JSON (Expecting ':' delimiter, column 9); left out.",
        "Three.",
        'news.jsonl, line 5: not a JSON object such as {"text": …}; left out.',
        'news.jsonl, line 6: no "text" that is a string; left out.',
    ]


def test_a_wrong_date_leaves_the_article_undated_and_is_named() -> None:
    article, complaint = read('{"text": "One.", "published": "18/04/2022"}')

    assert isinstance(article, Document)
    assert article.published is None
    assert '"published" is "18/04/2022"' in str(complaint)


def test_what_is_no_file_of_json_lines_is_given_up_soon() -> None:
    found = read("[\n" + "no\n" * 5_000)

    assert len(found) == 21
    assert "none of the first 20 lines" in str(found[-1])


def test_deep_nesting_and_long_numbers_are_complained_of() -> None:
    found = read('{"text":' + "[" * 200_000 + '\n{"text": ' + "1" * 5_000 + "}\n")

    assert [isinstance(one, Complaint) for one in found] == [True, True]


class Endless(io.RawIOBase):
    """A line that never ends."""

    def __init__(self) -> None:
        self.given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        size = len(buffer)
        size = 0 if self.given > 50_000_000 else size
        buffer[:size] = b"x" * size
        self.given += size
        return size


def test_a_line_too_long_is_passed_over_without_keeping_it() -> None:
    raw = Raw("news.jsonl", io.BufferedReader(Endless()))

    assert "longer than the 10,000,000 bytes" in str(next(bulk.read(raw)))


def test_lines_are_read_as_they_come() -> None:
    stream = io.BytesIO(b'{"text": "One."}\n' * 1_000)
    lines = bulk.read(Raw("news.jsonl", stream))
    next(lines)

    assert stream.tell() == 17


@given(st.binary())
def test_any_bytes_are_read_or_complained_of(data: bytes) -> None:
    for one in read(data + b"\n" + b'{"text": "\xff"}\n' + data):
        assert isinstance(one, Document) or str(one).endswith(".")


@given(st.recursive(st.none() | st.booleans() | st.floats() | st.text(), st.lists))
def test_values_of_any_kind_are_read_or_complained_of(value: object) -> None:
    line = {"text": "One.", "title": value, "published": value, "url": value, "language": value}
    found = read(json.dumps(line) + "\n" + json.dumps({"text": value}))

    assert isinstance(found[0], Document)
