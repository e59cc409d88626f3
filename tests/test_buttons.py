import asyncio
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from telegram import Chat, InaccessibleMessage, Message

from bot.answering import Answerer
from bot.buttons import Buttons
from bot.callbacks import ShowContext, ShowSide, encode
from bot.conversation import Conversations
from bot.delivery import outgoing
from bot.quotation import quote_claim
from bot.rendering import answer_message
from bot.toolbar import toolbar
from bot.views import said_too_message, sides_message
from bot.wording import ENGLISH, FRENCH, Wording
from index.library import Library
from tests.conftest import article_of, library_of
from tests.fakes import FakeBot, judging, message, press

TEXT = (
    "“The harbour paid us in May,” the minister said. “We have the receipts,” the minister said."
    "\n\nThe harbour denied that it paid the minister in May."
)


@pytest.fixture
def library() -> Library:
    return library_of(article_of(TEXT, "paid", published=date(2023, 5, 9)))


def pressed(library: Library, data: str, under: Any, language: str | None = None) -> FakeBot:
    bot = FakeBot()
    context: Any = SimpleNamespace(bot=bot, error=None)
    buttons = Buttons(Answerer(library), Conversations(), judging(library))
    asyncio.run(buttons.pressed(press(bot, data, under, language), context))
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


@pytest.mark.parametrize(("language", "words"), [("fr-BE", FRENCH), ("de", ENGLISH)])
def test_alerts_speak_the_language_of_whoever_presses(
    library: Library, language: str, words: Wording
) -> None:
    gone = f"d:{'0' * 16}:0:10"
    told = {"x": words.button_unknown, "D:1": words.question_gone, gone: words.article_changed}

    for data, said in told.items():
        assert pressed(library, data, message("answer"), language).alerts == [said]


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


def test_a_button_is_about_the_one_who_was_named_whoever_else_speaks_in_the_sentence() -> None:
    text = (
        "Rail Union said that drivers had stopped work on the coast line.\n\n"
        "The mayor said on Tuesday that the harbour was safe for every ship that comes, "
        "while Metro denied that drivers had stopped work.\n\n"
        "Metro said that pay was fine. The mayor said that cranes were safe."
    )
    library = library_of(article_of(text, "both", published=date(2023, 5, 9)))
    for claim in library.claims("both"):
        quoted = quote_claim(library, claim)
        shown = {
            ENGLISH.in_context: quoted.text,
            ENGLISH.who_disputes: sides_message(quoted, ENGLISH).text,
            ENGLISH.who_says: said_too_message(library, quoted, ENGLISH).text,
        }
        for button in (b for row in toolbar([quoted], 1, ENGLISH, []) for b in row):
            if isinstance(button.action, ShowContext | ShowSide):
                bot = pressed(library, encode(button.action), message("answer"))

                assert shown[button.label] in bot.asked[0]["text"]


def test_a_button_about_one_who_is_not_found_any_more_is_not_answered_for_another(
    library: Library,
) -> None:
    data = place(library, "w", "“The harbour paid us in May,”") + ":1"

    bot = pressed(library, data, message("answer"))

    assert bot.asked == []
    assert bot.alerts == [ENGLISH.article_changed]


def under(library: Library, question: str, **asked: Any) -> tuple[Message, dict[str, str]]:
    """The bot's answer as Telegram shows it, and what its buttons carry."""
    answer = outgoing(answer_message(Answerer(library).answer(question)), library)
    before = message(question, 9, **asked)
    shown = message(answer.text, reply_markup=answer.keyboard, reply_to_message=before)
    assert answer.keyboard is not None
    buttons = [button for row in answer.keyboard.inline_keyboard for button in row]
    return shown, {b.text: str(b.callback_data) for b in buttons if b.callback_data}


def test_a_page_of_paragraphs_takes_the_place_of_the_one_before(library: Library) -> None:
    data = place(library, "p", "“The harbour paid us in May,”") + ":2"

    bot = pressed(library, data, message("around", 30))

    (edited,) = bot.edited
    assert bot.asked == []
    assert (edited["chat_id"], edited["message_id"]) == (5, 30)
    assert edited["text"].endswith("9 May 2023 · paragraph 2")
    (row,) = edited["reply_markup"].inline_keyboard
    assert [button.text for button in row] == [ENGLISH.paragraph_before]


def test_a_paragraph_beyond_the_last_is_forged(library: Library) -> None:
    bot = pressed(library, place(library, "p", "“We have") + ":3", message("around"))

    assert (bot.asked, bot.edited, bot.alerts) == ([], [], [ENGLISH.button_unknown])


def test_a_page_is_sent_where_the_message_can_no_longer_be_edited(library: Library) -> None:
    gone = InaccessibleMessage(Chat(5, "private"), 11)

    bot = pressed(library, place(library, "p", "“We have") + ":1", gone)

    assert len(bot.asked) == 1


def test_the_tools_of_another_quote_come_into_the_same_message(library: Library) -> None:
    answer, carried = under(library, "What did the minister say?")

    bot = pressed(library, carried["… 2"], answer)

    (edited,) = bot.edited
    labels = [b.text for row in edited["reply_markup"].inline_keyboard for b in row]
    assert {"Copy quote 2", "Wrong quote 2", "… 1", "· 2 ·"} <= set(labels)
    assert "Copy quote 1" not in labels
    assert edited["message_id"] == answer.message_id


@pytest.mark.parametrize(("data", "command"), [("s:25", None), ("q:25", "/sources ship")])
def test_a_page_of_sources_takes_the_place_of_the_one_before(
    data: str, command: str | None
) -> None:
    library = library_of(*(article_of(f"Ship {n}.", f"n{n:03}") for n in range(60)))
    shown = message("page", reply_to_message=message(command) if command else None)

    bot = pressed(library, data, shown)

    (edited,) = bot.edited
    assert "n025" in edited["text"]
    assert "n000" not in edited["text"]


def test_a_page_of_found_sources_without_its_command_asks_again(library: Library) -> None:
    assert pressed(library, "q:25", message("page")).alerts == [ENGLISH.question_gone]


def test_a_quote_to_copy_is_a_message_of_its_own(library: Library) -> None:
    bot = pressed(
        library, place(library, "y", "“We have the receipts,” the minister said."), message("x")
    )

    (sent,) = bot.asked
    assert (
        sent["text"]
        == "“We have the receipts,” the minister said.\n– the minister, paid, 9 May 2023"
    )
    (entity,) = sent["entities"]
    assert entity.type == "pre"


def test_a_forged_quote_of_endless_length_is_not_shown() -> None:
    long = library_of(article_of("It rains. " * 5_000, "rain"))
    version = long.articles["rain"].digest[:16]
    for letter in "dwy":
        bot = pressed(long, f"{letter}:{version}:0:40000", message("x"))

        assert (bot.asked, bot.alerts) == ([], [ENGLISH.article_changed])
