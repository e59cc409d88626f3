"""Messages in, messages out: what the bot does when it is written to."""

import asyncio
import logging
import re
import secrets
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from telegram import Update
from telegram.constants import ChatAction, ChatType
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError
from telegram.ext import CallbackContext, ContextTypes

from bot.answering import Answerer
from bot.callbacks import ViewName
from bot.conversation import Conversations
from bot.delivery import send_file, send_picture, undeliverable
from bot.export import FORMS, ledger
from bot.incoming import (
    addressed,
    claim_in,
    forwarded,
    question_in,
    thread_of,
)
from bot.listing import sources_message
from bot.message import Button, plain
from bot.proving import prove_replied
from bot.references import Reference
from bot.replies import Replies, typing
from bot.tongues import Tongues, language_message, named
from bot.views import view
from bot.wording import Wording
from index.library import Library

log = logging.getLogger("saidwho.handlers")

Context = ContextTypes.DEFAULT_TYPE

_ASKS = re.compile(r"/ask(?:@\w+)?(?:\s|$)", re.IGNORECASE)

LARGEST_FILE = 45_000_000
"""Bytes; Telegram takes 50 MB from a bot."""


Further = Callable[[Update, Context], Awaitable[Sequence[Button]]]


async def _none_further(_: Update, __: Context) -> Sequence[Button]:
    return ()


class Handlers:
    """The commands, and what is written to the bot without one."""

    def __init__(
        self, answerer: Answerer, conversations: Conversations, further: Further | None = None
    ) -> None:
        """`further` gives buttons that stand under what was found of a forwarded post."""
        self._further = further or _none_further
        self._answerer = answerer
        self._replies = Replies(answerer, conversations)
        self._tongues = Tongues(answerer.library.languages)

    @property
    def _library(self) -> Library:
        """The library as it is now."""
        return self._answerer.library.latest()

    async def start(self, update: Update, context: Context) -> None:
        """/start, and /start NAME, by which a link leads to a quote."""
        words, named = self._words(update), Reference.read(_argument(update, context))
        if named is not None:
            await self._replies.show(update, context, named, words)
        else:
            await self._replies.reply(update, context, plain(words.start + words.help))

    async def help(self, update: Update, context: Context) -> None:
        await self._replies.reply(update, context, plain(self._words(update).help))

    async def sources(self, update: Update, context: Context) -> None:
        """/sources [WORDS AND FILTERS]: the articles, or those with the words."""
        asked, words = _argument(update, context), self._words(update)
        page = await asyncio.to_thread(sources_message, self._library, asked, 0, words)
        await self._replies.reply(update, context, page)

    async def ask(self, update: Update, context: Context) -> None:
        """/ask QUESTION, in any chat; alone in reply to a message, what disputes that one."""
        question, message = _argument(update, context), update.effective_message
        if question or (message is not None and claim_in(message, context.bot)):
            await self._replies.answer(update, context, question)
        else:
            await self._replies.reply(update, context, plain(self._words(update).how_to_ask))

    async def text(self, update: Update, context: Context) -> None:
        """Any text in a private chat; in groups a mention of the bot or a reply to it."""
        message = update.effective_message
        if message is None or message.text is None:
            return
        if message.chat.type != ChatType.PRIVATE and not addressed(message, context.bot):
            return
        if post := forwarded(message):
            further = await self._further(update, context)
            await self._replies.check(update, context, message, post, further=further)
        else:
            await self._replies.answer(
                update, context, question_in(message.text, context.bot.username)
            )

    async def edited(self, update: Update, context: Context) -> None:
        """A question that was edited: its answer is put in the place of the one before."""
        message = update.edited_message
        if message is None or message.text is None or forwarded(message):
            return
        commanded = message.text.startswith("/")
        if commanded and not _ASKS.match(message.text):
            return
        private = message.chat.type == ChatType.PRIVATE
        if private or commanded or addressed(message, context.bot):
            question = question_in(message.text, context.bot.username)
            former = await asyncio.to_thread(
                self._library.answers.to, message.chat.id, message.message_id
            )
            await self._replies.answer(update, context, question, former)

    async def other(self, update: Update, context: Context) -> None:
        """Pictures, stickers and the like, in private chats; of a post the words beneath them."""
        message = update.effective_message
        if message is not None and (post := forwarded(message)):
            further = await self._further(update, context)
            await self._replies.check(update, context, message, post, further=further)
        else:
            await self._replies.reply(update, context, plain(self._words(update).text_only))

    async def disputes(self, update: Update, context: Context) -> None:
        """/disputes [WORDS]: claims and their denials; alone in reply to a message, of that."""
        message = update.effective_message
        claim = claim_in(message, context.bot) if message is not None else None
        if message is not None and claim and not _argument(update, context):
            await self._replies.check(update, context, message, claim)
        else:
            await self._view(update, context, "disputes")

    async def timeline(self, update: Update, context: Context) -> None:
        """/timeline [WORDS]: dated events and statements, in words and as a picture."""
        await self._view(update, context, "timeline")
        message = update.effective_message
        if message is None:
            return
        picture = await asyncio.to_thread(
            self._picture, _argument(update, context), self._words(update)
        )
        if picture is not None:
            await send_picture(
                context.bot, picture, message.chat.id, message.message_id, thread_of(message)
            )

    async def who(self, update: Update, context: Context) -> None:
        """/who NAME: everything that somebody says."""
        if _argument(update, context):
            await self._view(update, context, "who")
        else:
            await self._replies.reply(update, context, plain(self._words(update).how_to_name))

    async def export(self, update: Update, context: Context) -> None:
        """/export [json|csv|md]: the ledger of claims as a file."""
        message = update.effective_message
        if message is None:
            return
        asked = _argument(update, context).lower()
        form = asked if asked in FORMS else "json"
        await typing(message, context.bot, ChatAction.UPLOAD_DOCUMENT)
        written = (await asyncio.to_thread(ledger, self._library, form)).encode(
            "utf-8", "surrogatepass"
        )
        if len(written) > LARGEST_FILE:
            await self._replies.reply(update, context, plain(self._words(update).too_large))
            return
        name = f"saidwho-ledger.{form}"
        await send_file(
            context.bot, written, name, message.chat.id, message.message_id, thread_of(message)
        )

    async def proof(self, update: Update, context: Context) -> None:
        """/proof [NUMBER], in reply to an answer: the proofs of its quotes as files."""
        message = update.effective_message
        if message is None:
            return
        argument = _argument(update, context)
        if not await prove_replied(message, context.bot, self._library, argument):
            await self._replies.reply(update, context, plain(self._words(update).how_to_prove))

    async def language(self, update: Update, context: Context) -> None:
        """/language [NAME]: the language of the bot's own words, for the person who asks."""
        person, code = update.effective_user, named(_argument(update, context))
        if person is not None and code is not None:
            words = await asyncio.to_thread(self._tongues.choose, person, code)
            await self._replies.reply(update, context, plain(words.language_chosen))
        else:
            await self._replies.reply(update, context, language_message(self._words(update)))

    async def failed(self, update: object, context: CallbackContext[Any, Any, Any, Any]) -> None:
        """The last resort: a short sentence with an incident id for the person, the rest for
        the log."""
        error = context.error
        if isinstance(error, Forbidden) or undeliverable(error):
            log.info("Not delivered, the bot may not write there: %s", error)
            return
        if isinstance(error, RetryAfter):  # an apology would only prolong the flood
            log.warning("For later, Telegram asks for a pause: %s", error)
            return
        if isinstance(error, NetworkError) and not isinstance(error, BadRequest):
            log.warning("For later, the Bot API could not be reached: %s", error)
            return
        incident = secrets.token_hex(4)
        log.error("Incident %s", incident, exc_info=error)
        if not isinstance(update, Update) or update.effective_message is None:
            return
        if update.guest_message is not None:  # there it may send nothing but the one answer
            return
        try:
            if update.callback_query is not None:  # else the button waits for half a minute
                await update.callback_query.answer()
            sorry = self._words(update).went_wrong.format(incident=incident)
            await self._replies.reply(update, context, plain(sorry))
        except TelegramError as second:
            log.warning("Incident %s could not be told: %s", incident, second)

    def _words(self, update: Update) -> Wording:
        return self._tongues.words(update.effective_user)

    async def _view(self, update: Update, context: Context, name: ViewName) -> None:
        message = update.effective_message
        if message is None:
            return
        await typing(message, context.bot)
        argument, words = _argument(update, context), self._words(update)
        page, _ = await asyncio.to_thread(view, self._library, name, argument, 0, words)
        await self._replies.reply(update, context, page)

    def _picture(self, argument: str, words: Wording) -> bytes | None:
        from bot.picture import timeline_picture  # noqa: PLC0415 - half a second to import

        return timeline_picture(self._library, argument, words)


def _argument(update: Update, context: Context) -> str:
    """What stands behind the command."""
    message = update.effective_message
    return question_in(message.text or "", context.bot.username).strip() if message else ""
