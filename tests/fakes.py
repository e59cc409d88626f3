"""A small working stand-in for the Telegram bot object, and messages as Telegram gives them."""

from datetime import UTC, datetime
from typing import Any

from telegram import (
    CallbackQuery,
    Chat,
    ChatMember,
    ChatMemberMember,
    ChatMemberOwner,
    InaccessibleMessage,
    Message,
    Update,
    User,
)

from bot.admission import Admission
from bot.judging import Judging
from index.library import Library

WHEN = datetime(2022, 4, 18, tzinfo=UTC)


class FakeBot:
    """Keeps what it is asked to send; `refusing` fails as told, call by call, then sends."""

    id = 1
    username = "saidwho_bot"

    def __init__(self, *refusing: Exception) -> None:
        self.refusing = list(refusing)
        self.asked: list[dict[str, Any]] = []
        self.sent: list[Message] = []
        self.alerts: list[str | None] = []
        self.actions: list[dict[str, Any]] = []
        self.files: list[dict[str, Any]] = []
        self.edited: list[dict[str, Any]] = []
        self.menus: dict[int, list[str]] = {}
        self.above: list[str] = []  # what the buttons above results of inline mode say
        self.guest: list[str] = []  # the messages that it sends as a guest
        self.admins: set[tuple[int, int]] = set()  # chat and person

    async def send_message(self, **given: Any) -> Message:
        self.asked.append(given)
        if self.refusing:
            raise self.refusing.pop(0)
        chat, me = Chat(given["chat_id"], "private"), User(self.id, "SaidWho", is_bot=True)
        number = 1000 + len(self.sent)
        self.sent.append(Message(number, WHEN, chat, text=given["text"], from_user=me))
        return self.sent[-1]

    async def send_document(self, **given: Any) -> Message:
        self.files.append(given)
        return await self.send_message(chat_id=given["chat_id"], text=given["filename"])

    async def send_photo(self, **given: Any) -> Message:
        self.files.append(given)
        return await self.send_message(chat_id=given["chat_id"], text="a picture")

    async def edit_message_text(self, **given: Any) -> None:
        self.edited.append(given)

    async def edit_message_reply_markup(self, **given: Any) -> None:
        self.edited.append(given)

    async def get_chat_member(self, chat_id: int, user_id: int) -> ChatMember:
        person = User(user_id, "Aminata", is_bot=False)
        owns = (chat_id, user_id) in self.admins
        return ChatMemberOwner(person, is_anonymous=False) if owns else ChatMemberMember(person)

    async def answer_inline_query(self, _: str, results: list[Any], **given: Any) -> None:
        assert not results
        self.above.append(given["button"].text)

    async def answer_guest_query(self, _: str, result: Any) -> None:
        self.guest.append(result.input_message_content.message_text)

    async def set_my_commands(self, commands: list[Any], **given: Any) -> None:
        self.menus[given["scope"].chat_id] = [command.command for command in commands]

    async def delete_my_commands(self, **given: Any) -> None:
        self.menus.pop(given["scope"].chat_id, None)

    async def send_chat_action(self, chat_id: int, action: str, **given: Any) -> None:
        done = len(self.asked) + len(self.edited)
        assert len(self.actions) == done, "typing is shown before anything is sent"
        self.actions.append({"chat_id": chat_id, "action": action, **given})

    async def answer_callback_query(self, text: str | None = None, **_: Any) -> None:
        self.alerts.append(text)


def message(text: str, number: int = 10, **fields: Any) -> Message:
    chat = Chat(5, "supergroup" if "message_thread_id" in fields else "private")
    return Message(number, WHEN, chat, text=text, **fields)


def press(
    bot: FakeBot, data: str, under: Message | InaccessibleMessage, language: str | None = None
) -> Update:
    person = User(7, "Aminata", is_bot=False, language_code=language)
    query = CallbackQuery("q", person, "1", message=under, data=data)
    query.set_bot(bot)  # type: ignore[arg-type]
    return Update(1, callback_query=query)


def judging(library: Library, owner: int = 1) -> Judging:
    """For a bot that everybody may ask."""
    return Judging(Admission(owner, open=True, roles=library.roles))
