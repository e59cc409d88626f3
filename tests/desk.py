"""A private chat with an admin who adds articles, and what comes of it; no process, no HTTP."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

from telegram import CallbackQuery, Chat, Document, Message, MessageOrigin, Update, User
from telegram.error import BadRequest

from bot.adding import Adding
from bot.admission import Admission
from bot.message import Button
from bot.tongues import Tongues
from bot.wording import ENGLISH
from index.library import Library
from tests.fakes import FakeBot

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

        size = len(self.stored[file_id])
        return SimpleNamespace(download_as_bytearray=download, file_size=size)

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

    def further(self, origin: Any, person: User = ADMIN) -> Sequence[Button]:
        """The buttons under what was found of a forwarded post."""
        update = Update(1, message=self.message("A ship sank.", origin=origin, person=person))
        return asyncio.run(self.adding.further(update, SimpleNamespace(bot=self)))  # type: ignore[arg-type]

    def press(self, action: Any, source: Message, person: User = ADMIN) -> None:
        under = Message(
            self.sent[-1].message_id if self.sent else 1_000,
            *(NOW, source.chat),
            text="?",
            reply_to_message=source,
        )
        query = CallbackQuery("q", person, "1", message=under)
        query.set_bot(self)  # type: ignore[arg-type]
        press = self.adding.presses[type(action)]
        asyncio.run(press(query, SimpleNamespace(bot=self), action, ENGLISH))  # type: ignore[arg-type]

    def _do(self, handler: Any, message: Message) -> None:
        asyncio.run(handler(Update(1, message=message), SimpleNamespace(bot=self)))
