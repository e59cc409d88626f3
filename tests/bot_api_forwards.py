"""Where forwarded messages come from: every kind of MessageOrigin that the Bot API knows."""

from datetime import UTC, datetime

from tests.bot_api_rules import Json

POSTED = datetime(2022, 4, 18, 23, 30, tzinfo=UTC)


def of_channel(
    title: str = "Port News", username: str | None = "portnews", number: int = 12
) -> Json:
    chat: Json = {"id": -1001234567890, "type": "channel", "title": title}
    chat |= {"username": username} if username else {}
    return {"type": "channel", "chat": chat, "message_id": number, **_dated()}


def of_chat(title: str = "Desk") -> Json:
    chat = {"id": -1009876543210, "type": "supergroup", "title": title}
    return {"type": "chat", "sender_chat": chat, **_dated()}


def of_user(name: str = "Aminata", number: int = 99, *, is_bot: bool = False) -> Json:
    user = {"id": number, "is_bot": is_bot, "first_name": name}
    return {"type": "user", "sender_user": user, **_dated()}


def of_hidden_user(name: str = "Somebody") -> Json:
    return {"type": "hidden_user", "sender_user_name": name, **_dated()}


def _dated() -> Json:
    return {"date": int(POSTED.timestamp())}
