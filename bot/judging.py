"""Ratings of quotes: in groups only whoever asked, or an admin, may give them."""

import asyncio
import logging

from telegram import Bot, CallbackQuery
from telegram.constants import ChatMemberStatus, ChatType
from telegram.error import TelegramError

from bot.admission import Admission
from bot.callbacks import Rate
from bot.conversation import Exchange
from bot.presses import acknowledge, alert, replied_by
from bot.references import Reference
from bot.wording import Wording
from index.errors import LibraryError
from index.library import Library
from index.store.ratings import Rating

log = logging.getLogger("saidwho.judging")

_ADMINS = (ChatMemberStatus.ADMINISTRATOR, ChatMemberStatus.OWNER)


class Judging:
    """Who asked is read off the message that the answer replies to, so it needs no memory."""

    def __init__(self, admission: Admission) -> None:
        self._admission = admission

    async def rate(
        self,
        query: CallbackQuery,
        bot: Bot,
        library: Library,
        action: Rate,
        exchange: Exchange | None,
        words: Wording,
    ) -> None:
        """Keep the rating of whoever pressed, and tell them what is kept; `exchange` is what the
        rated message answers."""
        under, asked = query.message, exchange or Exchange("")
        article = Reference(action.version, action.span).article(library)
        if under is None or article is None:
            await alert(query, words.article_changed)
        elif not await self._may_rate(query, bot):
            await alert(query, words.may_not_rate)
        else:
            rating = Rating(
                person=query.from_user.id,
                chat=under.chat.id,
                message=under.message_id,
                verdict=action.verdict,
                question=asked.question,
                after=asked.after,
                version=action.version,
                span=action.span,
            )
            try:
                await asyncio.to_thread(library.ratings.rate, rating)
            except LibraryError as error:
                log.warning("A rating is not kept: %s", error)
                await alert(query, words.rating_not_kept)
                return
            helpful = action.verdict == "helpful"
            await acknowledge(query, words.rated_helpful if helpful else words.rated_wrong)

    async def _may_rate(self, query: CallbackQuery, bot: Bot) -> bool:
        under, asked, person = query.message, replied_by(query), query.from_user
        if under is None or under.chat.type == ChatType.PRIVATE:
            return under is not None
        if asked is not None and asked.sender_chat is None and asked.from_user == person:
            return True
        if await asyncio.to_thread(self._admission.rules, person.id):
            return True
        try:
            member = await bot.get_chat_member(under.chat.id, person.id)
        except TelegramError as error:
            log.info("Whether somebody is an admin of their group is not known: %s", error)
            return False
        return member.status in _ADMINS
