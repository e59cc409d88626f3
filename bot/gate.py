"""Whether an update may come in at all: asked once, before anything else looks at it."""

import asyncio
import logging
from collections import OrderedDict
from typing import Any

from telegram import (
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    Message,
    ReplyParameters,
    Update,
    User,
)
from telegram.constants import ChatType
from telegram.error import TelegramError
from telegram.ext import ApplicationHandlerStop, CallbackContext

from bot.admission import Admission, Strangers
from bot.incoming import for_the_bot, thread_of
from bot.limits import Limits, Wait
from bot.menus import menu
from bot.pairing import Pairing, code_in, tidy
from bot.presses import alert
from bot.tongues import Tongues
from index.store.roles import Accepted

log = logging.getLogger("saidwho.gate")

FIRST = -1
"""The group of handlers before all others, so that none added later can be reached past it."""

LONGEST_BUTTON = 64

MOST_COUNTED = 10_000
"""Updates that are remembered to have been counted."""

Context = CallbackContext[Any, Any, Any, Any]


class Gate:
    """Lets in whom the admission knows, whatever kind of update it is, and whoever has a code of
    an invitation; ends all else here, and what is more than the limits allow."""

    def __init__(
        self, admission: Admission, pairing: Pairing, limits: Limits, tongues: Tongues
    ) -> None:
        self._admission = admission
        self._pairing = pairing
        self._limits = limits
        self._tongues = tongues
        self._strangers = Strangers()
        self._counted_before: OrderedDict[int, None] = OrderedDict()  # one may be handled again

    async def check(self, update: Update, context: Context) -> None:
        """Raises ApplicationHandlerStop where nothing may be done for the update, or nothing
        more: also where that cannot be told, since any other error would let it through."""
        try:
            may = await self._may(update, context)
        except TelegramError as error:
            log.info("Somebody turned away could not be told: %s", error)
            may = False
        except Exception:
            log.exception("An update was turned away, since who may is not known")
            may = False
        if not may:
            raise ApplicationHandlerStop

    async def _may(self, update: Update, context: Context) -> bool:
        person, chat = person_of(update), update.effective_chat
        number = person.id if person is not None else None
        place = chat.id if chat is not None else None
        if await self._moved(update.message):
            return False
        owner = self._admission.owns(number)  # who may send a code, to take it back
        if person is not None and not owner and await self._welcomed(update, context, person):
            return False
        may, rules = await asyncio.to_thread(
            lambda: (self._admission.may_ask(number, place), self._admission.rules(number))
        )
        if not may:
            await self._turn_away(update, context, person)
            return False
        if rules:
            return True
        if update.update_id in self._counted_before:
            return True
        wait = self._counted(update, context, number, place)
        if wait is not None:
            await self._slow_down(update, context, wait)
            return False
        self._counted_before[update.update_id] = None
        if len(self._counted_before) > MOST_COUNTED:
            self._counted_before.popitem(last=False)
        return True

    async def _moved(self, message: Message | None) -> bool:
        """Whether it only says that the chat has become a supergroup, with another number: said
        once in the old one and once in the new one, in any order."""
        if message is None:
            return False
        if (new := message.migrate_to_chat_id) is not None:
            old = message.chat.id
        elif (former := message.migrate_from_chat_id) is not None:
            old, new = former, message.chat.id
        else:
            return False
        await asyncio.to_thread(self._admission.roles.move, old, new)
        return True

    async def _welcomed(self, update: Update, context: Context, person: User) -> bool:
        """Whether a private message was the code of an invitation, now accepted."""
        message = update.message
        if message is None or message.text is None or message.chat.type != ChatType.PRIVATE:
            return False
        if code_in(message.text) is None:  # most are questions, for which no thread is needed
            return False
        accepted = await asyncio.to_thread(
            self._pairing.accept, message.text, person.id, person.full_name
        )
        if accepted is None:
            return False
        words = self._tongues.words(person)
        welcome = f"{words.welcome[accepted.rank]}\n\n{words.help}"
        await context.bot.send_message(chat_id=message.chat.id, text=welcome)
        if accepted.rank == "admin":
            await menu(context.bot, person.id)
        await self._report(context, person, accepted)
        return True

    async def _report(self, context: Context, person: User, accepted: Accepted) -> None:
        """Tell whoever gave the invitation, who would notice if it came into wrong hands."""
        words = self._tongues.words(User(accepted.giver, "", is_bot=False))
        said = words.accepted.format(
            name=tidy(person.full_name), number=str(person.id), rank=words.ranks[accepted.rank]
        )
        await context.bot.send_message(chat_id=accepted.giver, text=said)

    async def _turn_away(self, update: Update, context: Context, person: User | None) -> None:
        """One plain sentence to a person, in private, over a button, or above inline results;
        silence where others would read it."""
        if person is None:
            return
        words, message = self._tongues.words(person), update.message
        if update.callback_query is not None or update.inline_query is not None:
            # Unanswered, they would wait for half a minute.
            if self._counted(update, context, person.id, None) is None:
                await _tell(update, context, words.not_for_you_here)
        elif (
            message is not None
            and message.chat.type == ChatType.PRIVATE
            and self._strangers.to_be_told(person.id)
        ):
            await _tell(update, context, words.not_for_you.format(number=str(person.id)))

    def _counted(
        self, update: Update, context: Context, person: int | None, chat: int | None
    ) -> Wait | None:
        if update.inline_query is not None:
            return self._limits.typed(person) if person is not None else None
        message = update.message or update.edited_message
        if message is not None and not for_the_bot(message, context.bot):
            return None
        message = message or update.guest_message
        if message is None and update.callback_query is None:
            return None
        sent = (message.edit_date or message.date).timestamp() if message is not None else None
        return self._limits.asked(person, chat, sent)

    async def _slow_down(self, update: Update, context: Context, wait: Wait) -> None:
        """Said once for each wait; every time to what waits for an answer of its own."""
        if wait.news or update.callback_query is not None or update.inline_query is not None:
            words = self._tongues.words(update.effective_user)
            await _tell(update, context, words.slow_down.format(seconds=wait.seconds))


async def _tell(update: Update, context: Context, said: str) -> None:
    """In the form that this kind of update takes; those that take none are passed over."""
    message, guest = update.message or update.edited_message, update.guest_message
    if update.callback_query is not None:
        await alert(update.callback_query, said)
    elif update.inline_query is not None:
        above = InlineQueryResultsButton(said[:LONGEST_BUTTON], start_parameter="inline")
        await context.bot.answer_inline_query(
            update.inline_query.id, [], cache_time=1, is_personal=True, button=above
        )
    elif guest is not None and guest.guest_query_id is not None:
        only = InlineQueryResultArticle("told", said, InputTextMessageContent(said))
        await context.bot.answer_guest_query(guest.guest_query_id, only)
    elif message is not None:
        await context.bot.send_message(
            chat_id=message.chat.id,
            text=said,
            message_thread_id=thread_of(message),
            reply_parameters=ReplyParameters(message.message_id, allow_sending_without_reply=True),
        )


def person_of(update: Update) -> User | None:
    """The person behind an update; None where there is none: a channel, a bot, or somebody who
    writes as a chat, whose `from_user` is a stand-in shared by all who do."""
    sender = update.effective_sender
    return sender if isinstance(sender, User) and not sender.is_bot else None
