import io
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import ArticleError
from index.reading import markdown
from index.reading.document import Document
from index.reading.raw import Raw


def read(text: str) -> Document:
    document = next(markdown.read(Raw("a.md", io.BytesIO(text.encode()))))
    assert isinstance(document, Document)
    return document


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("The *minister* **denied** it.", "The minister denied it."),
        (
            "He [told AFP](https://example.org/a_b 'x') so.",
            "He told AFP so.",
        ),
        ("A hard\nwrapped line.\n\nNext.", "A hard wrapped line.\n\nNext."),
        ("> We deny it,\n> he said.", "We deny it, he said."),
        ("- one\n- two", "one\n\ntwo"),
        ("5 \\* 3 &amp; a_b_c", "5 * 3 & a_b_c"),
        ("« Oui\u00a0», \"dit\" 'il' -- ...", "« Oui\u00a0», \"dit\" 'il' -- ..."),
        ("a ![photo](x.png) b", "a b"),
        ("one  \ntwo", "one\ntwo"),
        ("~~three~~ four million[^1].\n\n[^1]: Said AFP.", "four million.\n\nSaid AFP."),
        ("| a | b |\n|---|---|\n| 1 | 2 |", "a\n\nb\n\n1\n\n2"),
        ("x <b>y</b> <script>z</script>", "x y"),
    ],
)
def test_the_words_of_the_page_stay_and_its_marks_go(written: str, shown: str) -> None:
    assert read(written).text == shown


def test_front_matter_tells_title_date_outlet_address_and_language() -> None:
    document = read(
        '---\ntitle: "Ship: here" # now\ndate: 2022-04-18 06:30:00 +0200\npublisher: Port News\n'
        "url: https://example.org/a\nlang: en\ntags: [a]\n---\n\n# Ship: here\n\nIt came.\n"
    )

    assert document == Document(
        "It came.",
        "a.md",
        title="Ship: here",
        published=date(2022, 4, 18),
        outlet="Port News",
        url="https://example.org/a",
        language="en",
    )


def test_a_heading_at_the_top_is_the_title() -> None:
    document = read("# The *ship*\n\nIt came.\n\n## Later\n\nIt left.")

    assert (document.title, document.text) == ("The ship", "It came.\n\nLater\n\nIt left.")


@pytest.mark.parametrize(
    ("front", "fault"),
    [("", "a.md: no date;"), ("---\ndate: soon\n---\n", 'a.md: "soon" is no day')],
)
def test_an_undated_article_is_read_and_said(front: str, fault: str) -> None:
    document, remark = markdown.read(Raw("a.md", io.BytesIO(f"{front}It came.".encode())))

    assert isinstance(document, Document)
    assert document.published is None
    assert str(remark).startswith(fault)


def test_a_rule_is_no_front_matter() -> None:
    assert read("Before.\n\n---\n\ndate: 2022-04-18\n\n---\n").published is None


@given(st.text(st.sampled_from("*_[]()<>`#-!>&\\\n \t|~ab:'\""), max_size=200))
def test_any_marks_are_read_or_complained_of(text: str) -> None:
    with suppress(ArticleError):
        assert read(text).text
