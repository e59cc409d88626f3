import asyncio
from typing import Any

import pytest
from telegram import CallbackQuery, Message, MessageOrigin, Update, User

from bot.admission import Admission
from bot.callbacks import VERSION_DIGITS, AskRemove, Removed
from bot.removing import Removing
from bot.tongues import Tongues
from bot.wording import ENGLISH
from index.errors import BusyLibraryError
from index.library import Library
from index.model import Article
from tests.bot_api_forwards import of_channel
from tests.conftest import STORM, STRIKE, article_of, library_of
from tests.fakes import FakeBot, message

ADMIN = User(7, "Aminata", is_bot=False)
STRANGER = User(8, "Eve", is_bot=False)
POST = article_of(
    "A bridge fell at Kayes.", "t.me/portnews/12", outlet="Port News", title="Bridge, no trains"
)


class Desk(FakeBot):
    def __init__(self, *articles: Article) -> None:
        super().__init__()
        self.library = library_of(*articles)
        admission = Admission(ADMIN.id, open=True, roles=self.library.roles)
        self._removing = Removing(self.library, admission, Tongues(self.library.languages))

    @property
    def left(self) -> set[str]:
        return set(self.library.latest().articles)

    @property
    def said(self) -> str:
        return str(self.asked[-1]["text"])

    @property
    def labels(self) -> list[str]:
        keyboard = self.asked[-1]["reply_markup"]
        return [b.text for row in keyboard.inline_keyboard for b in row] if keyboard else []

    def writes(self, text: str, person: User = ADMIN, **fields: Any) -> None:
        update = Update(1, message=message(text, from_user=person, **fields))
        asyncio.run(self._removing.remove(update, _context(self)))

    def press(self, action: AskRemove | Removed, person: User = ADMIN) -> None:
        query = CallbackQuery("q", person, "1", message=message("?", 1_000))
        query.set_bot(self)  # type: ignore[arg-type]
        press = self._removing.presses[type(action)]
        asyncio.run(press(query, _context(self), action, ENGLISH))  # type: ignore[arg-type]


def _context(bot: FakeBot) -> Any:
    return type("Context", (), {"bot": bot})()


@pytest.fixture
def desk() -> Desk:
    return Desk(STORM, STRIKE, POST)


def version(article: Article) -> str:
    return article.digest[:VERSION_DIGITS]


def forwarded() -> Message:
    return message(POST.text, forward_origin=MessageOrigin.de_json(of_channel(), None))


@pytest.mark.parametrize("name", ["storm", "2021-01-04", " STORM "])
def test_an_article_is_named_by_its_id_or_by_words_of_what_names_it(desk: Desk, name: str) -> None:
    desk.writes(f"/remove {name}")

    assert desk.said.startswith("Remove this article?")
    assert "4 January 2021 – storm" in desk.said
    assert desk.labels == ["Remove", "Keep"]
    assert len(desk.left) == 3


def test_of_several_one_is_to_be_chosen(desk: Desk) -> None:
    desk.writes("/remove no trains")

    assert desk.said.splitlines() == [
        "Which article is to be removed?",
        "1. 10 May 2023 – No trains",
        "2. no date – Bridge, no trains, Port News",
    ]
    desk.press(AskRemove(version(STRIKE)))
    assert "10 May 2023 – No trains" in desk.said


def test_it_is_removed_and_its_quotes_still_verify(desk: Desk) -> None:
    desk.press(Removed(version(STORM)))

    assert desk.left == {STRIKE.id, POST.id}
    assert STORM.body is not None
    desk.library.latest().prove("storm", STORM.body, STORM.body.of(STORM.text))
    assert "Removed; quotes of it still verify." in desk.edited[-1]["text"]


def test_a_button_pressed_twice_removes_once(desk: Desk) -> None:
    desk.press(Removed(version(STORM)))
    desk.press(Removed(version(STORM)))

    assert desk.alerts[-1] == ENGLISH.article_changed
    assert len(desk.left) == 2


def test_a_post_that_was_added_is_named_by_replying_to_it(desk: Desk) -> None:
    desk.writes("/remove", reply_to_message=forwarded())

    assert "Bridge, no trains" in desk.said


@pytest.mark.parametrize("text", ["/remove", "/remove 2"])
def test_what_is_not_named_is_not_asked_about(desk: Desk, text: str) -> None:
    desk.writes(text, reply_to_message=message("Hello"))

    assert desk.said in (ENGLISH.how_to_remove, ENGLISH.nothing_called)


def test_what_does_not_exist_is_told(desk: Desk) -> None:
    desk.writes("/remove hurricane")

    assert desk.said == ENGLISH.nothing_called


def test_strangers_remove_nothing(desk: Desk) -> None:
    desk.writes("/remove storm", STRANGER)
    desk.press(AskRemove(version(STORM)), STRANGER)
    desk.press(Removed(version(STORM)), STRANGER)
    desk.press(Removed(None), STRANGER)

    assert desk.said == ENGLISH.only_admins
    assert desk.alerts == [ENGLISH.only_admins] * 3
    assert len(desk.left) == 3
    assert not desk.edited


def test_the_last_article_stays() -> None:
    desk = Desk(STORM)

    desk.press(Removed(version(STORM)))

    assert desk.alerts == [ENGLISH.last_article]
    assert desk.left == {"storm"}


def test_while_another_process_writes_it_says_so(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object) -> None:
        raise BusyLibraryError("another saidwho")

    monkeypatch.setattr(Library, "remove", busy)
    desk.press(Removed(version(STORM)))

    assert desk.alerts == [ENGLISH.library_busy]
