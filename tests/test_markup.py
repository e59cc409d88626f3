import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.reading.markup import paragraphs, paragraphs_of_html


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<p>The  ship\n is <b>he</b>re.</p>", ["The ship is here."]),
        ("One.<p>Two.</p>Three.", ["One.", "Two.", "Three."]),
        ("one<br>two<br><br>three", ["one\ntwo", "three"]),
        ("<ul><li>one<li>two</ul>", ["one", "two"]),
        ("a<!-- b -->c<script>d</script>e", ["ace"]),
        ("«\u00a0Oui\u00a0» \u202f!", ["«\u00a0Oui\u00a0» \u202f!"]),
        ("<pre>a\n  b</pre>", ["a\nb"]),
        ("a &amp; b &lt;c&gt;", ["a & b <c>"]),
        ("<a href='x'>He</a>, <i>said</i>", ["He, said"]),
        ("no <s>struck</s> <span hidden>hidden</span>out", ["no out"]),
        ("", []),
        ("<!-- -->", []),
        ("\x00 \ud83d", []),
    ],
)
def test_html_gives_the_paragraphs_a_browser_shows(html: str, found: list[str]) -> None:
    assert paragraphs_of_html(html) == found


def test_elements_nested_very_deep_are_read() -> None:
    root = inner = lxml.html.Element("div")
    for _ in range(5_000):
        inner.append(lxml.html.Element("b"))
        inner = inner[0]
    inner.text = "deep"

    assert paragraphs(root) == ["deep"]


@given(st.text(st.sampled_from("ab <>/p&;#!-brdiv\n\t\"'="), max_size=60))
def test_any_markup_is_read_without_blank_paragraphs(html: str) -> None:
    found = paragraphs_of_html(html)

    assert all(text and text == text.strip(" \n") and "\n\n" not in text for text in found)
