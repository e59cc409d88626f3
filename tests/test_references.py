import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.callbacks import LARGEST
from bot.quotation import quote_claim
from bot.references import Reference
from index.library import Library
from index.model import Span
from tests.conftest import article_of, library_of
from tests.test_callbacks import SPANS, VERSIONS

REFERENCES = st.builds(Reference, VERSIONS, SPANS, st.none() | st.integers(0, LARGEST))
TEXT = "“We paid in May,” the minister said.\n\nIt was late."


@pytest.fixture
def library() -> Library:
    return library_of(article_of(TEXT, "paid", published=date(2023, 5, 9)))


@given(REFERENCES)
def test_a_name_fits_into_a_deep_link_and_is_read_again(reference: Reference) -> None:
    name = str(reference)

    assert re.fullmatch(r"[A-Za-z0-9_-]{1,64}", name)
    assert Reference.read(name) == reference


@given(st.text(max_size=70))
def test_any_other_text_names_nothing_or_the_same(text: str) -> None:
    read = Reference.read(text)

    assert read is None or str(read) == text.strip()


@pytest.mark.parametrize(
    "forged",
    [
        *("q", "q_", "q_0123456789abcdef_5_5", "q_0123456789abcdef_6_5", "q_0123456789abcde_1_2"),
        *("q_0123456789abcdef_1_9999999999", "q_0123456789abcdef_01_2", "x_0123456789abcdef_1_2"),
    ],
)
def test_a_forged_name_is_none(forged: str) -> None:
    assert Reference.read(forged) is None


def test_a_name_leads_to_the_quote_and_who_was_speaking(library: Library) -> None:
    quoted = quote_claim(library, library.claims("paid")[0])

    assert Reference.to(quoted).quotation(library) == quoted


def test_a_name_leads_nowhere_where_nobody_speaks_who_did(library: Library) -> None:
    version = library.articles["paid"].digest[:16]

    assert Reference(version, Span(0, 36), 999).quotation(library) is None


def test_a_name_leads_nowhere_beyond_the_article_or_between_its_paragraphs(
    library: Library,
) -> None:
    version = library.articles["paid"].digest[:16]

    assert Reference(version, Span(36, 38)).article(library) is None
    assert Reference(version, Span(0, 10_000)).article(library) is None
    assert Reference("0" * 16, Span(0, 36)).article(library) is None
