"""What a message brings that could be added to the library: a post, a file, or an address."""

import re
from dataclasses import dataclass

from telegram import (
    Bot,
    Chat,
    Message,
    MessageEntity,
    MessageOriginChannel,
    MessageOriginChat,
    MessageOriginHiddenUser,
    MessageOriginUser,
)

from bot.incoming import is_by
from bot.intake import Origin

_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
SHORTEST = 3
"""Words below which what somebody writes is no article: "/add strike"."""

MOST_BESIDE = 5
"""Words beside an address from which on it is part of a text: "Read this: https://…" is not."""

_PRIVATE_CHANNEL = -1_000_000_000_000
"""Telegram's numbers of channels lie below it; the rest is the number in their links."""


@dataclass(frozen=True, slots=True)
class Post:
    """`origin` is None where somebody wrote or pasted it."""

    text: str
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class File:
    """To be fetched from Telegram; `size` in bytes, where it is told."""

    file_id: str
    name: str
    size: int | None
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Link:
    address: str


Received = Post | File | Link


def received(message: Message, bot: Bot) -> Received | None:
    """None where there is nothing to be read, or where it is the bot's own."""
    origin, via = message.forward_origin, message.via_bot
    if is_by(message, bot) or (via is not None and via.id == bot.id):
        return None
    if isinstance(origin, MessageOriginUser) and origin.sender_user.id == bot.id:
        return None
    if (document := message.document) is not None:
        name = document.file_name or "file"
        return File(document.file_id, name, document.file_size, origin_of(message))
    text = words_of(message)
    if (address := address_in(text)) is not None:
        return Link(address)
    if origin is not None:
        return Post(text, origin_of(message)) if text else None
    addresses, beside = _ADDRESS.findall(text), _ADDRESS.sub(" ", text).split()
    if len(addresses) == 1 and len(beside) < MOST_BESIDE:
        return Link(addresses[0])
    return Post(text) if len(beside) >= SHORTEST else None


def address_in(text: str) -> str | None:
    """The address that a text is, if it is nothing else."""
    found = _ADDRESS.fullmatch(text.strip())
    return found.group() if found else None


def leads_to_telegram(address: str) -> bool:
    """Whether it is the address of a post: what stands there is a picture of it."""
    return bool(
        re.match(r"https?://(?:www\.)?(?:t\.me|telegram\.(?:me|dog))(?:/|$)", address, re.I)
    )


def words_of(message: Message) -> str:
    """The words of a post as its readers see them: what is struck out is left out."""
    text = message.text or message.caption or ""
    entities = message.entities if message.text else message.caption_entities
    units = text.encode("utf-16-le", "surrogatepass")
    for entity in sorted(entities, key=lambda e: -e.offset):
        if entity.type == MessageEntity.STRIKETHROUGH:
            start, end = 2 * entity.offset, 2 * (entity.offset + entity.length)
            units = units[:start] + units[end:]
    return units.decode("utf-16-le", "surrogatepass").strip()


def origin_of(message: Message) -> Origin | None:
    """Where a forwarded message was published; None for one that was not forwarded."""
    origin = message.forward_origin
    if origin is None:
        return None
    day = origin.date.date()  # of UTC
    match origin:
        case MessageOriginChannel(chat=channel, message_id=number):
            return Origin(channel.title, day, post_address(channel, number))
        case MessageOriginChat(sender_chat=chat):
            return Origin(chat.title, day)
        case MessageOriginUser(sender_user=person):
            return Origin(person.full_name, day)
        case MessageOriginHiddenUser(sender_user_name=name):
            return Origin(name, day)
    return Origin(None, day)  # a kind that Telegram has added since


def post_address(channel: Chat, number: int) -> str:
    """The link of a post: that of a private channel opens for its subscribers alone."""
    if channel.username:
        return f"https://t.me/{channel.username}/{number}"
    return f"https://t.me/c/{_PRIVATE_CHANNEL - channel.id}/{number}"
