"""Updates in, messages out: what the bot does when it is written to or a button is pressed."""

import asyncio
import logging
import re
import secrets
from typing import Any

from telegram import Bot, CallbackQuery, Message, Update
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
from bot.conversation import FORGOTTEN_AFTER, LONGEST_KEPT, Conversations, Exchange, Voice
from bot.delivery import send

log = logging.getLogger("saidwho.handlers")

LONGEST_ALERT = 200

_COMMAND = re.compile(r"/\w+(?:@\w+)?\s*")  # "/ask ", "/ask@saidwho_bot "

Context = ContextTypes.DEFAULT_TYPE


class Handlers:
    """The bot's behaviour. Of chats it knows what Conversations keeps."""

    def __init__(self, answerer: Answerer, conversations: Conversations) -> None:
        self._answerer = answerer
        self._library = answerer.library
        self._conversations = conversations

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
            case ShowMore():
                await self._show_more(query, context, action)
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
        message = update.effective_message
        if message is None:
            return
        voice = _voice(message)
        exchange = Exchange(question, self._earlier(message, voice, context.bot))
        await _typing(message, context.bot)
        answer = await asyncio.to_thread(self._answerer.answer, question, exchange.after)
        if voice is not None:
            self._conversations.asked(voice, exchange)
        sent = await self._reply(update, context, rendering.answer_message(answer))
        self._conversations.answered(message.chat.id, sent, exchange)

    def _earlier(self, message: Message, voice: Voice | None, bot: Bot) -> tuple[str, ...]:
        """The questions that a message follows on: those behind what it replies to, else those
        that the same person asked there before."""
        replied = _replied_to(message)
        if replied is not None and not _by(replied, bot):
            if question := question_in(replied.text or "", bot.username):
                return (question[:LONGEST_KEPT],)
        elif replied is not None:
            behind = self._conversations.earlier_than_reply(message.chat.id, replied.message_id)
            if behind is not None:
                return behind
            if (message.date - replied.date).total_seconds() > FORGOTTEN_AFTER:
                return ()  # what was asked last is not what this is about
        return self._conversations.earlier(voice) if voice is not None else ()

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

    async def _show_more(self, query: CallbackQuery, context: Context, action: ShowMore) -> None:
        asked = _question_answered_by(query)
        exchange = self._exchange(query, asked, context.bot)
        if exchange is None or (action.follows and not exchange.after):
            await _alert(query, rendering.QUESTION_GONE)
            return
        answer = await asyncio.to_thread(
            self._answerer.answer, exchange.question, exchange.after, action.skip
        )
        if isinstance(answer, NoAnswer):
            await _alert(query, rendering.NO_MORE)
            return
        message = rendering.answer_message(answer, action.skip)
        reply_to = asked.message_id if asked else None
        await self._follow_up(query, context, message, exchange, reply_to)

    def _exchange(self, query: CallbackQuery, asked: Message | None, bot: Bot) -> Exchange | None:
        """What is behind the message with the button: as remembered, else as Telegram shows it,
        which does not tell what a question followed on."""
        pressed = query.message
        known = self._conversations.behind(pressed.chat.id, pressed.message_id) if pressed else None
        if known is not None:
            return known
        question = question_in(asked.text or "", bot.username) if asked else ""
        return Exchange(question) if question else None

    async def _follow_up(
        self,
        query: CallbackQuery,
        context: Context,
        message: rendering.Message,
        exchange: Exchange | None = None,
        reply_to: int | None = None,
    ) -> None:
        """Answer a button with a message of its own: what was answered before stays to be read."""
        await _acknowledge(query)
        pressed = query.message
        if pressed is None:
            return
        chat_id, number = pressed.chat.id, pressed.message_id
        thread = _thread(pressed) if isinstance(pressed, Message) else None
        sent = await send(context.bot, self._library, message, chat_id, reply_to or number, thread)
        exchange = exchange or self._conversations.behind(chat_id, number)
        if exchange is not None:
            self._conversations.answered(chat_id, sent, exchange)

    async def _reply(
        self,
        update: Update,
        context: CallbackContext[Any, Any, Any, Any],
        message: rendering.Message,
    ) -> int:
        """The id of the message sent."""
        asked = update.effective_message
        if asked is None:
            raise ValueError("there is no message to reply to")
        return await send(
            context.bot, self._library, message, asked.chat.id, asked.message_id, _thread(asked)
        )


def question_in(text: str, bot_name: str) -> str:
    """What is asked: the text without a leading command and without mentions of the bot."""
    mention = re.compile(rf"(?<!\w)@{re.escape(bot_name)}\b[,:]?", re.IGNORECASE)
    bare = mention.sub(" ", text).strip()
    command = _COMMAND.match(bare)
    return bare[command.end() :] if command else bare


def _addressed(message: Message, bot: Bot) -> bool:
    replied = _replied_to(message)
    if replied is not None and _by(replied, bot):
        return True
    named = message.parse_entities(["mention"]).values()
    return f"@{bot.username}".lower() in (name.lower() for name in named)


def _replied_to(message: Message) -> Message | None:
    """What a person chose to reply to; in a forum all messages reply to the topic's beginning."""
    replied = message.reply_to_message
    return replied if replied is not None and replied.forum_topic_created is None else None


def _by(message: Message, bot: Bot) -> bool:
    return message.from_user is not None and message.from_user.id == bot.id


def _voice(message: Message) -> Voice | None:
    """Whoever writes; anonymous admins and channels write as a chat, not as a person."""
    writer = message.sender_chat or message.from_user
    return Voice(message.chat.id, _thread(message), writer.id) if writer is not None else None


def _question_answered_by(query: CallbackQuery) -> Message | None:
    pressed = query.message
    return pressed.reply_to_message if isinstance(pressed, Message) else None


def _thread(message: Message) -> int | None:
    """The forum topic; replies outside forums carry a thread id that sending would refuse."""
    return message.message_thread_id if message.is_topic_message else None


async def _typing(message: Message, bot: Bot) -> None:
    try:
        await bot.send_chat_action(
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
