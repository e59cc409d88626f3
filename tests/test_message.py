import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.callbacks import ShowMore
from bot.message import (
    COLLAPSED_FROM,
    LONGEST_MESSAGE,
    Button,
    Draft,
    Mark,
    Message,
    Quoted,
    Style,
    prove,
)
from index.errors import UnprovenQuoteError
from index.model import Span
from tests.conftest import article_of, library_of

ARTICLE = article_of("The ship sank.\nNobody died.", "a")


@pytest.mark.parametrize("text", ["", "x" * (LONGEST_MESSAGE + 1)])
def test_a_message_is_neither_empty_nor_too_long(text: str) -> None:
    with pytest.raises(ValueError, match="characters"):
        Message(text)


def test_a_quote_is_stated_with_where_it_stands() -> None:
    draft = Draft("Lo: ")

    at = draft.quote(ARTICLE, Span(0, 14))

    message = draft.done()
    assert message.text == "Lo: The ship sank."
    assert (message.quotes[0].at, message.quotes[0].span) == (at, Span(0, 14))
    prove(message, library_of(ARTICLE))


@pytest.mark.parametrize(
    ("length", "style"), [(COLLAPSED_FROM, Style.QUOTE), (COLLAPSED_FROM + 1, Style.COLLAPSED)]
)
def test_a_long_quote_is_collapsed(length: int, style: Style) -> None:
    draft = Draft()

    draft.quote(article_of("x" * length), Span(0, length))

    assert [mark.style for mark in draft.marks] == [style]


def test_words_over_a_lines_end_are_joined_and_then_no_quote() -> None:
    draft = Draft()

    draft.words_of(ARTICLE, Span(9, 21), Style.BOLD)
    draft.words_of(ARTICLE, Span(4, 8))

    assert draft.text == "sank. Nobodyship"
    assert [quoted.at.of(draft.text) for quoted in draft.quotes] == ["ship"]


@given(st.text(max_size=20), st.text(min_size=1, max_size=20), st.text(max_size=20))
def test_a_draft_behind_another_keeps_its_marks_and_quotes(
    before: str, middle: str, after: str
) -> None:
    own = Draft(before)
    other = Draft(middle)
    other.quote(ARTICLE, Span(0, 14))
    other.add(after, Style.BOLD)

    own.append(other)

    message = own.done()
    prove(message, library_of(ARTICLE))
    assert message.text == before + middle + "The ship sank." + after
    bold = [mark.span.of(message.text) for mark in message.marks if mark.style == Style.BOLD]
    assert bold == ([after] if after else [])


def test_a_row_without_buttons_is_left_out() -> None:
    button = Button("More", ShowMore(3))

    assert Draft("x").done([], [button], []).buttons == ((button,),)


@pytest.mark.parametrize(("text", "article_id"), [("The ship sunk.", "a"), ("The ship sank.", "b")])
def test_a_character_changed_or_another_article_is_no_proof(text: str, article_id: str) -> None:
    message = Message(text, (), (Quoted(Span(0, 14), article_id, Span(0, 14)),))

    with pytest.raises(UnprovenQuoteError):
        prove(message, library_of(ARTICLE))


def test_a_quote_mark_that_no_article_is_named_for_is_not_proved() -> None:
    message = Message("The ship sank.", (Mark(Style.QUOTE, Span(0, 14)),))

    with pytest.raises(UnprovenQuoteError):
        prove(message, library_of(ARTICLE))
