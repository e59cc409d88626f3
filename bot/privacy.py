"""/privacy says what is kept of people, /forget deletes what can be deleted of whoever asks.

What keeps something of a person is a `Keeper`, and is given to `Privacy` where the parts are put
together (bot.app).
"""

import asyncio
from typing import Protocol

from telegram import Update
from telegram.ext import ContextTypes

from bot.conversation import Conversations
from bot.delivery import reply
from bot.message import plain
from bot.tongues import Tongues
from index.library import Library
from index.store.ratings import Ratings

Context = ContextTypes.DEFAULT_TYPE


class Keeper(Protocol):
    """Something that keeps something of people. Called in the event loop: what takes long, such
    as a database, belongs into a thread."""

    async def forget(self, person: int) -> None:
        """Keep nothing more of the person with this number, in whatever chat."""
        ...


class Privacy:
    def __init__(self, library: Library, tongues: Tongues, *keepers: Keeper) -> None:
        self._library, self._tongues, self._keepers = library, tongues, keepers

    async def tell(self, update: Update, context: Context) -> None:
        """/privacy"""
        await self._reply(update, context, self._tongues.words(update.effective_user).privacy)

    async def forget(self, update: Update, context: Context) -> None:
        """/forget"""
        person = update.effective_user
        if person is None:
            return
        words = self._tongues.words(person)  # before the language is forgotten too
        for keeper in self._keepers:
            await keeper.forget(person.id)
        await self._reply(update, context, words.forgotten)

    async def _reply(self, update: Update, context: Context, text: str) -> None:
        asked = update.effective_message
        if asked is not None:
            await reply(context.bot, self._library, plain(text), asked)


class Remembered:
    """Conversations, as a Keeper."""

    def __init__(self, conversations: Conversations) -> None:
        self._conversations = conversations

    async def forget(self, person: int) -> None:
        self._conversations.forget(person)


class Rated:
    """Ratings of quotes, with the questions that are kept with them, as a Keeper."""

    def __init__(self, ratings: Ratings) -> None:
        self._ratings = ratings

    async def forget(self, person: int) -> None:
        await asyncio.to_thread(self._ratings.forget, person)
