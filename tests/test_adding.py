import asyncio
import json
from collections.abc import Sequence
from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from telegram import CallbackQuery, Chat, Document, Message, MessageOrigin, Update, User
from telegram.error import BadRequest

from bot.adding import Adding
from bot.admission import Admission
from bot.callbacks import AddReplied, Answered
from bot.tongues import Tongues
from bot.wording import ENGLISH, FRENCH
from index.errors import BusyLibraryError
from index.library import Library
from tests.bot_api_forwards import of_channel
from tests.conftest import PORT_STRIKE, STORM, library_of
from tests.fakes import FakeBot
from tests.pdf_files import column, pdf

ADMIN = User(7, "Aminata", is_bot=False)
NOW = datetime(2026, 1, 2, tzinfo=UTC)
DATED = "date 2023-05-09\n\nThe dockers of Brest walked out on Monday over unpaid night shifts."
UNDATED = DATED.partition("\n\n")[2]


class Desk(FakeBot):
    """A chat with an admin: what is sent there, and what comes of it."""

    def __init__(self, library: Library, *, fetch: bool = False) -> None:
        super().__init__()
        self.library = library
        self.stored: dict[str, bytes] = {}
        self._number = 10
        admission = Admission(ADMIN.id, open=True, roles=library.roles)
        self.adding = Adding(library, admission, Tongues(library.languages), fetch=fetch)
        self.questions: list[Message] = []

    async def send_chat_action(self, *_: Any, **__: Any) -> None:
        """Not looked at here."""

    async def get_file(self, file_id: str) -> Any:
        if file_id not in self.stored:
            raise BadRequest("Wrong file_id or the file is temporarily unavailable")

        async def download() -> bytearray:
            return bytearray(self.stored[file_id])

        return SimpleNamespace(download_as_bytearray=download)

    @property
    def said(self) -> str:
        return str(self.asked[-1]["text"])

    @property
    def shown(self) -> str:
        """What the last edit put in the place of a message."""
        return str(self.edited[-1]["text"])

    @property
    def labels(self) -> list[str]:
        keyboard = self.asked[-1]["reply_markup"]
        return [b.text for row in keyboard.inline_keyboard for b in row] if keyboard else []

    @property
    def articles(self) -> dict[str, date | None]:
        now = self.library.latest()
        return {one: now.articles[one].published for one in now.articles if one != "storm"}

    def message(
        self,
        text: str | None = None,
        *,
        file: tuple[str, bytes] | None = None,
        origin: Any = None,
        size: int | None = None,
        chat: Chat | None = None,
        person: User = ADMIN,
        **fields: Any,
    ) -> Message:
        self._number += 1
        if file is not None:
            name, data = file
            self.stored[name] = data
            fields["document"] = Document(name, name, file_name=name, file_size=size or len(data))
        if origin is not None:
            fields["forward_origin"] = MessageOrigin.de_json(origin, None)
        chat = chat or Chat(7, "private")
        return Message(self._number, NOW, chat, from_user=person, text=text, **fields)

    def send(self, text: str | None = None, **fields: Any) -> Message:
        """Through what is for messages without a command; those it leaves are kept."""

        async def otherwise(update: Update, _: Any) -> None:
            assert update.message is not None
            self.questions.append(update.message)

        message = self.message(text, **fields)
        self._do(self.adding.first(otherwise), message)
        return message

    def add(self, text: str = "/add", **fields: Any) -> Message:
        message = self.message(text, **fields)
        self._do(self.adding.add, message)
        return message

    def caption(self, caption: str, **fields: Any) -> Message:
        message = self.message(caption=caption, **fields)
        self._do(self.adding.captioned, message)
        return message

    def answer(self) -> Message:
        """The last message of the bot, to be replied to."""
        return self.sent[-1]

    def press(self, action: Any, source: Message, person: User = ADMIN) -> None:
        under = Message(
            self.answer().message_id, NOW, source.chat, text="?", reply_to_message=source
        )
        query = CallbackQuery("q", person, "1", message=under)
        query.set_bot(self)  # type: ignore[arg-type]
        press = self.adding.presses[type(action)]
        asyncio.run(press(query, SimpleNamespace(bot=self), action, ENGLISH))  # type: ignore[arg-type]

    def _do(self, handler: Any, message: Message) -> None:
        asyncio.run(handler(Update(1, message=message), SimpleNamespace(bot=self)))


@pytest.fixture
def desk() -> Desk:
    return Desk(library_of(STORM))


def lines(*articles: dict[str, str]) -> bytes:
    return "\n".join(json.dumps(one) for one in articles).encode()


def test_a_command_with_a_text_behind_it_adds_that(desk: Desk) -> None:
    desk.add(f"/add {DATED}")

    assert list(desk.articles.values()) == [date(2023, 5, 9)]
    assert "Added to the library." in desk.said
    assert "1 passage" in desk.said


def test_a_day_behind_the_command_is_that_of_the_post(desk: Desk) -> None:
    post = desk.message(UNDATED)

    desk.add("/add 9 May 2023", reply_to_message=post)

    assert list(desk.articles.values()) == [date(2023, 5, 9)]


def test_fields_behind_the_command_are_those_of_the_file(desk: Desk) -> None:
    fields = "/add date 2023-05-09\noutlet: Le Port"

    desk.caption(fields, file=("a.txt", UNDATED.encode()))

    assert "Outlet: Le Port" in desk.said
    assert list(desk.articles.values()) == [date(2023, 5, 9)]


def test_nothing_is_added_by_a_day_that_is_none(desk: Desk) -> None:
    desk.add("/add 03/04/2022", reply_to_message=desk.message(UNDATED))

    assert desk.said == ENGLISH.not_a_day
    assert not desk.articles


@pytest.mark.parametrize("text", ["/add", "/add strike"])
def test_a_command_alone_says_how_to_add(desk: Desk, text: str) -> None:
    desk.add(text)

    assert desk.said == ENGLISH.how_to_add


def test_a_command_that_somebody_else_gave_adds_nothing(desk: Desk) -> None:
    desk.add(f"/add {DATED}", origin=of_channel())

    assert desk.said == ENGLISH.how_to_add
    assert not desk.articles


def test_the_day_of_a_post_is_offered_for_a_file_that_came_in_it_and_not_taken(
    desk: Desk,
) -> None:
    sent = desk.caption("/add", file=("a.txt", UNDATED.encode()), origin=None)
    sent = desk.send(file=("b.txt", UNDATED.encode()), origin=of_channel())

    assert "Date: not given" in desk.said
    assert "Outlet: Port News" in desk.said
    assert "18 April 2022, as the post" in desk.labels
    assert not desk.articles
    desk.press(Answered("add", date(2022, 4, 18)), sent)
    assert list(desk.articles.values()) == [date(2022, 4, 18)]


def test_without_a_date_only_where_somebody_says_so(desk: Desk) -> None:
    sent = desk.send(file=("a.txt", UNDATED.encode()))
    assert "Add without a date" in desk.labels
    assert not desk.articles

    desk.press(Answered("add"), sent)

    assert list(desk.articles.values()) == [None]
    assert "Date: not given" in desk.shown


def test_what_is_not_to_be_added_is_not(desk: Desk) -> None:
    sent = desk.send(file=("a.txt", DATED.encode()))

    desk.press(Answered("drop"), sent)
    desk.press(Answered("add"), sent)

    assert desk.shown == ENGLISH.not_added
    assert desk.alerts[-1] == ENGLISH.offer_gone
    assert not desk.articles


def test_nearly_the_same_is_added_only_where_somebody_says_so(desk: Desk) -> None:
    desk.add(f"/add outlet: Le Port\n{PORT_STRIKE}".replace("outlet: Courrier du Port\n", ""))
    sent = desk.caption("/add", file=("strike.txt", PORT_STRIKE.encode()))

    assert "Nearly the same text stands in the library:" in desk.said
    assert "Le Port" in desk.said
    assert len(desk.articles) == 1
    desk.press(Answered("add"), sent)
    assert len(desk.articles) == 2


def test_what_stands_there_is_not_added_again_whatever_it_is_called(desk: Desk) -> None:
    desk.caption("/add", file=("strike.txt", PORT_STRIKE.encode()))
    body = PORT_STRIKE.partition("\n\n")[2]

    desk.add(f"/add {body}")

    assert "stands in the library already: 9 May 2023 – Dockers walk out" in desk.said
    assert len(desk.articles) == 1


def test_two_files_of_one_name_are_two_articles(desk: Desk) -> None:
    desk.caption("/add", file=("news.txt", DATED.encode()))
    desk.caption("/add", file=("news.txt", b"date 2022-01-01\n\nA bridge fell at Kayes."))

    assert set(desk.articles) == {"news", "news-2"}


def test_a_post_that_was_edited_is_a_new_version(desk: Desk) -> None:
    for words in ("eleven", "twelve"):
        post = desk.message(f"The company owes us {words} weeks of pay.", origin=of_channel())
        desk.add(reply_to_message=post)

    assert "Added as a new version" in desk.said
    assert set(desk.articles) == {"t.me/portnews/12"}


def test_of_a_file_of_many_articles_one_day_is_asked_for_those_without(desk: Desk) -> None:
    data = lines(
        {"text": "The first ship sank off Conakry.", "published": "2022-01-01"},
        {"text": "A second bridge fell near Kayes."},
        {"no": "text"},
    )
    sent = desk.caption("/add", file=("dump.jsonl", data))
    assert "1 has no date" in desk.said
    assert "dump.jsonl, line 3" in desk.said

    desk.send("2022-01-02", reply_to_message=desk.answer())

    assert "2 articles added." in desk.said
    assert sorted(map(str, desk.articles.values())) == ["2022-01-01", "2022-01-02"]
    desk.press(Answered("add"), sent)
    assert desk.alerts[-1] == ENGLISH.offer_gone


def test_a_pdf_file_is_read_and_its_day_asked_for(desk: Desk) -> None:
    page = column(["The minister denied on Monday that the port had signed a contract."])

    desk.caption("/add", file=("a.pdf", pdf([page])))

    assert "Which day was it published?" in desk.said


HOSTILE = {
    "bomb.zip": b"PK\x03\x04" + b"\0" * 1_000,
    "../../etc/passwd": b"\x7fELF\0\0",
    "empty.txt": b"",
    "blank.txt": b" \n ",
    "half.pdf": b"%PDF-1.4\n1 0 obj\n<<",
    "deep.html": b"<html><body>" + b"<div>" * 100_000 + b"x",
    "many.jsonl": b'{"a": 1}\n' * 50,
    "surrogate.jsonl": b'{"text": "\\ud83d"}',
    "\u202egpj.txt": b"\xff\xfe\x00",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_cannot_be_read_is_told_in_a_sentence(desk: Desk, name: str) -> None:
    desk.caption("/add", file=(name, HOSTILE[name]), size=10)

    assert desk.said.startswith("Nothing was added.")
    assert "Traceback" not in desk.said
    assert not desk.articles


def test_more_than_can_be_read_while_somebody_waits_is_refused(desk: Desk) -> None:
    for data in (b'{"text": "A ship sank."}\n' * 1_001, b"A ship sank off Conakry. " * 50_000):
        desk.caption("/add", file=("dump.jsonl" if data[:1] == b"{" else "a.txt", data))

        assert "Use `saidwho add`" in desk.said
        assert not desk.articles


def test_a_file_too_large_is_not_even_fetched(desk: Desk) -> None:
    desk.send(file=("a.txt", b"x"), size=20_000_001)

    assert "up to 20 MB" in desk.said


def test_a_file_that_is_gone_is_to_be_sent_again(desk: Desk) -> None:
    gone = desk.message(file=("a.txt", DATED.encode()))
    desk.stored.clear()

    desk.add(reply_to_message=gone)

    assert desk.said == ENGLISH.file_gone


def test_links_are_followed_only_where_that_is_allowed(desk: Desk) -> None:
    desk.send("https://example.org/strike")
    assert desk.said == ENGLISH.no_fetching
    desk.add("/add https://t.me/portnews/12")
    assert desk.said == ENGLISH.forward_post


@pytest.mark.parametrize(
    "address",
    ["http://example.org/", "https://127.0.0.1/", "https://[::1]/", "https://localhost/x"],
)
def test_links_into_the_network_around_here_are_refused(address: str) -> None:
    desk = Desk(library_of(STORM), fetch=True)

    desk.add(f"/add {address}")

    assert desk.said.startswith("Nothing was added.")


def test_while_another_process_writes_it_says_so_and_can_be_tried_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object) -> Sequence[object]:
        raise BusyLibraryError("another saidwho")

    with monkeypatch.context() as patched:
        patched.setattr(Library, "add", busy)
        sent = desk.caption("/add", file=("a.txt", DATED.encode()))
        assert desk.said.startswith(ENGLISH.library_busy)
        desk.press(Answered("add"), sent)
        assert desk.alerts == [ENGLISH.library_busy]
    desk.press(Answered("add"), sent)

    assert len(desk.articles) == 1


def test_strangers_add_nothing_by_any_button(desk: Desk) -> None:
    sent = desk.send(file=("a.txt", DATED.encode()))

    for action in (Answered("add"), AddReplied()):
        desk.press(action, sent, person=User(8, "Eve", is_bot=False))

    assert desk.alerts == [ENGLISH.only_admins] * 2
    assert not desk.articles


def test_what_strangers_send_is_left_to_others(desk: Desk) -> None:
    desk.send(file=("a.txt", DATED.encode()), person=User(8, "Eve", is_bot=False))

    assert len(desk.questions) == 1
    assert not desk.asked


def test_questions_and_days_that_nobody_asked_for_are_left_to_others(desk: Desk) -> None:
    desk.send("Who owes them eleven weeks?")
    desk.send("2022-04-18")

    assert len(desk.questions) == 2


def test_in_a_group_only_a_reply_is_taken_for_the_day(desk: Desk) -> None:
    group = Chat(-60, "supergroup")
    desk.caption("/add", file=("a.txt", UNDATED.encode()), chat=group)
    asked = desk.answer()

    desk.send("2023-05-09", chat=group)
    assert not desk.articles
    desk.send("2023-05-09", chat=group, reply_to_message=asked)
    assert len(desk.articles) == 1


def test_a_caption_for_another_bot_is_none_of_its_business(desk: Desk) -> None:
    desk.caption("/add@other_bot", file=("a.txt", DATED.encode()))

    assert not desk.asked


def test_it_speaks_french(desk: Desk) -> None:
    french = User(7, "Aminata", is_bot=False, language_code="fr")

    desk.caption("/add", file=("a.txt", UNDATED.encode()), person=french)

    assert FRENCH.which_day in desk.said
    assert "Date : non indiqué" in desk.said
