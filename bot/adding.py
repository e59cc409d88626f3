"""What the bot does with a post, a file or an address that is to be added to the library.

What is added by a command, `/add`, is added at once where nothing about it is open. Where its
date is missing, where nearly the same is there already, and where nobody said that it is to be
added, the bot says what it understood and waits for a word.
"""

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any, TypeVar

from telegram import Bot, CallbackQuery, Message, Update, User
from telegram.constants import ChatType
from telegram.error import BadRequest
from telegram.ext import ContextTypes

from bot.accession import Accession, trouble
from bot.admission import Admission
from bot.callbacks import AddReplied, Answered
from bot.days import Fields, fields_in, says_undated
from bot.delivery import edit_buttons, replaced, reply
from bot.gate import person_of
from bot.incoming import is_by, question_in, replied_to
from bot.intake import (
    Found,
    Understood,
    packed,
    unpacked,
)
from bot.message import Button, plain
from bot.message import Message as Outgoing
from bot.presses import acknowledge, alert, replied_by
from bot.received import SHORTEST, Link, Post, Received, address_in, received
from bot.replies import typing
from bot.tongues import Tongues
from bot.understood import told
from bot.wording import Wording
from index.errors import LibraryError
from index.library import Library

log = logging.getLogger("saidwho.adding")

Context = ContextTypes.DEFAULT_TYPE
Handler = Callable[[Update, Context], Coroutine[Any, Any, None]]
T = TypeVar("T")

STILL_TYPING = 4.0
"""Seconds after which Telegram has to be told again that something is being done."""

CAPTION = re.compile(r"/add(?:@(\w+))?(?:\s|$)", re.IGNORECASE)
"""How the caption begins of what is to be added."""


class Adding:
    """Of chats it knows what the library keeps as offers."""

    def __init__(
        self, library: Library, admission: Admission, tongues: Tongues, *, fetch: bool
    ) -> None:
        self._kept = library
        self._admission = admission
        self._tongues = tongues
        self._accession = Accession(library, fetch=fetch)

    @property
    def _library(self) -> Library:
        """The library as it is now."""
        return self._kept.latest()

    @property
    def presses(self) -> Mapping[type, Callable[..., Awaitable[None]]]:
        """What buttons of these actions do."""
        return {AddReplied: self.press_replied, Answered: self.press_answered}

    # What is written

    async def add(self, update: Update, context: Context) -> None:
        """/add, as a caption or in reply to a post, a file or an address; or with an address or
        a text behind it. A day behind it, or lines as above an article, are of the article."""
        message = update.effective_message
        if message is None:
            return
        words = self._tongues.words(update.effective_user)
        person = await self._allowed(update)
        if person is None:
            await self._say(message, context.bot, words.only_admins)
            return
        argument = question_in(message.text or message.caption or "", context.bot.username)
        said = fields_in(argument, message.date.date())
        meant = _meant(message, context.bot, argument, said)
        if meant is None:
            beside = argument and (message.document or replied_to(message))
            await self._say(message, context.bot, words.not_a_day if beside else words.how_to_add)
            return
        await self._take(message, context.bot, person, meant, words, said or Fields(), sure=True)

    async def captioned(self, update: Update, context: Context) -> None:
        """A file, or a picture, with /add as its caption."""
        message = update.effective_message
        command = CAPTION.match(message.caption or "") if message is not None else None
        name = command[1] if command else None
        if name is None or name.lower() == context.bot.username.lower():
            await self.add(update, context)

    def first(self, otherwise: Handler) -> Handler:
        """Takes what is to be added, and days that were asked for; the rest is for `otherwise`."""

        async def handle(update: Update, context: Context) -> None:
            if not await self._taken(update, context):
                await otherwise(update, context)

        return handle

    async def further(self, update: Update, context: Context) -> Sequence[Button]:
        """The button by which a post that was forwarded to be checked can be added, too; there is
        none for the bot's own words."""
        message = update.effective_message
        if message is None or received(message, context.bot) is None:
            return ()
        if await self._allowed(update) is None:
            return ()
        return (Button(self._tongues.words(update.effective_user).add_post, AddReplied()),)

    async def forget(self, person: int) -> None:
        """What was read for somebody waits no more."""
        await self._keep(lambda: self._kept.offers.forget(person))

    # Buttons

    async def press_replied(
        self, query: CallbackQuery, context: Context, _: AddReplied, words: Wording
    ) -> None:
        """Add what the message with the button replies to."""
        if not await self._may(query.from_user):
            await alert(query, words.only_admins)
            return
        post = replied_by(query)
        meant = received(post, context.bot) if post is not None else None
        if post is None or meant is None:
            await alert(query, words.offer_gone)
            return
        await acknowledge(query)
        await self._take(post, context.bot, query.from_user, meant, words, Fields(), sure=True)

    async def press_answered(
        self, query: CallbackQuery, context: Context, action: Answered, words: Wording
    ) -> None:
        """Add what the message asks about, or don't."""
        asking, source = query.message, replied_by(query)
        if not await self._may(query.from_user):
            await alert(query, words.only_admins)
            return
        if asking is None:
            await alert(query, words.offer_gone)
            return
        chat, number = asking.chat.id, asking.message_id
        brought = source.message_id if source is not None else await self._behind(chat, number)
        kept = await self._waiting(chat, brought) if brought is not None else None
        if brought is None or kept is None:
            await alert(query, words.offer_gone)
            return
        done = plain(words.not_added)
        if action.choice == "add":
            try:
                found = kept.dated(action.day) if action.day else kept
                done = await self._accession.added(found, words)
            except LibraryError as error:
                await alert(query, trouble(error, words))
                return
        await acknowledge(query)
        await self._drop(chat, brought)
        shown = await replaced(context.bot, self._library, done, chat, number)
        if not shown and isinstance(asking, Message):
            await self._send(asking, context.bot, done)

    # How it is done

    async def _taken(self, update: Update, context: Context) -> bool:
        message = update.effective_message
        if message is None:
            return False
        private = message.chat.type == ChatType.PRIVATE
        text = message.text or ""
        replied = replied_to(message)
        answers = bool(text) and replied is not None and is_by(replied, context.bot)
        said = None
        if (private or answers) and message.forward_origin is None:
            said = fields_in(text, message.date.date())
        sent = private and bool(message.document or address_in(text))
        if not sent and not answers and not (private and said):
            return False
        person = await self._allowed(update)
        if person is None:
            return False
        chat, source = message.chat.id, None
        if answers and replied is not None:
            source = await self._behind(chat, replied.message_id)
        if source is None and said:
            asked = await asyncio.to_thread(self._kept.offers.undated, chat, person.id)
            # A reply to something else is about that; a question that was sent when the bot was
            # killed is not known by its number.
            waiting = [one for one, question in asked.items() if not answers or question is None]
            if len(waiting) > 1:
                await self._say(message, context.bot, self._tongues.words(person).day_of_which)
                return True
            source = waiting[0] if waiting else None
        if source is not None and await self._dated(message, context.bot, person, source, said):
            return True
        meant = received(message, context.bot) if sent else None
        if meant is None:
            return False
        words = self._tongues.words(person)
        await self._take(message, context.bot, person, meant, words, Fields(), sure=False)
        return True

    async def _dated(
        self, message: Message, bot: Bot, person: User, source: int, said: Fields | None
    ) -> bool:
        """Whether a message says, or should say, the day of what the message `source` brought."""
        chat = message.chat.id
        found = await self._waiting(chat, source)
        if found is None or not (said or found.undated):
            return False
        words = self._tongues.words(person)
        none = said is None and says_undated(message.text or "")
        if said is None and not none:
            await self._say(message, bot, words.not_a_day)
            return True
        asked = found.undated
        found = found.told(said) if said is not None else found
        if not none and (found.undated or not asked):  # not all is said, or something is corrected
            read = await self._accession.understood(found)
            await self._offer_it(message, bot, person, found, read, words)
        else:
            try:
                done = await self._busy(message, bot, self._accession.added(found, words))
            except LibraryError as error:
                await self._say(message, bot, trouble(error, words))
                return True
            await self._send(message, bot, done)
        question = await asyncio.to_thread(self._kept.offers.question, chat, source)
        await self._drop(chat, source)
        if question is not None:
            with suppress(BadRequest):  # it is gone, or too old to be edited
                await edit_buttons(bot, self._library, (), chat, question)
        return True

    async def _take(
        self,
        message: Message,
        bot: Bot,
        person: User,
        meant: Received,
        words: Wording,
        said: Fields,
        *,
        sure: bool,
    ) -> None:
        """Read what a message brings, and add it where that is `sure` and nothing is open."""
        found = await self._busy(message, bot, self._accession.read(bot, meant, words))
        if isinstance(found, str):
            await self._say(message, bot, found)
            return
        found = replace(
            found, documents=said.over(found.documents), posted=not said.published and found.posted
        )
        read = await self._accession.understood(found)
        if all(one.known for one in read):
            await self._send(message, bot, told(found, read, None, words, kept=True))
        elif sure and not found.undated and not any(_open(one) for one in read):
            try:
                done = await self._busy(message, bot, self._accession.added(found, words))
            except LibraryError as error:
                lead = trouble(error, words)
                await self._offer_it(message, bot, person, found, read, words, lead)
            else:
                await self._send(message, bot, done)
        else:
            await self._offer_it(message, bot, person, found, read, words)

    async def _offer_it(
        self,
        message: Message,
        bot: Bot,
        person: User,
        found: Found,
        read: Sequence[Understood],
        words: Wording,
        lead: str = "",
    ) -> None:
        """Say what was understood, and wait for a word."""
        ready = await self._accession.offered(found, read, words, lead)
        offers, chat, source = self._kept.offers, message.chat.id, message.message_id
        undated = found.undated
        await self._keep(
            lambda: offers.put(chat, source, person.id, packed(found), undated=undated)
        )
        question = await self._send(message, bot, ready)
        await self._keep(lambda: offers.asked(chat, source, question))

    async def _busy(self, message: Message, bot: Bot, work: Awaitable[T]) -> T:
        """Shows that something is being done until it is."""

        async def show() -> None:
            while True:
                await asyncio.sleep(STILL_TYPING)
                await typing(message, bot)

        await typing(message, bot)
        showing = asyncio.create_task(show())
        try:
            return await work
        finally:
            showing.cancel()

    async def _allowed(self, update: Update) -> User | None:
        """Whoever sent it, if they may add."""
        person = person_of(update)
        return person if person is not None and await self._may(person) else None

    async def _may(self, person: User) -> bool:
        return await asyncio.to_thread(self._admission.may_add, person.id)

    async def _behind(self, chat: int, question: int) -> int | None:
        return await asyncio.to_thread(self._kept.offers.behind, chat, question)

    async def _waiting(self, chat: int, source: int) -> Found | None:
        def waiting() -> Found | None:
            kept = self._kept.offers.of(chat, source)
            return unpacked(kept) if kept is not None else None

        return await asyncio.to_thread(waiting)

    async def _drop(self, chat: int, source: int) -> None:
        await self._keep(lambda: self._kept.offers.drop(chat, source))

    async def _keep(self, writing: Callable[[], None]) -> None:
        """What waits is only for comfort: where it cannot be kept, it is to be sent again."""
        try:
            await asyncio.to_thread(writing)
        except LibraryError as error:
            log.warning("What waits to be added is not kept: %s", error)

    async def _say(self, message: Message, bot: Bot, text: str) -> None:
        await self._send(message, bot, plain(text))

    async def _send(self, message: Message, bot: Bot, ready: Outgoing) -> int:
        return await reply(bot, self._library, ready, message)


def _meant(message: Message, bot: Bot, argument: str, said: Fields | None) -> Received | None:
    """What /add is about; None where that is nothing that could be added."""
    replied = replied_to(message)
    if message.forward_origin is not None:  # a command that somebody else gave
        return None
    if argument and said is None:
        if message.document is not None:
            return None
        if (address := address_in(argument)) is not None:
            return Link(address)
        long = len(argument.split()) >= SHORTEST
        return Post(argument) if long and replied is None else None
    if message.document is not None:
        return received(message, bot)
    return received(replied, bot) if replied is not None else None


def _open(one: Understood) -> bool:
    """Whether somebody has to say that it is to be added all the same."""
    return one.known is None and bool(one.near)
