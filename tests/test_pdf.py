import io
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import ArticleError
from index.reading import pdf as reader
from index.reading.confinement import Confinement
from index.reading.document import Complaint, Document
from index.reading.raw import Raw
from tests.attacks import bomb
from tests.pdf_files import _file, column, pdf

UNDATED = "a.pdf: a PDF file does not say when it was published; the article is taken as undated."
LINES = [
    "The minister denied on Monday that the port had signed a contract with",
    'the company. "We have no such agree-',
    'ment," she told reporters, "and no one of my office has met them."',
    "",
    "The director of the harbour said otherwise in a long-",
    "awaited letter. Nobody else had called it long-awaited before him.",
]
SHOWN = (
    "The minister denied on Monday that the port had signed a contract with "
    'the company. "We have no such agreement," she told reporters, "and no one of my office has '
    'met them."\n\n'
    "The director of the harbour said otherwise in a long-"
    "awaited letter. Nobody else had called it long-awaited before him."
)


def read(data: bytes) -> list[Document | Complaint]:
    return list(reader.read(Raw("a.pdf", io.BytesIO(data))))


def text(data: bytes) -> str:
    document = read(data)[0]
    assert isinstance(document, Document)
    return document.text


@pytest.mark.parametrize("packed", [False, True])
def test_wrapped_lines_are_joined_and_paragraphs_kept(packed: bool) -> None:
    document, remark = read(pdf([column(LINES)], packed=packed))

    assert document == Document(SHOWN, "a.pdf")
    assert str(remark) == UNDATED


def test_the_second_column_follows_the_first() -> None:
    left = column(["He said that the ship", "would come on Monday"])
    right = column(["or on Tuesday, and no", "later. She denied it."], x=320)

    assert text(pdf([left + right])) == (
        "He said that the ship would come on Monday or on Tuesday, and no later. She denied it."
    )


def test_columns_that_cannot_be_told_apart_are_left_out_and_said() -> None:
    left = column(["He said that the ship", "would come on Monday"])
    right = column(["She denied that it was", "so, and left."], x=320)
    mixed = [run for pair in zip(left, right, strict=True) for run in pair]
    found = read(pdf([column(LINES), mixed]))

    assert isinstance(found[0], Document)
    assert found[0].text == SHOWN
    assert "page 2: columns that cannot be told apart" in str(found[-1])


def test_cells_of_a_table_stand_apart() -> None:
    cells = [("Country", "Ships"), ("Mali", "4"), ("Togo", "3")]
    table = [
        (72.0 + 90 * across, 400.0 - 12 * down, 10.0, cell)
        for down, row in enumerate(cells)
        for across, cell in enumerate(row)
    ]

    assert text(pdf([[*column(LINES), *table]])) == (
        SHOWN + "\n\nCountry\n\nShips\n\nMali\n\n4\n\nTogo\n\n3"
    )


def test_numbers_of_footnotes_do_not_join_words_and_years() -> None:
    line = [(72.0, 760.0, 10.0, "Signed in 2019"), (140.0, 760.0, 6.0, "3")]
    line += [(150.0, 760.0, 10.0, "by the company"), (230.0, 760.0, 6.0, "4")]
    line += [(240.0, 760.0, 10.0, "on 9 m"), (260.0, 760.0, 6.0, "2")]

    assert text(pdf([line])).replace(" ", "") == "Signedin2019bythecompanyon9m2"


def test_running_heads_and_page_numbers_do_not_stand_in_sentences() -> None:
    def page(number: int, *lines: str) -> list[tuple[float, float, float, str]]:
        head = (72.0, 800.0, 10.0, f"Port News, issue {number}")
        return [head, *column(lines), (290.0, 40.0, 10.0, f"Page {number} of 2")]

    pages = [page(1, "He said that the ship"), page(2, "would come on Monday.")]

    assert text(pdf(pages)) == "He said that the ship would come on Monday."


def test_a_title_is_taken_from_the_file_only_where_readers_see_it() -> None:
    headed = [(72.0, 800.0, 18.0, "Ship here"), *column(LINES)]
    shown = read(pdf([headed], info="/Title(Ship here)"))[0]
    hidden = read(pdf([headed], info="/Title(Microsoft Word - draft3.doc)"))[0]

    assert isinstance(shown, Document)
    assert isinstance(hidden, Document)
    assert (shown.title, shown.text) == ("Ship here", SHOWN)
    assert (hidden.title, hidden.text) == (None, f"Ship here\n\n{SHOWN}")


def test_the_day_the_file_was_made_is_not_taken_for_the_day_of_publication() -> None:
    document = read(pdf([column(LINES)], info="/CreationDate(D:20220418063000Z)"))[0]

    assert isinstance(document, Document)
    assert document.published is None


def test_a_scan_is_told_from_a_text() -> None:
    (complaint,) = read(pdf([[]]))

    assert str(complaint) == (
        "a.pdf, page 1: no text, perhaps a scan; have its text recognised first; left out."
    )


def test_too_many_pages_are_refused() -> None:
    with pytest.raises(ArticleError, match="501 pages"):
        read(pdf([[]] * 501))


def test_typographers_letters_are_read_as_the_letters_they_join() -> None:
    assert reader._clean("o\ufb03ce") == "office"


WHOLE = pdf([column(LINES)], packed=True)


@given(st.integers(0, len(WHOLE)), st.binary(max_size=4), st.integers(0, 60))
@settings(max_examples=60)
def test_damaged_files_are_read_or_complained_of(at: int, inserted: bytes, cut: int) -> None:
    data = WHOLE[:at] + inserted + WHOLE[at + cut :]
    with suppress(Exception):  # in a child process anything else becomes a sentence
        assert all(isinstance(one, Document | Complaint) for one in read(data))


def nested(depth: int) -> bytes:
    return _file([b"<</Type/Catalog/Pages " + b"[" * depth + b"]" * depth + b">>", b"<<>>"])


def circular() -> bytes:
    return _file(
        [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R]/Count 1>>", b"<<>>"]
    )


def bombed() -> bytes:
    """A page whose content unpacks to 200 megabytes."""
    data = bomb(b" ", 200)
    stream = b"<</Filter/FlateDecode/Length %d>>\nstream\n%b\nendstream" % (len(data), data)
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>"
    kids = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    return _file([b"<</Type/Catalog/Pages 2 0 R>>", kids, page, stream, b"<<>>"])


@pytest.mark.parametrize(
    "data",
    [b"%PDF-", b"0 0 obj\n" * 9, WHOLE[: len(WHOLE) // 2], nested(50_000), circular(), bombed()],
    ids=["empty", "no objects", "cut", "nested", "circular", "bomb"],
)
def test_hostile_files_end_in_a_sentence(data: bytes) -> None:
    with Confinement() as confined:
        found = list(confined.read("pdf", Raw("a.pdf", io.BytesIO(data))))

    assert found
    assert all(str(one).startswith("a.pdf") and str(one).endswith(".") for one in found)
