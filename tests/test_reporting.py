import asyncio
from types import SimpleNamespace
from typing import Any

import pytest
from telegram import Chat, Message, Update, User

from bot.admission import Admission
from bot.answering import Answerer
from bot.reporting import Reporting
from bot.tallying import Tallying
from bot.tongues import Tongues
from bot.wording import ENGLISH
from tests.conftest import PORT_STRIKE, article_of, library_of
from tests.fakes import WHEN, FakeBot

OWNER, ADMIN, MEMBER = 7, 8, 9
GROUP = Chat(-60, "supergroup")
UNANSWERED = "Who sold the elephants?"


class Desk:
    """A library that somebody has asked something just now, with an admin and a member."""

    def __init__(self) -> None:
        library = library_of(article_of(PORT_STRIKE))
        library.roles.give(ADMIN, "admin")
        library.roles.give(MEMBER, "member")
        tallying, self.bot = Tallying(library.tallies), FakeBot()
        Answerer(library, tallying.of("chat")).answer(UNANSWERED)
        admission = Admission(OWNER, open=True, roles=library.roles)
        self._reporting = Reporting(library, admission, tallying, Tongues(library.languages))

    def tells(self, person: int, chat: Chat | None = None, **fields: Any) -> str:
        writer = User(person, "Aminata", is_bot=False)
        place = chat or Chat(person, "private")
        asked = Message(5, WHEN, place, text="/stats", from_user=writer, **fields)
        context: Any = SimpleNamespace(bot=self.bot)
        asyncio.run(self._reporting.stats(Update(1, message=asked), context))
        return str(self.bot.asked[0]["text"])


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.mark.parametrize("person", [OWNER, ADMIN])
def test_the_owner_and_admins_are_told_with_a_picture(desk: Desk, person: int) -> None:
    text = desk.tells(person)

    assert "1 question: 0 answered, 1 not" in text
    assert f"1 × {UNANSWERED}" in text
    (sent,) = desk.bot.files
    assert sent["photo"].startswith(b"\x89PNG")


def test_nobody_else_is_told(desk: Desk) -> None:
    assert desk.tells(MEMBER) == ENGLISH.only_admins
    assert desk.bot.files == []


def test_whoever_writes_as_a_chat_is_nobody(desk: Desk) -> None:
    assert desk.tells(OWNER, GROUP, sender_chat=GROUP) == ENGLISH.only_admins


def test_in_a_group_no_question_of_others_is_told(desk: Desk) -> None:
    text = desk.tells(OWNER, GROUP)

    assert "1 question: 0 answered, 1 not" in text
    assert "elephants" not in text
