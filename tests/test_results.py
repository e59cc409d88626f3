from dataclasses import replace
from datetime import date

import pytest
from telegram import InputTextMessageContent

from bot.quotation import Quotation, quote_claim
from bot.results import LONGEST_PREVIEW, quote_result
from bot.wording import ENGLISH
from index.errors import UnprovenQuoteError
from index.library import Library
from tests.conftest import article_of, library_of

TEXT = "“The harbour paid us in May,” the minister said.\n\nThe harbour denied that it paid in May."


@pytest.fixture(scope="module")
def library() -> Library:
    article = article_of(TEXT, "paid", outlet="The Harbour", published=date(2023, 5, 9))
    return library_of(article)


@pytest.fixture
def quoted(library: Library) -> Quotation:
    return quote_claim(library, library.claims("paid")[0])


def test_a_result_names_outlet_and_date_and_whether_it_is_disputed(
    library: Library, quoted: Quotation
) -> None:
    disputed = quote_result(quoted, library, "saidwho_bot", ENGLISH)
    undisputed = quote_result(replace(quoted, disputed_by=()), library, "saidwho_bot", ENGLISH)

    assert disputed.title == "The Harbour · 9 May 2023 · disputed"
    assert undisputed.title == "The Harbour · 9 May 2023"
    assert disputed.description == quoted.text


def test_what_is_sent_is_the_whole_quote_however_long() -> None:
    long = "The minister said that it rained " + "and rained " * 60 + "in May."
    held = library_of(article_of(long, "rain"))
    quoted = quote_claim(held, held.claims("rain")[0])

    result = quote_result(quoted, held, "saidwho_bot", ENGLISH, "Nearest:")

    content = result.input_message_content
    assert isinstance(content, InputTextMessageContent)
    assert content.message_text.startswith(f"Nearest:\n\n{quoted.text}\n")
    assert len(result.description or "") <= LONGEST_PREVIEW
    assert (result.description or "").endswith("…")


def test_a_quote_that_fails_is_no_result(library: Library, quoted: Quotation) -> None:
    altered = article_of(TEXT.replace("May", "Mai"), "paid")

    with pytest.raises(UnprovenQuoteError):
        quote_result(replace(quoted, article=altered), library, "saidwho_bot", ENGLISH)
