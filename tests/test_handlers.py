"""What can be said of the handlers without a server; the rest is in test_bot_process."""

import asyncio
import itertools
import re
import threading
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from telegram import (
    Chat,
    ForumTopicCreated,
    Message,
    Update,
    User,
)
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TimedOut

from bot import handlers
from bot.answering import Answer, Answerer, NoAnswer
from bot.buttons import Buttons
from bot.conversation import FORGOTTEN_AFTER, Conversations
from bot.handlers import Handlers
from bot.wording import ENGLISH
from index.errors import UnprovenQuoteError
from index.library import Library
from tests.conftest import article_of, library_of
from tests.fakes import WHEN, FakeBot, judging, message, press

QUESTION = "What did Bamako receive on March 31?"


def handle(
    library: Library, bot: FakeBot, step: str, update: Update, error: Exception | None = None
) -> None:
    context: Any = SimpleNamespace(bot=bot, error=error)
    handlers = Handlers(Answerer(library), Conversations())
    asyncio.run(getattr(handlers, step)(update, context))


def test_the_topic_of_a_forum_is_kept(seed_library: Library) -> None:
    bot = FakeBot()
    asked = message(f"/ask {QUESTION}", message_thread_id=77, is_topic_message=True)

    handle(seed_library, bot, "ask", Update(1, asked))

    assert bot.asked[0]["message_thread_id"] == bot.actions[0]["message_thread_id"] == 77


def test_each_question_of_a_message_gets_an_answer_of_its_own(seed_library: Library) -> None:
    bot = FakeBot()

    handle(seed_library, bot, "ask", Update(1, message(f"/ask {QUESTION} Who disputes it?")))

    first, second = (sent["text"] for sent in bot.asked)
    assert "On March 31, Bamako received" in first
    assert "denied" in second


@pytest.mark.parametrize(
    ("asked", "code", "said"),
    [
        ("xyzzy", "fr", "« xyzzy » ne figure pas dans les articles.\nConsulté : 1 article du 18"),
        ("xyzzy", "de", "“xyzzy” does not occur in the articles.\nSearched 1 article of 18"),
        ("Who is xyzzy?", "fr", "“xyzzy” does not occur in the articles.\nSearched 1 article of"),
        ("?", "fr-CA", "Votre message ne contient aucun mot à chercher.\nConsulté : 1 article"),
    ],
)
def test_silence_speaks_one_language_the_questions_or_else_the_persons(
    seed_library: Library, asked: str, code: str, said: str
) -> None:
    bot, person = FakeBot(), User(7, "Aminata", is_bot=False, language_code=code)

    handle(seed_library, bot, "text", Update(1, message(asked, from_user=person)))

    assert bot.asked[0]["text"].startswith(said)


def test_a_thread_outside_forums_is_not_named(seed_library: Library) -> None:
    bot = FakeBot()

    handle(seed_library, bot, "ask", Update(1, message(f"/ask {QUESTION}", message_thread_id=77)))

    assert bot.asked[0]["message_thread_id"] is None


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


class Listening(Answerer):
    """Answers, and keeps what it was asked and after what."""

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self.heard: list[tuple[str, tuple[str, ...]]] = []

    def answer(
        self, text: str, after: tuple[str, ...] = (), skip: int = 0, spoken: str | None = None
    ) -> Answer | NoAnswer:
        self.heard.append((text, after))
        return super().answer(text, after, skip, spoken)


class Talk:
    """People writing to one bot, one message after the other."""

    def __init__(self, library: Library) -> None:
        self.answerer = Listening(library)
        self.now = 0.0
        conversations = Conversations(lambda: self.now)
        self.handlers = Handlers(self.answerer, conversations)
        self.buttons = Buttons(self.answerer, conversations, judging(library))
        self.bot = FakeBot()

    def says(
        self, text: str, person: int = 7, chat: int = 5, reply_to: Message | None = None, **f: Any
    ) -> Message:
        """The bot's answer to a message."""
        user = User(person, "Aminata", is_bot=False)
        when = WHEN + timedelta(seconds=self.now)
        said = Message(
            *(next(NUMBERS), when, Chat(chat, "private")),
            text=text,
            from_user=user,
            reply_to_message=reply_to,
            **f,
        )
        asyncio.run(self.handlers.text(Update(1, said), self._context))
        return self.bot.sent[-1]

    def presses_more(self, under: Message, data: str = "m:3") -> None:
        asyncio.run(self.buttons.pressed(press(self.bot, data, under), self._context))

    @property
    def heard(self) -> list[tuple[str, tuple[str, ...]]]:
        return self.answerer.heard

    @property
    def _context(self) -> Any:
        return SimpleNamespace(bot=self.bot, error=None)


NUMBERS = itertools.count(10)
DELIVERED = "Who delivered the helicopters to Mali?"
DISPUTED = "Who disputes it?"


@pytest.fixture
def talk(seed_library: Library) -> Talk:
    return Talk(seed_library)


def test_a_question_follows_on_what_the_same_person_asked_before(talk: Talk) -> None:
    talk.says(DELIVERED)
    talk.says(DISPUTED)
    talk.says("When?")

    assert talk.heard == [
        (DELIVERED, ()),
        (DISPUTED, (DELIVERED,)),
        ("When?", (DELIVERED, DISPUTED)),
    ]


@pytest.mark.parametrize(
    "elsewhere",
    [{"person": 8}, {"chat": 6}, {"message_thread_id": 77, "is_topic_message": True}],
)
def test_people_chats_and_topics_do_not_mix(talk: Talk, elsewhere: dict[str, Any]) -> None:
    talk.says(DELIVERED)
    talk.says(DISPUTED, **elsewhere)

    assert talk.heard[-1] == (DISPUTED, ())


def test_admins_who_write_as_the_group_are_not_taken_for_another_group(talk: Talk) -> None:
    for number in (-50, -51):
        talk.says(DELIVERED, person=1087968824, sender_chat=Chat(number, "supergroup"))

    assert talk.heard[-1] == (DELIVERED, ())


def test_a_conversation_ends_after_half_an_hour_of_silence(talk: Talk) -> None:
    talk.says(DELIVERED)
    talk.now = FORGOTTEN_AFTER + 1
    talk.says(DISPUTED)

    assert talk.heard[-1] == (DISPUTED, ())


def test_a_reply_to_an_answer_follows_on_its_question_whoever_asked_it(talk: Talk) -> None:
    first = talk.says(DELIVERED)
    talk.says("What did Paris announce?")
    talk.says(DISPUTED, reply_to=first)
    talk.says(DISPUTED, person=8, reply_to=first)

    assert talk.heard[2:] == [(DISPUTED, (DELIVERED,)), (DISPUTED, (DELIVERED,))]


def test_a_reply_to_another_message_of_the_bot_changes_nothing(talk: Talk) -> None:
    talk.says(DELIVERED)
    help_shown = Message(
        900, WHEN, Chat(5, "private"), text="Ask", from_user=User(1, "SaidWho", is_bot=True)
    )
    talk.says(DISPUTED, reply_to=help_shown)

    assert talk.heard[-1] == (DISPUTED, (DELIVERED,))


def test_a_reply_to_an_answer_long_ago_does_not_follow_on_what_was_asked_since(talk: Talk) -> None:
    old = talk.says(DELIVERED)
    talk.now = FORGOTTEN_AFTER + 1
    talk.says("What did Paris announce?")
    talk.says(DISPUTED, reply_to=old)

    assert talk.heard[-1] == (DISPUTED, ())


def test_a_reply_to_a_persons_words_follows_on_them(talk: Talk) -> None:
    claim = message("IBK ordered the helicopters", from_user=User(8, "Oumar", is_bot=False))
    talk.says("And when?", reply_to=claim)

    assert talk.heard == [("And when?", ("IBK ordered the helicopters",))]


def test_who_disputes_a_persons_words_is_looked_up_as_a_claim(talk: Talk) -> None:
    other = User(8, "Oumar", is_bot=False)
    claim = message("IBK ordered the helicopters", 8_000, from_user=other)

    answer = talk.says(DISPUTED, reply_to=claim)

    assert talk.heard == []
    assert "We do not recognise orders" in (answer.text or "")


def test_a_reply_to_what_was_asked_in_few_words_follows_on_it(talk: Talk) -> None:
    asked = message("helicopters delivered to Mali", 8_001, from_user=User(7, "A", is_bot=False))
    talk.answerer.library.answers.put(5, 8_001, [1000])

    talk.says(DISPUTED, reply_to=asked)

    assert talk.heard == [(DISPUTED, ("helicopters delivered to Mali",))]


def test_in_a_forum_the_beginning_of_the_topic_is_nothing_to_follow_on(talk: Talk) -> None:
    topic = {"message_thread_id": 77, "is_topic_message": True}
    begun = message(
        "", from_user=User(1, "SaidWho", is_bot=True), forum_topic_created=ForumTopicCreated("T", 1)
    )
    talk.says(DELIVERED, reply_to=begun, **topic)
    talk.now = FORGOTTEN_AFTER - 1
    talk.says(DISPUTED, reply_to=begun, **topic)

    assert talk.heard[-1] == (DISPUTED, (DELIVERED,))


def test_more_knows_what_the_question_followed_on(talk: Talk) -> None:
    talk.says(DELIVERED)
    answer = talk.says(DISPUTED)
    talk.presses_more(answer, "f:1")
    more = talk.bot.sent[-1]
    talk.presses_more(more, "f:2")

    assert talk.heard[2:] == [(DISPUTED, (DELIVERED,))] * 2


def test_more_of_a_question_that_stands_alone_needs_no_memory(talk: Talk) -> None:
    talk.presses_more(message("answer", reply_to_message=message(DELIVERED)), "m:1")

    assert talk.heard == [(DELIVERED, ())]


def test_more_of_a_forgotten_follow_up_asks_for_the_question_again(talk: Talk) -> None:
    talk.presses_more(message("answer", reply_to_message=message(DISPUTED)), "f:1")

    assert talk.heard == []
    assert talk.bot.alerts == [ENGLISH.question_gone]


class Thoughtful(Answerer):
    """Answers only once the event loop has shown that it goes on meanwhile."""

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self.loop_goes_on = threading.Event()

    def answer(
        self, text: str, after: tuple[str, ...] = (), skip: int = 0, spoken: str | None = None
    ) -> Answer | NoAnswer:
        assert self.loop_goes_on.wait(10)
        return super().answer(text, after, skip, spoken)


def test_the_event_loop_goes_on_while_a_question_is_answered(seed_library: Library) -> None:
    answerer, bot = Thoughtful(seed_library), FakeBot()
    context: Any = SimpleNamespace(bot=bot, error=None)

    async def ask() -> None:
        asyncio.get_running_loop().call_later(0.05, answerer.loop_goes_on.set)
        await Handlers(answerer, Conversations()).text(Update(1, message(QUESTION)), context)

    asyncio.run(ask())

    assert len(bot.sent) == 1


class Lying(Answerer):
    """Answers from other texts than those of its library."""

    def __init__(self, library: Library, lies: Library) -> None:
        super().__init__(library)
        self._liar = Answerer(lies)

    def answer(
        self, text: str, after: tuple[str, ...] = (), skip: int = 0, spoken: str | None = None
    ) -> Answer | NoAnswer:
        return self._liar.answer(text, after, skip, spoken)


def test_a_ledger_too_large_for_telegram_is_told_and_not_sent(
    seed_library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handlers, "LARGEST_FILE", 1000)
    bot = FakeBot()  # sends no files

    handle(seed_library, bot, "export", Update(1, message("/export csv")))

    assert [given["text"] for given in bot.asked] == [ENGLISH.too_large]


def test_a_quote_that_is_not_in_the_article_is_never_sent() -> None:
    true = library_of(article_of("The frigate has not sunk.", "a"))
    lies = library_of(article_of("The frigate has now sunk.", "a"))
    bot = FakeBot()
    context: Any = SimpleNamespace(bot=bot, error=None)
    asked = Update(1, message("Has the frigate sunk?"))

    with pytest.raises(UnprovenQuoteError):
        asyncio.run(Handlers(Lying(true, lies), Conversations()).text(asked, context))
    assert bot.asked == []
