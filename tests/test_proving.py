import asyncio
import json
from datetime import date

import pytest
from telegram import Message, User

from bot.answering import Answerer
from bot.delivery import outgoing
from bot.proving import prove_replied, referred, send_proof
from bot.references import Reference
from bot.rendering import answer_message
from index.library import Library
from index.model import Span
from tests.conftest import article_of, library_of
from tests.fakes import FakeBot, message

TEXT = (
    "“The harbour paid us in May,” the minister said. “We have the receipts,” the minister said."
    "\n\nThe harbour denied that it paid the minister in May."
)
ME = User(FakeBot.id, "SaidWho", is_bot=True)


@pytest.fixture(scope="module")
def library() -> Library:
    return library_of(article_of(TEXT, "paid", published=date(2023, 5, 9)))


def answer(library: Library, question: str, by: User = ME) -> Message:
    """An answer of the bot as Telegram shows it in a reply."""
    ready = outgoing(answer_message(Answerer(library).answer(question)), library)
    return message(ready.text, 30, reply_markup=ready.keyboard, from_user=by)


def proofs(library: Library, to: Message | None, argument: str = "") -> tuple[bool, list[str]]:
    bot = FakeBot()
    asked = message("/proof", 31, reply_to_message=to)
    done = asyncio.run(prove_replied(asked, bot, library, argument))  # type: ignore[arg-type]
    return done, [json.loads(file["document"])["quote"]["text"] for file in bot.files]


def test_each_quote_of_an_answer_is_proved_by_a_file(library: Library) -> None:
    several = answer(library, "What did the minister say?")

    done, quotes = proofs(library, several)

    assert done
    assert len(quotes) == len(referred(several)) > 1
    assert all(quote in (several.text or "") for quote in quotes)


def test_one_quote_is_chosen_by_its_number(library: Library) -> None:
    several = answer(library, "What did the minister say?")

    assert proofs(library, several, "2")[1] == proofs(library, several)[1][1:2]


@pytest.mark.parametrize("argument", ["0", "9", "two", "-1", "٢", "9" * 400])
def test_a_number_that_no_quote_has_is_not_proved(argument: str, library: Library) -> None:
    several = answer(library, "What did the minister say?")

    assert proofs(library, several, argument) == (False, [])


def test_what_is_no_answer_of_the_bot_is_not_proved(library: Library) -> None:
    somebody = User(8, "Moussa", is_bot=False)

    for to in (None, message("Hello!", from_user=ME), answer(library, "Who paid?", somebody)):
        assert proofs(library, to) == (False, [])


def test_a_quote_that_is_gone_is_not_proved(library: Library) -> None:
    bot = FakeBot()
    gone = Reference("0" * 16, Span(0, 14))

    assert not asyncio.run(send_proof(bot, library, gone, 5, 9, None))  # type: ignore[arg-type]
    assert bot.files == []
