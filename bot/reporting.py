"""/stats: what is asked and what people think of it, for the owner and admins."""

import asyncio
from datetime import UTC, datetime

from telegram import Update
from telegram.constants import ChatType
from telegram.ext import ContextTypes

from bot.admission import Admission
from bot.delivery import reply, send_picture
from bot.figures import Figures, figures, figures_message
from bot.gate import person_of
from bot.incoming import thread_of
from bot.message import plain
from bot.tallying import Tallying
from bot.tongues import Tongues
from bot.wording import Wording
from index.library import Library

Context = ContextTypes.DEFAULT_TYPE


class Reporting:
    """In groups it tells the numbers, but no question: those were asked elsewhere."""

    def __init__(
        self, library: Library, admission: Admission, tallying: Tallying, tongues: Tongues
    ) -> None:
        self._library = library
        self._admission = admission
        self._tallying = tallying
        self._tongues = tongues

    async def stats(self, update: Update, context: Context) -> None:
        message, person = update.effective_message, person_of(update)
        if message is None:
            return
        words = self._tongues.words(person)
        if person is None or not await asyncio.to_thread(self._admission.rules, person.id):
            await reply(context.bot, self._library, plain(words.only_admins), message)
            return
        found = await asyncio.to_thread(self._figures)
        private = message.chat.type == ChatType.PRIVATE
        told = figures_message(found, words, questions=private)
        await reply(context.bot, self._library, told, message)
        picture = await asyncio.to_thread(_picture, found, words)
        if picture is not None:
            to = message.chat.id, message.message_id, thread_of(message)
            await send_picture(context.bot, picture, *to)

    def _figures(self) -> Figures:
        """With what was asked just now."""
        self._tallying.flush()
        return figures(self._library, datetime.now(UTC).date())


def _picture(found: Figures, words: Wording) -> bytes | None:
    from bot.chart import figures_picture  # noqa: PLC0415 - half a second to import

    return figures_picture(found, words)
