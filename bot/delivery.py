"""Message to Telegram's form, proved first: text, entities in UTF-16 units, keyboard."""

from bisect import bisect_left
from dataclasses import dataclass

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, MessageEntity

from bot.callbacks import encode
from bot.rendering import Mark, Message, Style, prove
from index.library import Library

MOST_ENTITIES = 100
"""Telegram's limit for one message; it drops the rest without a word."""

_TYPES = {
    Style.QUOTE: MessageEntity.BLOCKQUOTE,
    Style.COLLAPSED: MessageEntity.EXPANDABLE_BLOCKQUOTE,
    Style.BOLD: MessageEntity.BOLD,
    Style.ITALIC: MessageEntity.ITALIC,
    Style.LINK: MessageEntity.TEXT_LINK,
}


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What the Bot API is sent. Entities, never a parse mode: no article can inject markup."""

    text: str
    entities: tuple[MessageEntity, ...]
    keyboard: InlineKeyboardMarkup | None


def outgoing(message: Message, library: Library) -> Outgoing:
    """The message as Telegram takes it, proved in the same breath."""
    prove(message, library)
    marks = sorted(message.marks, key=lambda m: (m.span.start, -m.span.end))[:MOST_ENTITIES]
    return Outgoing(message.text, tuple(_entities(message.text, marks)), _keyboard(message))


def _entities(text: str, marks: list[Mark]) -> list[MessageEntity]:
    # Code points beyond U+FFFF take two UTF-16 units; where they stand says how far to shift.
    wide = [n for n, character in enumerate(text) if ord(character) > 0xFFFF]
    entities = []
    for mark in marks:
        start = mark.span.start + bisect_left(wide, mark.span.start)
        end = mark.span.end + bisect_left(wide, mark.span.end)
        entities.append(
            MessageEntity(_TYPES[mark.style], offset=start, length=end - start, url=mark.url)
        )
    return entities


def _keyboard(message: Message) -> InlineKeyboardMarkup | None:
    if not message.buttons:
        return None
    return InlineKeyboardMarkup(
        [
            [InlineKeyboardButton(b.label, callback_data=encode(b.action)) for b in row]
            for row in message.buttons
        ]
    )
