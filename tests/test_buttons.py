import asyncio
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from telegram import Chat, InaccessibleMessage

from bot.answering import Answerer
from bot.buttons import Buttons
from bot.conversation import Conversations
from bot.wording import ENGLISH
from index.library import Library
from tests.conftest import article_of, library_of
from tests.fakes import FakeBot, message, press

TEXT = (
    "“The harbour paid us in May,” the minister said. “We have the receipts,” the minister said."
    "\n\nThe harbour denied that it paid the minister in May."
)


@pytest.fixture
def library() -> Library:
    return library_of(article_of(TEXT, "paid", published=date(2023, 5, 9)))


def pressed(library: Library, data: str, under: Any) -> FakeBot:
    bot = FakeBot()
    context: Any = SimpleNamespace(bot=bot, error=None)
    buttons = Buttons(Answerer(library), Conversations())
    asyncio.run(buttons.pressed(press(bot, data, under), context))
    return bot


def place(library: Library, letter: str, words: str) -> str:
    """Callback data for a quote of these words."""
    (article,) = library.articles.values()
    start = article.text.index(words)
    return f"{letter}:{article.digest[:16]}:{start}:{start + len(words)}"


def test_more_without_the_question_asks_for_it_again(library: Library) -> None:
    no_longer_shown = InaccessibleMessage(Chat(5, "private"), 11)
    for under in (no_longer_shown, message("answer"), message("x", reply_to_message=message(""))):
        bot = pressed(library, "m:3", under)

        assert bot.asked == []
        assert bot.alerts == [ENGLISH.question_gone]


def test_a_context_of_white_space_is_forged(folder: Path) -> None:
    (folder / "wide.txt").write_text("date 2022-04-18\nIt ended.\u3000\u2003", encoding="utf-8")
    library = Library.of_folder(folder)
    article = library.articles["wide"]
    assert article.body is not None
    end = article.body.end

    bot = pressed(library, f"c:{article.digest[:16]}:{end - 1}:{end}", message("answer"))

    assert bot.asked == []
    assert bot.alerts == [ENGLISH.article_changed]


def test_who_disputes_this_shows_the_denials_of_a_quote(library: Library) -> None:
    bot = pressed(library, place(library, "d", "“The harbour paid us in May,”"), message("answer"))

    (sent,) = bot.asked
    assert sent["text"].startswith("Denied by The harbour\nThe harbour denied that it paid")


def test_who_disputes_this_says_so_where_nobody_does(library: Library) -> None:
    bot = pressed(library, place(library, "d", "“We have the receipts,”"), message("answer"))

    (sent,) = bot.asked
    assert sent["text"] == ENGLISH.sides_gone


def test_who_says_this_shows_what_else_the_source_says(library: Library) -> None:
    bot = pressed(library, place(library, "w", "“The harbour paid us in May,”"), message("answer"))

    (sent,) = bot.asked
    assert sent["text"].startswith("the minister – 1 quote\n\n“We have the receipts,”")


def test_a_side_of_an_article_that_changed_is_not_shown(library: Library) -> None:
    bot = pressed(library, f"d:{'0' * 16}:0:10", message("answer"))

    assert bot.asked == []
    assert bot.alerts == [ENGLISH.article_changed]


def test_a_further_page_of_a_view_follows_on_the_command(library: Library) -> None:
    command = message("/who minister", 9)

    bot = pressed(library, "W:1", message("page", reply_to_message=command))

    (sent,) = bot.asked
    assert sent["text"].startswith("minister – 2 quotes\n\n2.\n“We have the receipts,”")
    assert sent["reply_parameters"].message_id == 9


def test_a_page_behind_the_last_is_an_alert(library: Library) -> None:
    under = message("page", reply_to_message=message("/disputes"))

    bot = pressed(library, "D:9", under)

    assert bot.asked == []
    assert bot.alerts == [ENGLISH.no_more]


def test_a_page_without_its_command_asks_again(library: Library) -> None:
    bot = pressed(library, "T:3", message("page"))

    assert bot.alerts == [ENGLISH.question_gone]
