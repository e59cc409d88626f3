import asyncio
from types import SimpleNamespace
from typing import Any

import pytest
from telegram import Update, User

from bot.answering import Answerer
from bot.buttons import Buttons
from bot.conversation import Conversations
from bot.handlers import Handlers
from bot.tongues import Tongues, named
from bot.wording import ENGLISH, FRENCH
from index.library import Library
from tests.conftest import PORT_STRIKE, article_of, library_of
from tests.fakes import FakeBot, judging, message, press

PERSON = User(7, "Aminata", is_bot=False, language_code="en")


@pytest.fixture
def library() -> Library:
    return library_of(article_of(PORT_STRIKE))


def pressed(library: Library, data: str) -> FakeBot:
    bot = FakeBot()
    context: Any = SimpleNamespace(bot=bot)
    update = press(bot, data, message("In which language?"), "en")
    asyncio.run(
        Buttons(Answerer(library), Conversations(), judging(library)).pressed(update, context)
    )
    return bot


def told(library: Library, step: str, text: str) -> str:
    bot = FakeBot()
    context: Any = SimpleNamespace(bot=bot)
    handlers = Handlers(Answerer(library), Conversations())
    asyncio.run(getattr(handlers, step)(Update(1, message(text, from_user=PERSON)), context))
    return str(bot.asked[0]["text"])


def test_a_button_changes_the_language_of_whoever_presses_it(library: Library) -> None:
    bot = pressed(library, "l:fr")

    assert bot.asked[0]["text"] == FRENCH.language_chosen
    assert told(library, "help", "/help") == FRENCH.help


def test_the_chosen_language_goes_before_that_of_the_question(library: Library) -> None:
    pressed(library, "l:fr")

    assert "ne figure pas" in told(library, "ask", "/ask Who is xyzzy?")


def test_the_language_of_telegram_can_be_chosen_again(library: Library) -> None:
    pressed(library, "l:fr")
    bot = pressed(library, "l:")

    assert bot.asked[0]["text"] == ENGLISH.language_chosen
    assert "does not occur" in told(library, "ask", "/ask Who is xyzzy?")


def test_a_forged_language_changes_nothing(library: Library) -> None:
    bot = pressed(library, "l:xx")

    assert bot.alerts == [ENGLISH.button_unknown]
    assert Tongues(library.languages).words(PERSON) is ENGLISH


@pytest.mark.parametrize("asked", ["fr", "FR", "French", "français", "Français "])
def test_a_language_may_be_named_in_words(library: Library, asked: str) -> None:
    assert told(library, "language", f"/language {asked}") == FRENCH.language_chosen


def test_without_a_name_the_languages_are_offered(library: Library) -> None:
    assert told(library, "language", "/language") == ENGLISH.which_language
    assert named("Klingon") is None


def test_nobody_in_particular_is_spoken_to_in_english(library: Library) -> None:
    assert Tongues(library.languages).words(None) is ENGLISH
