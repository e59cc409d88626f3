"""Whether an update may come in at all: asked once, before anything else looks at it."""

import asyncio
import logging
from typing import Any

from telegram import Update, User
from telegram.constants import ChatType
from telegram.error import TelegramError
from telegram.ext import ApplicationHandlerStop, CallbackContext

from bot.admission import Admission, Strangers
from bot.tongues import Tongues

log = logging.getLogger("saidwho.gate")

FIRST = -1
"""The group of handlers before all others, so that none added later can be reached past it."""

Context = CallbackContext[Any, Any, Any, Any]


class Gate:
    """Lets in whom the admission knows, whatever kind of update it is; ends all else here."""

    def __init__(self, admission: Admission, tongues: Tongues) -> None:
        self._admission = admission
        self._tongues = tongues
        self._strangers = Strangers()

    async def check(self, update: Update, context: Context) -> None:
        """Raises ApplicationHandlerStop where nothing may be done for the update."""
        person, chat = person_of(update), update.effective_chat
        number = person.id if person is not None else None
        place = chat.id if chat is not None else None
        if await asyncio.to_thread(self._admission.may_ask, number, place):
            return
        try:
            await self._turn_away(update, context, person)
        except TelegramError as error:
            log.info("A stranger could not be told: %s", error)
        raise ApplicationHandlerStop

    async def _turn_away(self, update: Update, context: Context, person: User | None) -> None:
        """One plain sentence to a person, in private or over a button; silence in groups."""
        if person is None:
            return
        words = self._tongues.words(person)
        chat, query = update.effective_chat, update.callback_query
        if query is not None:  # unanswered, the button would wait for half a minute
            await query.answer(words.not_for_you_here, show_alert=True)
        elif (
            update.message is not None
            and chat is not None
            and chat.type == ChatType.PRIVATE
            and self._strangers.to_be_told(person.id)
        ):
            told = words.not_for_you.format(number=str(person.id))
            await context.bot.send_message(chat_id=chat.id, text=told)


def person_of(update: Update) -> User | None:
    """The person behind an update; None where there is none: a channel, a bot, or somebody who
    writes as a chat, whose `from_user` is a stand-in shared by all who do."""
    sender = update.effective_sender
    return sender if isinstance(sender, User) and not sender.is_bot else None
