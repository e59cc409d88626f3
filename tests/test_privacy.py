import asyncio
from types import SimpleNamespace
from typing import Any

from telegram import Update, User

from bot.conversation import Conversations, Exchange, Voice
from bot.privacy import Privacy, Remembered
from bot.tongues import Tongues
from bot.wording import ENGLISH, FRENCH
from tests.conftest import article_of, library_of
from tests.fakes import FakeBot, message

PERSON = User(7, "Aminata", is_bot=False, language_code="fr")


def asks(command: str, conversations: Conversations, choice: str | None = None) -> FakeBot:
    """The bot after a person's command; `choice` is the language chosen before."""
    library, bot = library_of(article_of("x")), FakeBot()
    tongues = Tongues(library.languages)
    if choice is not None:
        tongues.choose(PERSON, choice)
    privacy = Privacy(library, tongues, Remembered(conversations), tongues)
    context: Any = SimpleNamespace(bot=bot)
    update = Update(1, message("/x", from_user=PERSON))
    asyncio.run(getattr(privacy, command)(update, context))
    assert command == "tell" or library.languages.of(PERSON.id) is None
    return bot


def test_what_is_kept_is_told_in_the_language_of_whoever_asks() -> None:
    assert asks("tell", Conversations()).asked[0]["text"] == FRENCH.privacy
    assert asks("tell", Conversations(), "en").asked[0]["text"] == ENGLISH.privacy


def test_what_a_person_asked_is_forgotten_wherever_it_was_and_nobody_elses() -> None:
    conversations = Conversations()
    mine, hers = Exchange("Who sank it?"), Exchange("Who raised it?")
    here, group, other = Voice(7, None, 7), Voice(-5, None, 7), Voice(-5, None, 8)
    for number, (voice, exchange) in enumerate([(here, mine), (group, mine), (other, hers)]):
        conversations.asked(voice, exchange)
        conversations.answered(voice.chat_id, number, exchange)

    bot = asks("forget", conversations, "en")

    assert bot.asked[0]["text"] == ENGLISH.forgotten
    assert conversations.earlier(here) == conversations.earlier(group) == ()
    assert conversations.earlier(other) == ("Who raised it?",)
    assert [conversations.behind(*at) for at in ((7, 0), (-5, 1), (-5, 2))] == [None, None, hers]
