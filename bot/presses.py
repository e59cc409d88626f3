"""What a press of a button says of itself, and how it is acknowledged."""

import logging
from contextlib import suppress

from telegram import CallbackQuery, Message
from telegram.error import TelegramError

from bot.callbacks import UnknownActionError, decode
from bot.message import Button

log = logging.getLogger("saidwho.presses")

LONGEST_ALERT = 200


def replied_by(query: CallbackQuery) -> Message | None:
    """The message that the bot's message with the button replies to."""
    pressed = query.message
    return pressed.reply_to_message if isinstance(pressed, Message) else None


def carried(message: Message) -> list[list[Button]]:
    """The buttons under a message that ask the bot for something; links are left out."""
    rows: list[list[Button]] = []
    for row in message.reply_markup.inline_keyboard if message.reply_markup else ():
        rows.append([])
        for button in row:
            with suppress(UnknownActionError):
                action = decode(str(button.callback_data or ""))
                rows[-1].append(Button(button.text, action))
    return rows


async def acknowledge(query: CallbackQuery, text: str | None = None) -> None:
    """With a few words, if there are any, that vanish by themselves."""
    try:
        await query.answer(text)
    except TelegramError as error:  # too old by now; what was asked for is done all the same
        log.debug("Button not acknowledged: %s", error)


async def alert(query: CallbackQuery, text: str) -> None:
    try:
        await query.answer(text[:LONGEST_ALERT], show_alert=True)
    except TelegramError as error:
        log.info("Alert not shown: %s", error)
