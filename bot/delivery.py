"""Message to Telegram's form, proved first, and on its way."""

import logging
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import telegram
from telegram import (
    Bot,
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    MessageEntity,
    ReplyParameters,
)
from telegram.error import BadRequest, TelegramError

from bot.callbacks import encode
from bot.incoming import thread_of
from bot.message import (
    Button,
    Copy,
    Mark,
    Message,
    Open,
    Share,
    Style,
    prove,
    prove_buttons,
)
from index.library import Library

log = logging.getLogger("saidwho.delivery")

MOST_ENTITIES = 100
"""Telegram's limit for one message; it drops the rest without a word."""

_TYPES = {
    Style.QUOTE: MessageEntity.BLOCKQUOTE,
    Style.COLLAPSED: MessageEntity.EXPANDABLE_BLOCKQUOTE,
    Style.BOLD: MessageEntity.BOLD,
    Style.ITALIC: MessageEntity.ITALIC,
    Style.LINK: MessageEntity.TEXT_LINK,
    Style.COPY: MessageEntity.PRE,
}


Rows = Sequence[Sequence[Button]]


_SHUT = (
    *("chat not found", "group chat was deactivated", "chat_restricted", "chat_write_forbidden"),
    *("not enough rights", "have no rights", "topic_closed", "topic_deleted", "peer_id_invalid"),
    *("user_is_blocked", "chat_send_", "need administrator rights"),
)
"""Words of refusals that no other message to the chat would be spared."""


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
    entities = tuple(_entities(message.text, marks))
    return Outgoing(message.text, entities, _keyboard(message.buttons))


def undeliverable(error: Exception | None) -> bool:
    """Whether Telegram says that the bot may not write there, in the words of a bad request."""
    said = str(error).lower()
    return isinstance(error, BadRequest) and any(words in said for words in _SHUT)


async def send(
    bot: Bot,
    library: Library,
    message: Message,
    chat_id: int,
    reply_to: int,
    thread_id: int | None,
) -> int:
    """Prove and send; the id of the message sent.

    UnprovenQuoteError where a quote fails: then nothing is sent. How often it is tried, and what
    becomes of it when the question is gone, is bot.outbox's.
    """
    ready = outgoing(message, library)
    sent = await bot.send_message(
        chat_id=chat_id,
        text=ready.text,
        entities=ready.entities,
        reply_markup=ready.keyboard,
        reply_parameters=_reply(reply_to),
        message_thread_id=thread_id,
        link_preview_options=LinkPreviewOptions(is_disabled=True),
    )
    return sent.message_id


async def reply(bot: Bot, library: Library, message: Message, asked: telegram.Message) -> int:
    """As `send`, in reply to a message, where that was written."""
    to = asked.chat.id, asked.message_id, thread_of(asked)
    return await send(bot, library, message, *to)


async def edit(bot: Bot, library: Library, message: Message, chat_id: int, number: int) -> None:
    """Prove, and put it in the place of what the bot's message `number` says."""
    ready = outgoing(message, library)
    with unchanged():
        await bot.edit_message_text(
            chat_id=chat_id,
            message_id=number,
            text=ready.text,
            entities=ready.entities,
            reply_markup=ready.keyboard,
            link_preview_options=LinkPreviewOptions(is_disabled=True),
        )


async def replaced(bot: Bot, library: Library, message: Message, chat_id: int, number: int) -> bool:
    """As `edit`; False where the message is gone, or may not be edited any more."""
    try:
        await edit(bot, library, message, chat_id, number)
    except BadRequest as error:
        if "edit" not in str(error).lower():  # "Message to edit not found", "can't be edited"
            raise
        return False
    return True


async def withdraw(bot: Bot, chat_id: int, number: int) -> None:
    """Delete a message of the bot, where Telegram still lets it."""
    try:
        await bot.delete_message(chat_id, number)
    except TelegramError as error:
        log.info("A message could not be deleted: %s", error)


async def edit_buttons(bot: Bot, library: Library, rows: Rows, chat_id: int, number: int) -> None:
    """Prove, and put these in the place of the buttons under the bot's message `number`."""
    prove_buttons(rows, library)
    with unchanged():
        await bot.edit_message_reply_markup(
            chat_id=chat_id, message_id=number, reply_markup=_keyboard(rows)
        )


@contextmanager
def unchanged() -> Iterator[None]:
    """Around an edit: nothing is the matter where all is as it should be already, as when two
    people press one button."""
    try:
        yield
    except BadRequest as error:
        if "not modified" not in str(error).lower():
            raise


async def send_picture(
    bot: Bot, picture: bytes, chat_id: int, reply_to: int, thread_id: int | None
) -> int:
    """Send a PNG as a photo; the id of the message sent."""
    sent = await bot.send_photo(
        chat_id=chat_id,
        photo=picture,
        reply_parameters=_reply(reply_to),
        message_thread_id=thread_id,
    )
    return sent.message_id


async def send_file(
    bot: Bot, data: bytes, name: str, chat_id: int, reply_to: int, thread_id: int | None
) -> int:
    """Send a file under this name; the id of the message sent."""
    sent = await bot.send_document(
        chat_id=chat_id,
        document=data,
        filename=name,
        reply_parameters=_reply(reply_to),
        message_thread_id=thread_id,
    )
    return sent.message_id


def _reply(to: int) -> ReplyParameters:
    """A reply, or a message of its own where the other one is deleted by now."""
    return ReplyParameters(to, allow_sending_without_reply=True)


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


def _keyboard(rows: Rows) -> InlineKeyboardMarkup | None:
    return InlineKeyboardMarkup([[_button(b) for b in row] for row in rows]) if rows else None


def _button(button: Button) -> InlineKeyboardButton:
    match button.action:
        case Open(url):
            return InlineKeyboardButton(button.label, url=url)
        case Copy(text):
            return InlineKeyboardButton(button.label, copy_text=CopyTextButton(text))
        case Share(query):
            return InlineKeyboardButton(button.label, switch_inline_query=query)
        case action:
            return InlineKeyboardButton(button.label, callback_data=encode(action))
