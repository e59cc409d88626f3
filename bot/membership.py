"""The commands by which the owner and admins say who may: /invite, /members, /allow, /revoke."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from urllib.parse import quote

from telegram import Bot, Message, Update, User
from telegram.constants import ChatType
from telegram.ext import ContextTypes

from bot.admission import Admission
from bot.delivery import reply
from bot.gate import person_of
from bot.incoming import question_in, replied_to
from bot.menus import forget_menu
from bot.message import plain
from bot.pairing import Pairing, code_in, spelt, tidy
from bot.tongues import Tongues
from bot.wording import Wording
from index.library import Library
from index.store.roles import Rank

Context = ContextTypes.DEFAULT_TYPE
Done = Callable[[Message, User, str, Wording, Bot], Awaitable[str]]

MOST_LISTED = 40
"""Persons and chats that one message names."""

_NUMBER = re.compile(r"-?\d{1,18}", re.ASCII)
_RANKS: dict[str, Rank] = {
    "": "member",
    "member": "member",
    "membre": "member",
    "admin": "admin",
}


class Membership:
    """Each answers whoever else asks with one sentence, and does nothing."""

    def __init__(
        self, library: Library, admission: Admission, pairing: Pairing, tongues: Tongues
    ) -> None:
        self._library, self._roles = library, library.roles
        self._admission = admission
        self._pairing = pairing
        self._tongues = tongues

    async def invite(self, update: Update, context: Context) -> None:
        """/invite [admin|member], in private: a code that makes one stranger that."""
        await self._do(update, context, self._invite)

    async def members(self, update: Update, context: Context) -> None:
        """/members, in private: who may."""
        await self._do(update, context, self._members)

    async def allow(self, update: Update, context: Context) -> None:
        """/allow, in a group: whoever writes there may ask there."""
        await self._do(update, context, self._allow)

    async def revoke(self, update: Update, context: Context) -> None:
        """/revoke NUMBER, or in reply to somebody; in a group, without either, that group.
        /revoke CODE takes back an invitation."""
        await self._do(update, context, self._revoke)

    async def _do(self, update: Update, context: Context, done: Done) -> None:
        message, person = update.effective_message, person_of(update)
        if message is None:
            return
        words = self._tongues.words(person)
        if person is None or not await asyncio.to_thread(self._admission.rules, person.id):
            said = words.only_admins
        else:
            argument = question_in(message.text or "", context.bot.username).strip()
            said = await done(message, person, argument, words, context.bot)
        await reply(context.bot, self._library, plain(said), message)

    async def _invite(
        self, message: Message, person: User, argument: str, words: Wording, bot: Bot
    ) -> str:
        rank = _RANKS.get(argument.casefold())
        if message.chat.type != ChatType.PRIVATE:
            return words.in_private
        if rank is None:
            return words.how_to_invite
        if rank == "admin" and not self._admission.owns(person.id):
            return words.only_owner
        code = await asyncio.to_thread(self._pairing.invite, rank, person.id)
        link = f"https://t.me/{quote(bot.username)}?start={code}"
        return words.invited.format(rank=words.ranks[rank], link=link, code=spelt(code))

    async def _members(
        self, message: Message, _person: User, _argument: str, words: Wording, _bot: Bot
    ) -> str:
        if message.chat.type != ChatType.PRIVATE:
            return words.in_private
        known = await asyncio.to_thread(self._roles.all)
        owner = self._admission.owner
        lines = [_line(words.ranks["owner"], owner, "")] if owner is not None else []
        lines += [
            _line(words.ranks[one.role], one.number, one.called) for one in known[:MOST_LISTED]
        ]
        if len(known) > MOST_LISTED:
            lines.append(words.and_more.format(number=len(known) - MOST_LISTED).strip())
        return "\n".join([*lines, "", words.how_to_revoke])

    async def _allow(
        self, message: Message, _person: User, _argument: str, words: Wording, _bot: Bot
    ) -> str:
        chat = message.chat
        if chat.type == ChatType.PRIVATE:
            return words.in_a_group
        await asyncio.to_thread(self._roles.give, chat.id, "chat", tidy(chat.title or ""))
        return words.chat_allowed

    async def _revoke(
        self, message: Message, person: User, argument: str, words: Wording, bot: Bot
    ) -> str:
        code = None if _NUMBER.fullmatch(argument) else code_in(argument)
        if code is not None:
            gone = await asyncio.to_thread(self._pairing.withdraw, code)
            return words.invitation_withdrawn if gone else words.no_invitation
        number = _meant(message, argument)
        if number is None:
            return words.how_to_revoke
        if self._admission.owns(number):
            return words.owner_stays
        admin = await asyncio.to_thread(self._roles.of, number) == "admin"
        if admin and not self._admission.owns(person.id) and number != person.id:
            return words.only_owner
        if not await asyncio.to_thread(self._roles.take, number):
            return words.nobody_revoked.format(number=str(number))
        if admin:
            await forget_menu(bot, number)
        return words.revoked.format(number=str(number))


def _meant(message: Message, argument: str) -> int | None:
    """Whose role it is about; None where that is not said."""
    if argument:
        return int(argument) if _NUMBER.fullmatch(argument) else None
    replied = replied_to(message)
    if replied is not None:
        writer = replied.from_user
        stand_in = replied.sender_chat is not None or writer is None or writer.is_bot
        return None if stand_in or writer is None else writer.id
    return message.chat.id if message.chat.type != ChatType.PRIVATE else None


def _line(rank: str, number: int, called: str) -> str:
    return " – ".join(part for part in (f"{rank}: {number}", called) if part)
