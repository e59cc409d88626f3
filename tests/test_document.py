from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.corpus import detected_language
from index.errors import ArticleError
from index.reading.document import article_in, document_of, stored_form

TEXT = st.text(
    st.one_of(st.sampled_from("\n\r \ufeffdate:title2022-04"), st.characters(codec="utf-8"))
)


@given(
    TEXT,
    st.dictionaries(st.sampled_from(["title", "outlet"]), TEXT),
    st.none() | st.dates(),
    st.sampled_from([None, "en", "fr-FR", "EN"]),
)
def test_what_is_stored_is_read_back_the_same(
    text: str, fields: dict[str, str], published: date | None, language: str | None
) -> None:
    try:
        document = document_of(text, "a.md", published=published, language=language, **fields)
    except ArticleError:
        return
    article = article_in(document, "a")

    assert article.body is not None
    assert article.body.of(article.text) == document.text
    assert (article.title, article.outlet) == (document.title, document.outlet)
    assert article.published == document.published
    assert article.language == document.language or detected_language(document.text)


@pytest.mark.parametrize(
    "text",
    [
        "Title: king of the hill.",
        "date 2022-04-18 was a Monday.",
        "date unknown",
        "url: https://example.org",
        "language: French is spoken here.\ntitle: none",
    ],
)
def test_a_text_that_begins_like_a_header_stays_whole(text: str) -> None:
    article = article_in(document_of(text, "a"), "a")

    assert article.body is not None
    assert article.body.of(article.text) == text
    assert (article.title, article.published, article.url) == (None, None, None)


def test_the_stored_form_is_a_text_file_with_a_header() -> None:
    document = document_of(
        " The ship is here.\n",
        "a",
        title="Ship\n here",
        published=date(2022, 4, 18),
        outlet="Port News",
        url="https://example.org/a",
        language="en-GB",
    )

    assert stored_form(document) == (
        "date 2022-04-18\ntitle: Ship here\noutlet: Port News\nurl: https://example.org/a\n"
        "language: en\n\nThe ship is here.\n"
    )


def test_addresses_of_other_kinds_than_the_web_are_not_taken() -> None:
    assert document_of("A.", "a", url="javascript:alert(1)").url is None


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (" \n\ufeff", "holds no text"),
        ("\u200b\u202e…\u00ad", "holds no text"),
        ("a\x00b", "no text has"),
        ("a\ud83d", "no text has"),
        ("a" * 5_000_001, "5,000,001"),
    ],
)
def test_what_could_not_be_quoted_is_refused_in_a_sentence(text: str, fault: str) -> None:
    with pytest.raises(ArticleError, match=rf"^here: .*{fault}.*\.$"):
        document_of(text, "here")
