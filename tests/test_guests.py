import asyncio
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from telegram import Chat, InlineQueryResultArticle, Message, Update, User
from telegram.error import BadRequest

from bot.answering import Answerer
from bot.guests import Guests
from bot.wording import ENGLISH, FRENCH
from index.library import Library
from tests.conftest import article_of, library_of
from tests.fakes import WHEN

TEXT = "“The harbour paid us in May,” the minister said.\n\nThe harbour denied that it paid in May."
CHAT = Chat(-9, "supergroup")


class FakeBot:
    id, username, first_name = 1, "saidwho_bot", "SaidWho"

    def __init__(self, refusing: Exception | None = None) -> None:
        self.refusing = refusing
        self.answers: dict[str, InlineQueryResultArticle] = {}

    async def answer_guest_query(self, number: str, result: InlineQueryResultArticle) -> None:
        if self.refusing:
            raise self.refusing
        self.answers[number] = result


@pytest.fixture(scope="module")
def library() -> Library:
    return library_of(article_of(TEXT, "paid", published=date(2023, 5, 9), url="https://a.org/b"))


def called(
    library: Library, text: str, bot: FakeBot, code: str = "en", **fields: Any
) -> InlineQueryResultArticle | None:
    caller = User(7, "Aminata", is_bot=False, language_code=code)
    message = Message(
        *(5, WHEN, CHAT),
        text=f"@saidwho_bot {text}",
        from_user=caller,
        guest_query_id="g",
        **fields,
    )
    context: Any = SimpleNamespace(bot=bot)
    asyncio.run(Guests(Answerer(library)).named(Update(1, guest_message=message), context))
    return bot.answers.get("g")


def said(result: InlineQueryResultArticle | None) -> str:
    assert result is not None
    return str(result.input_message_content.message_text)  # type: ignore[attr-defined]


def test_each_quote_of_an_answer_has_its_links(library: Library) -> None:
    result = called(library, "What did the harbour pay?", FakeBot())

    assert result is not None
    assert result.reply_markup is not None
    rows = result.reply_markup.inline_keyboard
    assert [[button.text.rstrip(" 12") for button in row] for row in rows] == [
        [ENGLISH.in_context, ENGLISH.open_source]
    ] * len(rows)
    assert all(button.url for row in rows for button in row)


def test_the_message_replied_to_is_the_claim(library: Library) -> None:
    post = Message(4, WHEN, CHAT, caption="The harbour paid us in May.")

    assert said(called(library, "", FakeBot(), reply_to_message=post)).startswith(
        ENGLISH.stands_there
    )


def test_another_question_follows_on_the_message_replied_to(library: Library) -> None:
    post = Message(4, WHEN, CHAT, text="The harbour paid us in May.")

    assert "the minister" in said(called(library, "Who says so?", FakeBot(), reply_to_message=post))


def test_it_says_how_to_ask_in_the_language_of_whoever_calls(library: Library) -> None:
    assert said(called(library, "", FakeBot(), "fr")) == FRENCH.how_as_guest


def test_an_answer_that_comes_too_late_is_no_fault(library: Library) -> None:
    old = BadRequest("Query is too old and response timeout expired or query ID is invalid")

    assert called(library, "Who paid?", FakeBot(old)) is None
    with pytest.raises(BadRequest):
        called(library, "Who paid?", FakeBot(BadRequest("RESULT_ID_INVALID")))
