"""A small working stand-in for the Telegram bot object, and messages as Telegram gives them."""

from datetime import UTC, datetime
from typing import Any

from telegram import CallbackQuery, Chat, InaccessibleMessage, Message, Update, User

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

    async def send_message(self, **given: Any) -> Message:
        self.asked.append(given)
        if self.refusing:
            raise self.refusing.pop(0)
        chat, me = Chat(given["chat_id"], "private"), User(self.id, "SaidWho", is_bot=True)
        number = 1000 + len(self.sent)
        self.sent.append(Message(number, WHEN, chat, text=given["text"], from_user=me))
        return self.sent[-1]

    async def send_chat_action(self, chat_id: int, action: str, **given: Any) -> None:
        assert len(self.actions) == len(self.asked), "typing is shown before anything is sent"
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
