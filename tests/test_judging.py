import asyncio
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from telegram import Chat, InaccessibleMessage, Message, User
from telegram.error import BadRequest

from bot.answering import Answerer
from bot.buttons import Buttons
from bot.callbacks import Rate, encode
from bot.conversation import Conversations, Exchange
from bot.wording import ENGLISH
from index.errors import LibraryError
from index.library import Library
from index.model import Span
from index.store.ratings import Rating, Verdict
from tests.conftest import article_of, library_of
from tests.fakes import WHEN, FakeBot, judging, press

PRESSER = User(7, "Aminata", is_bot=False)
"""Whom tests.fakes lets press."""

ASKER = User(8, "Moussa", is_bot=False)
OWNER = 1

GROUP = Chat(-5, "supergroup")


@pytest.fixture
def library() -> Library:
    return library_of(article_of("The ship sank. Nobody died.", "ship", published=date(2023, 5, 9)))


def answer(asker: User | None, chat: Chat = GROUP, **fields: Any) -> Message:
    """An answer in reply to a question of `asker`."""
    asked = Message(9, WHEN, chat, from_user=asker, text="@saidwho_bot Who sank?", **fields)
    return Message(30, WHEN, chat, text="an answer", reply_to_message=asked)


def rated(
    library: Library,
    under: Message | InaccessibleMessage,
    bot: FakeBot,
    verdict: Verdict = "helpful",
    conversations: Conversations | None = None,
) -> list[Rating]:
    buttons = Buttons(
        Answerer(library), conversations or Conversations(), judging(library, owner=OWNER)
    )
    data = encode(Rate(verdict, library.articles["ship"].digest, Span(0, 14)))
    context: Any = SimpleNamespace(bot=bot)
    asyncio.run(buttons.pressed(press(bot, data, under), context))
    return library.ratings.all()


def test_a_rating_holds_the_quote_the_question_and_who_rates(library: Library) -> None:
    bot = FakeBot()

    (rating,) = rated(library, answer(PRESSER), bot, "wrong")

    assert rating == Rating(
        person=7,
        chat=-5,
        message=30,
        verdict="wrong",
        question="Who sank?",
        after=(),
        version=library.articles["ship"].digest[:16],
        span=Span(0, 14),
    )
    assert bot.alerts == [ENGLISH.rated_wrong]


def test_a_rating_holds_what_the_question_followed_on_while_that_is_known(
    library: Library,
) -> None:
    conversations = Conversations()
    conversations.answered(-5, 30, Exchange("And when?", ("Who sank?",)))

    (rating,) = rated(library, answer(PRESSER), FakeBot(), conversations=conversations)

    assert (rating.question, rating.after) == ("And when?", ("Who sank?",))


def test_in_a_group_nobody_rates_what_somebody_else_asked(library: Library) -> None:
    anonymous = answer(PRESSER, sender_chat=GROUP)
    gone = InaccessibleMessage(GROUP, 30)
    for under in (answer(ASKER), answer(None), anonymous, gone):
        bot = FakeBot()

        assert rated(library, under, bot) == []
        assert bot.alerts == [ENGLISH.may_not_rate]


def test_an_admin_of_the_group_or_of_the_bot_rates_what_others_asked(library: Library) -> None:
    bot = FakeBot()
    bot.admins.add((-5, PRESSER.id))

    assert len(rated(library, answer(ASKER), bot)) == 1
    library.ratings.forget(PRESSER.id)
    library.roles.give(PRESSER.id, "admin")
    assert len(rated(library, answer(ASKER), FakeBot())) == 1


def test_where_telegram_does_not_say_who_is_an_admin_nobody_is(library: Library) -> None:
    class Silent(FakeBot):
        async def get_chat_member(self, *_: int) -> Any:
            raise BadRequest("Chat not found")

    assert rated(library, answer(ASKER), Silent()) == []


def test_in_private_everybody_rates_even_when_the_question_is_gone(library: Library) -> None:
    private = Chat(PRESSER.id, "private")

    (rating,) = rated(library, InaccessibleMessage(private, 30), FakeBot())

    assert rating.question == ""


def test_a_quote_that_is_gone_is_not_rated(library: Library) -> None:
    bot = FakeBot()
    buttons = Buttons(Answerer(library), Conversations(), judging(library))
    context: Any = SimpleNamespace(bot=bot)

    asyncio.run(buttons.pressed(press(bot, f"h:{'0' * 16}:0:14", answer(ASKER)), context))

    assert (library.ratings.all(), bot.alerts) == ([], [ENGLISH.article_changed])


def test_the_last_word_of_a_person_on_a_quote_holds(library: Library) -> None:
    rated(library, answer(PRESSER), FakeBot(), "helpful")

    (rating,) = rated(library, answer(PRESSER), FakeBot(), "wrong")

    assert rating.verdict == "wrong"


def test_a_rating_that_cannot_be_kept_is_not_thanked_for(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise LibraryError("the disk is full")

    monkeypatch.setattr(library.ratings, "rate", full)
    bot = FakeBot()

    assert rated(library, answer(PRESSER), bot) == []
    assert bot.alerts == [ENGLISH.rating_not_kept]
