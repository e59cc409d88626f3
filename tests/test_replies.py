import asyncio
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from telegram import Update, User
from telegram.error import BadRequest, Forbidden

from bot.answering import Answerer
from bot.conversation import Conversations
from bot.replies import Replies
from index.errors import BusyLibraryError
from index.library import Library
from tests.conftest import article_of, library_of
from tests.fakes import FakeBot, message

PERSON = User(7, "Aminata", is_bot=False)
TEXT = "The trial begins in June.\n\nThe harbour paid the minister in May."


class Editing(FakeBot):
    """Edits what it sent; `gone` are messages that can't be edited or deleted."""

    def __init__(self, *gone: int) -> None:
        super().__init__()
        self.gone = gone
        self.deleted: list[int] = []

    async def edit_message_text(self, **given: Any) -> None:
        if given["message_id"] in self.gone:
            raise BadRequest("Message to edit not found")
        await super().edit_message_text(**given)

    async def delete_message(self, _chat: int, number: int) -> None:
        if number in self.gone:
            raise Forbidden("bot was kicked from the group chat")
        self.deleted.append(number)


@pytest.fixture
def library() -> Library:
    return library_of(article_of(TEXT, "paid", published=date(2023, 5, 9)))


def answered(library: Library, bot: FakeBot, text: str, *former: int) -> Replies:
    replies = Replies(Answerer(library), Conversations())
    context: Any = SimpleNamespace(bot=bot)
    update = Update(1, message(text, from_user=PERSON))
    asyncio.run(replies.answer(update, context, text, former))
    return replies


def test_an_answer_takes_the_place_of_the_former_one(library: Library) -> None:
    bot = Editing()

    answered(library, bot, "When does the trial begin?", 500)

    assert bot.asked == []
    assert [edited["message_id"] for edited in bot.edited] == [500]
    assert library.answers.to(5, 10) == (500,)


def test_a_new_answer_is_sent_where_the_former_one_is_gone(library: Library) -> None:
    bot = Editing(500)

    answered(library, bot, "When does the trial begin?", 500)

    assert len(bot.asked) == 1
    assert library.answers.to(5, 10) == (1000,)


def test_answers_to_what_is_asked_no_more_are_taken_back(library: Library) -> None:
    bot = Editing(502)

    answered(library, bot, "When does the trial begin?", 500, 501, 502)

    assert bot.deleted == [501]


def test_a_further_question_gets_an_answer_of_its_own(library: Library) -> None:
    bot = Editing()

    answered(library, bot, "When does the trial begin? Whom did the harbour pay?", 500)

    assert library.answers.to(5, 10) == (500, 1000)


def test_an_answer_is_given_even_where_it_cannot_be_remembered(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object) -> None:
        raise BusyLibraryError("The library is being written to.")

    monkeypatch.setattr(library.answers, "put", busy)
    bot = Editing()

    answered(library, bot, "When does the trial begin?")

    assert len(bot.asked) == 1
