import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram.error import BadRequest, Forbidden

from bot.answering import Answerer
from bot.delivery import outgoing, undeliverable
from bot.message import Mark, Message, Quoted, Style
from bot.rendering import answer_message
from index.errors import UnprovenQuoteError
from index.library import Library
from index.model import Span
from tests import bot_api_rules as rules
from tests.conftest import article_of, library_of

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60)


@given(TEXTS, TEXTS, TEXTS)
def test_entities_cover_in_utf16_exactly_what_marks_cover_in_code_points(
    before: str, inside: str, after: str
) -> None:
    text = before + inside + after
    span = Span(len(before), len(before) + len(inside))

    sent = outgoing(Message(text, (Mark(Style.BOLD, span),)), library_of(article_of("x")))

    (entity,) = sent.entities
    units = text.encode("utf-16-le")[2 * entity.offset : 2 * (entity.offset + entity.length)]
    assert units.decode("utf-16-le") == inside


@given(st.lists(TEXTS, min_size=1, max_size=4), st.text("helicoptrsMa é?😀", max_size=20))
def test_whatever_the_articles_hold_telegram_takes_the_message(
    texts: list[str], question: str
) -> None:
    articles = [article_of(f"The helicopters {text}", f"a{n}") for n, text in enumerate(texts)]
    library = library_of(*articles)

    message = answer_message(Answerer(library).answer("helicopters " + question))
    sent = outgoing(message, library)

    rules.check_text({"text": sent.text, "entities": [e.to_dict() for e in sent.entities]})
    rules.check_keyboard(sent.keyboard.to_dict() if sent.keyboard else None)


def test_an_unproved_quote_is_never_turned_into_something_sendable(seed_library: Library) -> None:
    (article_id,) = seed_library.articles
    lie = Message(
        "The junta won.",
        (Mark(Style.QUOTE, Span(0, 14)),),
        (Quoted(Span(0, 14), article_id, Span(17, 31)),),
    )

    with pytest.raises(UnprovenQuoteError):
        outgoing(lie, seed_library)


def test_markup_in_an_article_stays_text() -> None:
    library = library_of(article_of("<b>The frigate</b> *sank* [here](http://x.y) @name /help"))

    sent = outgoing(answer_message(Answerer(library).answer("frigate")), library)

    assert {e.type for e in sent.entities} == {"blockquote", "bold", "italic"}
    (bold,) = (e for e in sent.entities if e.type == "bold")
    assert sent.text[bold.offset : bold.offset + bold.length] == "the article itself"


@pytest.mark.parametrize(
    ("error", "shut"),
    [
        (BadRequest("Chat not found"), True),
        (BadRequest("Not enough rights to send text messages to the chat"), True),
        (BadRequest("Topic_closed"), True),
        (BadRequest("Message is too long"), False),
        (Forbidden("Forbidden: chat not found"), False),
    ],
)
def test_refusals_that_no_other_message_would_be_spared_are_known(
    error: Exception, shut: bool
) -> None:
    assert undeliverable(error) is shut
