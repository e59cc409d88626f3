"""The menu of commands in the private chats of the owner and of admins, who have more of them."""

import logging

from telegram import Bot, BotCommand, BotCommandScopeChat
from telegram.error import TelegramError

from bot.wording import ENGLISH, LANGUAGES, Wording
from index.store.roles import Known

log = logging.getLogger("saidwho.menus")

MOST_MENUS = 20
"""Admins whose menu of commands is set at the start."""


def code_of(words: Wording) -> str | None:
    """The language for which Telegram is given these words; English is for everybody else."""
    return None if words is ENGLISH else words.code


async def menus(bot: Bot, owner: int | None, known: list[Known]) -> None:
    """The owner and admins find their commands in the menu of their private chat."""
    admins = [one.number for one in known if one.role == "admin"][:MOST_MENUS]
    for number in ([owner] if owner is not None else []) + admins:
        if not await menu(bot, number):
            return


async def menu(bot: Bot, number: int) -> bool:
    """Whether to go on: False where Telegram cannot be reached or asks for a pause."""
    try:
        for words in LANGUAGES.values():
            pairs = {**words.commands, **words.admin_commands}.items()
            await bot.set_my_commands(
                [BotCommand(*pair) for pair in pairs],
                scope=BotCommandScopeChat(number),
                language_code=code_of(words),
            )
    except TelegramError as error:  # also where the chat is not known yet: then the next start does
        log.info("The menu of an admin was not set: %s", error)
        return "chat not found" in str(error).lower()
    return True


async def forget_menu(bot: Bot, number: int) -> None:
    """Whoever is no admin any more gets the menu of all others."""
    try:
        for words in LANGUAGES.values():
            await bot.delete_my_commands(
                scope=BotCommandScopeChat(number), language_code=code_of(words)
            )
    except TelegramError as error:
        log.info("The menu of somebody was not reset: %s", error)
