"""What can be said of the handlers without a server; the rest is in test_bot_process."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from telegram import CallbackQuery, Chat, InaccessibleMessage, Message, Update, User
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TimedOut

from bot import rendering
from bot.handlers import LONGEST_WAIT, TRIES, Handlers, persist, question_in
from index.library import Library

QUESTION = "What did Bamako receive on March 31?"
WHEN = datetime(2022, 4, 18, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("Who denies it?", "Who denies it?"),
        ("/ask Who denies it?", "Who denies it?"),
        ("/ask@saidwho_bot\nWho denies it?", "Who denies it?"),
        ("@saidwho_bot, who denies it?", "who denies it?"),
        ("Who denies it, @SaidWho_Bot?", "Who denies it,  ?"),
        ("/ask", ""),
        ("@saidwho_bot", ""),
        ("@saidwho_bot /ask Who denies it?", "Who denies it?"),
        ("Who wrote to desk@saidwho_bot.org?", "Who wrote to desk@saidwho_bot.org?"),
        ("mail@saidwho_bottle.org sent what?", "mail@saidwho_bottle.org sent what?"),
    ],
)
def test_a_question_is_the_text_without_command_and_mention(text: str, question: str) -> None:
    assert question_in(text, "saidwho_bot") == question


class Sending:
    """Fails as told, call by call, then succeeds."""

    def __init__(self, *failures: Exception) -> None:
        self.failures = list(failures)
        self.calls = 0

    async def __call__(self) -> None:
        self.calls += 1
        if self.failures:
            raise self.failures.pop(0)


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The pauses made; none is really waited for."""
    made: list[float] = []

    async def sleep(seconds: float) -> None:
        made.append(seconds)

    monkeypatch.setattr(asyncio, "sleep", sleep)
    return made


def run(attempt: Callable[[], Awaitable[None]]) -> None:
    asyncio.run(persist(attempt))


def test_after_a_flood_it_waits_as_long_as_asked(waits: list[float]) -> None:
    sending = Sending(RetryAfter(3))

    run(sending)

    assert (sending.calls, waits) == (2, [3.0])


def test_a_failing_api_is_tried_again_with_growing_pauses(waits: list[float]) -> None:
    sending = Sending(TimedOut(), NetworkError("bad gateway"))

    run(sending)

    assert (sending.calls, waits) == (3, [0.5, 1.0])


def test_it_gives_up_in_the_end(waits: list[float]) -> None:
    sending = Sending(*[NetworkError("down")] * 99)

    with pytest.raises(NetworkError):
        run(sending)
    assert sending.calls == TRIES
    assert len(waits) == TRIES - 1


@pytest.mark.parametrize(
    "error", [BadRequest("wrong"), Forbidden("blocked"), RetryAfter(int(LONGEST_WAIT) + 1)]
)
def test_what_waiting_cannot_mend_is_not_tried_again(waits: list[float], error: Exception) -> None:
    sending = Sending(error)

    with pytest.raises(type(error)):
        run(sending)
    assert (sending.calls, waits) == (1, [])


class FakeBot:
    """Keeps what it is asked to send; `refusing` fails as told, call by call, then sends."""

    id = 1
    username = "saidwho_bot"

    def __init__(self, *refusing: Exception) -> None:
        self.refusing = list(refusing)
        self.asked: list[dict[str, Any]] = []
        self.alerts: list[str | None] = []
        self.actions: list[dict[str, Any]] = []

    async def send_message(self, **given: Any) -> None:
        self.asked.append(given)
        if self.refusing:
            raise self.refusing.pop(0)

    async def send_chat_action(self, chat_id: int, action: str, **given: Any) -> None:
        assert not self.asked, "typing is shown before anything is sent"
        self.actions.append({"chat_id": chat_id, "action": action, **given})

    async def answer_callback_query(self, text: str | None = None, **_: Any) -> None:
        self.alerts.append(text)


def message(text: str, number: int = 10, **fields: Any) -> Message:
    chat = Chat(5, "supergroup" if "message_thread_id" in fields else "private")
    return Message(number, WHEN, chat, text=text, **fields)


def press(bot: FakeBot, data: str, under: Message | InaccessibleMessage) -> Update:
    query = CallbackQuery("q", User(7, "Aminata", is_bot=False), "1", message=under, data=data)
    query.set_bot(bot)  # type: ignore[arg-type]
    return Update(1, callback_query=query)


def handle(
    library: Library, bot: FakeBot, step: str, update: Update, error: Exception | None = None
) -> None:
    context: Any = SimpleNamespace(bot=bot, error=error)
    asyncio.run(getattr(Handlers(library), step)(update, context))


def test_the_topic_of_a_forum_is_kept(seed_library: Library) -> None:
    bot = FakeBot()
    asked = message(f"/ask {QUESTION}", message_thread_id=77, is_topic_message=True)

    handle(seed_library, bot, "ask", Update(1, asked))

    assert bot.asked[0]["message_thread_id"] == bot.actions[0]["message_thread_id"] == 77


def test_a_thread_outside_forums_is_not_named(seed_library: Library) -> None:
    bot = FakeBot()

    handle(seed_library, bot, "ask", Update(1, message(f"/ask {QUESTION}", message_thread_id=77)))

    assert bot.asked[0]["message_thread_id"] is None


@pytest.mark.parametrize("words", ["Reply message not found", "Message can't be replied"])
def test_what_cannot_be_replied_to_is_answered_without_reply(
    seed_library: Library, words: str
) -> None:
    bot = FakeBot(BadRequest(words))

    handle(seed_library, bot, "text", Update(1, message(QUESTION)))

    assert [given["reply_parameters"] is None for given in bot.asked] == [False, True]
    assert bot.asked[0]["text"] == bot.asked[1]["text"]


def test_another_bad_request_is_not_sent_again(seed_library: Library) -> None:
    bot = FakeBot(BadRequest("Chat not found"))

    with pytest.raises(BadRequest):
        handle(seed_library, bot, "text", Update(1, message(QUESTION)))
    assert len(bot.asked) == 1


def test_a_fault_is_told_with_the_incident_that_the_log_explains(
    seed_library: Library, caplog: pytest.LogCaptureFixture
) -> None:
    bot = FakeBot()

    handle(seed_library, bot, "failed", Update(1, message(QUESTION)), ZeroDivisionError("inner"))

    incident = re.search(r"incident ([0-9a-f]{8})\.", bot.asked[0]["text"])
    assert incident is not None
    assert f"Incident {incident[1]}" in caplog.text
    assert "ZeroDivisionError: inner" in caplog.text
    assert "inner" not in bot.asked[0]["text"]


def test_a_fault_behind_a_button_releases_the_button(seed_library: Library) -> None:
    bot = FakeBot()

    handle(seed_library, bot, "failed", press(bot, "m:3", message("answer")), RuntimeError("x"))

    assert bot.alerts == [None]
    assert "incident" in bot.asked[0]["text"]


@pytest.mark.parametrize(
    "error", [RetryAfter(3600), Forbidden("blocked"), NetworkError("down"), TimedOut()]
)
def test_trouble_of_the_api_is_one_line_in_the_log_and_no_message(
    seed_library: Library, caplog: pytest.LogCaptureFixture, error: Exception
) -> None:
    bot = FakeBot()

    with caplog.at_level("INFO"):
        handle(seed_library, bot, "failed", Update(1, message(QUESTION)), error)

    assert bot.asked == []
    assert [record.exc_info for record in caplog.records] == [None]


def test_more_without_the_question_asks_for_it_again(seed_library: Library) -> None:
    no_longer_shown = InaccessibleMessage(Chat(5, "private"), 11)
    for under in (no_longer_shown, message("answer"), message("x", reply_to_message=message(""))):
        bot = FakeBot()

        handle(seed_library, bot, "pressed", press(bot, "m:3", under))

        assert bot.asked == []
        assert bot.alerts == [rendering.QUESTION_GONE]


def test_a_context_of_white_space_is_forged(folder: Path) -> None:
    (folder / "wide.txt").write_text("date 2022-04-18\nIt ended.\u3000\u2003", encoding="utf-8")
    library = Library.of_folder(folder)
    article = library.articles["wide"]
    assert article.body is not None
    bot, end = FakeBot(), article.body.end
    data = f"c:{article.digest[:16]}:{end - 1}:{end}"

    handle(library, bot, "pressed", press(bot, data, message("answer")))

    assert bot.asked == []
    assert bot.alerts == [rendering.ARTICLE_CHANGED]
