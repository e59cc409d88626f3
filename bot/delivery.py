"""Message to Telegram's form, proved first, and on its way, however the Bot API fares."""

import asyncio
import logging
from bisect import bisect_left
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

from telegram import (
    Bot,
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    MessageEntity,
    ReplyParameters,
)
from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError

from bot.callbacks import encode
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

TRIES = 5
LONGEST_WAIT = 60.0
"""Seconds. Telegram may ask for more after a flood; then the message is given up and logged."""

FIRST_PAUSE = 0.5
"""Seconds before a call that failed on the way is tried again; doubled each time."""

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


T = TypeVar("T")
Rows = Sequence[Sequence[Button]]


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


async def send(
    bot: Bot,
    library: Library,
    message: Message,
    chat_id: int,
    reply_to: int,
    thread_id: int | None,
) -> int:
    """Prove and send; the id of the message sent.

    UnprovenQuoteError where a quote fails: then nothing is sent.
    """

    async def once(reply: ReplyParameters | None) -> int:
        ready = outgoing(message, library)
        sent = await bot.send_message(
            chat_id=chat_id,
            text=ready.text,
            entities=ready.entities,
            reply_markup=ready.keyboard,
            reply_parameters=reply,
            message_thread_id=thread_id,
            link_preview_options=LinkPreviewOptions(is_disabled=True),
        )
        return sent.message_id

    return await _replying(once, reply_to)


async def edit(bot: Bot, library: Library, message: Message, chat_id: int, number: int) -> None:
    """Prove, and put it in the place of what the bot's message `number` says."""

    async def once() -> None:
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

    await persist(once)


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
        await persist(lambda: bot.delete_message(chat_id, number))
    except TelegramError as error:
        log.info("A message could not be deleted: %s", error)


async def edit_buttons(bot: Bot, library: Library, rows: Rows, chat_id: int, number: int) -> None:
    """Prove, and put these in the place of the buttons under the bot's message `number`."""

    async def once() -> None:
        prove_buttons(rows, library)
        with unchanged():
            await bot.edit_message_reply_markup(
                chat_id=chat_id, message_id=number, reply_markup=_keyboard(rows)
            )

    await persist(once)


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

    async def once(reply: ReplyParameters | None) -> int:
        sent = await bot.send_photo(
            chat_id=chat_id,
            photo=picture,
            reply_parameters=reply,
            message_thread_id=thread_id,
        )
        return sent.message_id

    return await _replying(once, reply_to)


async def send_file(
    bot: Bot, data: bytes, name: str, chat_id: int, reply_to: int, thread_id: int | None
) -> int:
    """Send a file under this name; the id of the message sent."""

    async def once(reply: ReplyParameters | None) -> int:
        sent = await bot.send_document(
            chat_id=chat_id,
            document=data,
            filename=name,
            reply_parameters=reply,
            message_thread_id=thread_id,
        )
        return sent.message_id

    return await _replying(once, reply_to)


async def _replying(once: Callable[[ReplyParameters | None], Awaitable[int]], to: int) -> int:
    """Call until it succeeds, as a reply; without where the message can't be replied to."""
    answered: int | None = to

    async def attempt() -> int:
        nonlocal answered
        if answered is None:
            return await once(None)
        try:
            return await once(ReplyParameters(answered, allow_sending_without_reply=True))
        except BadRequest as error:
            # Beyond deleted messages there are others that cannot be replied to; Telegram
            # has several words for that: "Reply message not found", "message can't be replied"
            if "repl" not in str(error).lower():
                raise
            answered = None
            return await once(None)

    return await persist(attempt)


async def persist(attempt: Callable[[], Awaitable[T]]) -> T:
    """Call until it succeeds: waits as long as Telegram asks after a flood, and with growing
    pauses when the API fails or cannot be reached. Gives up after TRIES or LONGEST_WAIT.

    A call that timed out may have succeeded all the same; a question answered twice is
    better than one not answered.
    """
    pause, left = FIRST_PAUSE, TRIES
    while True:
        left -= 1
        try:
            return await attempt()
        except RetryAfter as error:
            wait = _seconds(error)
            if not left or wait > LONGEST_WAIT:
                raise
            log.warning("Telegram asks to wait %.0f s", wait)
            await asyncio.sleep(wait)
        except BadRequest:
            raise
        except NetworkError as error:
            if not left:
                raise
            log.warning("The Bot API failed (%s); trying again in %.1f s", error, pause)
            await asyncio.sleep(pause)
            pause *= 2


def _seconds(error: RetryAfter) -> float:
    after = error.retry_after
    return float(after) if isinstance(after, int | float) else after.total_seconds()


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
