"""Updates in, messages out: what the bot does when it is written to or a button is pressed."""

import asyncio
import logging
import re
import secrets
from collections.abc import Awaitable, Callable
from typing import Any

from telegram import Bot, CallbackQuery, LinkPreviewOptions, Message, ReplyParameters, Update
from telegram.constants import ChatAction, ChatType
from telegram.error import (
    BadRequest,
    Conflict,
    Forbidden,
    NetworkError,
    RetryAfter,
    TelegramError,
)
from telegram.ext import CallbackContext, ContextTypes

from bot import rendering
from bot.answering import Answerer, NoAnswer
from bot.callbacks import ShowContext, ShowMore, ShowSources, UnknownActionError, decode
from bot.delivery import outgoing
from index.library import Library

log = logging.getLogger("saidwho.handlers")

TRIES = 5
LONGEST_WAIT = 60.0
"""Seconds. Telegram may ask for more after a flood; then the message is given up and logged."""

FIRST_PAUSE = 0.5
"""Seconds before a call that failed on the way is tried again; doubled each time."""

LONGEST_ALERT = 200

_COMMAND = re.compile(r"/\w+(?:@\w+)?\s*")  # "/ask ", "/ask@saidwho_bot "

Context = ContextTypes.DEFAULT_TYPE


class Handlers:
    """The bot's behaviour for one library. Keeps nothing about chats."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._answerer = Answerer(library)

    async def start(self, update: Update, context: Context) -> None:
        await self._reply(update, context, rendering.plain(rendering.START))

    async def help(self, update: Update, context: Context) -> None:
        await self._reply(update, context, rendering.plain(rendering.HELP))

    async def sources(self, update: Update, context: Context) -> None:
        articles = list(self._library.articles.values())
        await self._reply(update, context, rendering.sources_message(articles))

    async def ask(self, update: Update, context: Context) -> None:
        """/ask QUESTION, in any chat."""
        message = update.effective_message
        question = question_in(message.text or "", context.bot.username) if message else ""
        if question:
            await self._answer(update, context, question)
        else:
            await self._reply(update, context, rendering.plain(rendering.HOW_TO_ASK))

    async def text(self, update: Update, context: Context) -> None:
        """Any text in a private chat; in groups a mention of the bot or a reply to it."""
        message = update.effective_message
        if message is None or message.text is None:
            return
        if message.chat.type != ChatType.PRIVATE and not _addressed(message, context.bot):
            return
        question = question_in(message.text, context.bot.username)
        await self._answer(update, context, question)

    async def other(self, update: Update, context: Context) -> None:
        """Pictures, stickers and the like, in private chats."""
        await self._reply(update, context, rendering.plain(rendering.TEXT_ONLY))

    async def pressed(self, update: Update, context: Context) -> None:
        """A button under one of the bot's messages."""
        query = update.callback_query
        if query is None:
            return
        try:
            action = decode(query.data or "")
        except UnknownActionError as error:
            await _alert(query, str(error))
            return
        match action:
            case ShowContext():
                await self._show_context(query, context, action)
            case ShowMore(skip):
                await self._show_more(query, context, skip)
            case ShowSources(skip):
                articles = list(self._library.articles.values())
                await self._follow_up(query, context, rendering.sources_message(articles, skip))

    async def failed(self, update: object, context: CallbackContext[Any, Any, Any, Any]) -> None:
        """The last resort: a short sentence with an incident id for the person, the rest for
        the log."""
        error = context.error
        if isinstance(error, Forbidden):
            log.info("Not delivered, the bot may not write there: %s", error)
            return
        if isinstance(error, RetryAfter):  # an apology would only prolong the flood
            log.warning("Not delivered, Telegram asks for a longer pause: %s", error)
            return
        if isinstance(error, NetworkError) and not isinstance(error, BadRequest):
            log.warning("The Bot API could not be reached: %s", error)
            return
        if isinstance(error, Conflict):
            log.error("Another program polls with the same token: stop one of them. (%s)", error)
            return
        incident = secrets.token_hex(4)
        log.error("Incident %s", incident, exc_info=error)
        if isinstance(update, Update) and update.callback_query is not None:
            await _acknowledge(update.callback_query)  # else the button waits for half a minute
        if isinstance(update, Update) and update.effective_message is not None:
            try:
                await self._reply(update, context, rendering.plain(rendering.went_wrong(incident)))
            except TelegramError as second:
                log.warning("Incident %s could not be told: %s", incident, second)

    async def _answer(self, update: Update, context: Context, question: str) -> None:
        await _typing(update, context)
        answer = await asyncio.to_thread(self._answerer.answer, question)
        await self._reply(update, context, rendering.answer_message(answer))

    async def _show_context(
        self, query: CallbackQuery, context: Context, action: ShowContext
    ) -> None:
        article = self._library.version(action.version)
        if article is None or article.body is None or not article.body.contains(action.span):
            await _alert(query, rendering.ARTICLE_CHANGED)
            return
        segmentation = self._library.segmentation(article.id)
        if not any(paragraph.overlaps(action.span) for paragraph in segmentation.paragraphs):
            await _alert(query, rendering.ARTICLE_CHANGED)  # forged: white space is no quote
            return
        around = rendering.context_message(article, segmentation, action.span)
        await self._follow_up(query, context, around)

    async def _show_more(self, query: CallbackQuery, context: Context, skip: int) -> None:
        asked = _question_answered_by(query)
        question = question_in(asked.text or "", context.bot.username) if asked else ""
        if asked is None or not question:
            await _alert(query, rendering.QUESTION_GONE)
            return
        answer = await asyncio.to_thread(self._answerer.answer, question, (), skip)
        if isinstance(answer, NoAnswer):
            await _alert(query, rendering.NO_MORE)
            return
        message = rendering.answer_message(answer, skip)
        await self._follow_up(query, context, message, reply_to=asked.message_id)

    async def _follow_up(
        self,
        query: CallbackQuery,
        context: Context,
        message: rendering.Message,
        reply_to: int | None = None,
    ) -> None:
        """Answer a button with a message of its own: what was answered before stays to be read."""
        await _acknowledge(query)
        pressed = query.message
        if pressed is None:
            return
        thread = _thread(pressed) if isinstance(pressed, Message) else None
        await self._send(
            context.bot, pressed.chat.id, message, reply_to or pressed.message_id, thread
        )

    async def _reply(
        self,
        update: Update,
        context: CallbackContext[Any, Any, Any, Any],
        message: rendering.Message,
    ) -> None:
        asked = update.effective_message
        if asked is None:
            return
        await self._send(context.bot, asked.chat.id, message, asked.message_id, _thread(asked))

    async def _send(
        self,
        bot: Bot,
        chat_id: int,
        message: rendering.Message,
        reply_to: int,
        thread_id: int | None,
    ) -> None:
        """Prove and send. UnprovenQuoteError where a quote fails: then nothing is sent."""
        answered: int | None = reply_to

        async def attempt() -> None:
            nonlocal answered
            try:
                await send()
            except BadRequest as error:
                # Beyond deleted messages there are others that cannot be replied to; Telegram
                # has several words for that: "Reply message not found", "message can't be replied"
                if answered is None or "repl" not in str(error).lower():
                    raise
                answered = None
                await send()

        async def send() -> None:
            ready = outgoing(message, self._library)
            await bot.send_message(
                chat_id=chat_id,
                text=ready.text,
                entities=ready.entities,
                reply_markup=ready.keyboard,
                reply_parameters=ReplyParameters(answered, allow_sending_without_reply=True)
                if answered is not None
                else None,
                message_thread_id=thread_id,
                link_preview_options=LinkPreviewOptions(is_disabled=True),
            )

        await persist(attempt)


async def persist(attempt: Callable[[], Awaitable[None]]) -> None:
    """Call until it succeeds: waits as long as Telegram asks after a flood, and with growing
    pauses when the API fails or cannot be reached. Gives up after TRIES or LONGEST_WAIT.

    A call that timed out may have succeeded all the same; a question answered twice is
    better than one not answered.
    """
    pause = FIRST_PAUSE
    for left in reversed(range(TRIES)):
        try:
            await attempt()
            break
        except RetryAfter as error:
            wait = _seconds(error)
            if not left or wait > LONGEST_WAIT:
                raise
            log.warning("Telegram asks to wait %.0f s", wait)
            await asyncio.sleep(wait)
        except BadRequest:
            raise
        except NetworkError as error:
            if not left:
                raise
            log.warning("The Bot API failed (%s); trying again in %.1f s", error, pause)
            await asyncio.sleep(pause)
            pause *= 2


def question_in(text: str, bot_name: str) -> str:
    """What is asked: the text without a leading command and without mentions of the bot."""
    mention = re.compile(rf"(?<!\w)@{re.escape(bot_name)}\b[,:]?", re.IGNORECASE)
    bare = mention.sub(" ", text).strip()
    command = _COMMAND.match(bare)
    return bare[command.end() :] if command else bare


def _addressed(message: Message, bot: Bot) -> bool:
    replied = message.reply_to_message
    if replied is not None and replied.from_user is not None and replied.from_user.id == bot.id:
        return True
    named = message.parse_entities(["mention"]).values()
    return f"@{bot.username}".lower() in (name.lower() for name in named)


def _question_answered_by(query: CallbackQuery) -> Message | None:
    pressed = query.message
    return pressed.reply_to_message if isinstance(pressed, Message) else None


def _thread(message: Message) -> int | None:
    """The forum topic; replies outside forums carry a thread id that sending would refuse."""
    return message.message_thread_id if message.is_topic_message else None


def _seconds(error: RetryAfter) -> float:
    after = error.retry_after
    return float(after) if isinstance(after, int | float) else after.total_seconds()


async def _typing(update: Update, context: Context) -> None:
    message = update.effective_message
    if message is None:
        return
    try:
        await context.bot.send_chat_action(
            message.chat.id, ChatAction.TYPING, message_thread_id=_thread(message)
        )
    except TelegramError as error:  # a courtesy; the answer matters
        log.debug("No typing action: %s", error)


async def _acknowledge(query: CallbackQuery) -> None:
    try:
        await query.answer()
    except TelegramError as error:  # too old by now; the message is sent all the same
        log.debug("Button not acknowledged: %s", error)


async def _alert(query: CallbackQuery, text: str) -> None:
    try:
        await query.answer(text[:LONGEST_ALERT], show_alert=True)
    except TelegramError as error:
        log.info("Alert not shown: %s", error)
