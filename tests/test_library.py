from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import UnprovenQuoteError
from index.library import Library
from index.model import Span
from tests.conftest import article_of, library_of


def test_a_folder_becomes_a_library(folder: Path) -> None:
    library = Library.of_folder(folder)

    assert list(library.articles) == ["strike", "vaccins"]
    assert library.articles["vaccins"].language == "fr"
    assert library.passage_count == 5
    assert library.complaints == ()


def test_passages_are_found_in_the_language_of_their_article(folder: Path) -> None:
    library = Library.of_folder(folder)

    (hit,) = library.search({"docker": 1.0}, 5)
    assert library.passage(hit.passage_id).article_id == "strike"
    assert library.search({"vaccin": 1.0}, 5)[0].passage_id.startswith("vaccins")


@given(st.integers(0, 60), st.integers(1, 60), st.text("Te ship.", max_size=8))
def test_only_what_stands_at_the_offsets_is_proved(start: int, length: int, text: str) -> None:
    article = article_of("The ship is here. It sank.")
    library = library_of(article)
    span = Span(start, start + length)

    true = article.text[span.start : span.end] == text and span.end <= len(article.text)
    if true:
        library.prove("a", span, text)
    else:
        with pytest.raises(UnprovenQuoteError):
            library.prove("a", span, text)


def test_a_quote_of_an_article_that_is_gone_is_not_proved() -> None:
    with pytest.raises(UnprovenQuoteError, match="not in the library"):
        library_of(article_of("The ship.")).prove("b", Span(0, 3), "The")


def test_a_version_is_found_by_its_digest_while_it_stands() -> None:
    article = article_of("The ship.")
    library = library_of(article)

    assert library.version(article.digest[:16]) is article
    assert library.version("0" * 16) is None


def test_an_article_without_a_body_is_held_and_never_found() -> None:
    library = library_of(article_of(" ", "empty"), article_of("The ship."))

    assert library.segmentation("empty").sentences == ()
    assert len(library.search({"ship": 1.0}, 5)) == 1
