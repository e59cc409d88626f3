"""What the bot does when a button under one of its messages is pressed."""

import asyncio
import logging

from telegram import Bot, CallbackQuery, Message, Update
from telegram.error import TelegramError
from telegram.ext import ContextTypes

from bot.answering import Answerer, NoAnswer
from bot.callbacks import (
    ChooseLanguage,
    ShowContext,
    ShowMore,
    ShowSide,
    ShowSources,
    ShowView,
    UnknownActionError,
    decode,
)
from bot.conversation import Conversations, Exchange
from bot.delivery import send
from bot.incoming import question_in, thread_of
from bot.message import Message as Outgoing
from bot.message import plain
from bot.quotation import Quotation, quote
from bot.rendering import answer_message, context_message, sources_message
from bot.tongues import Tongues
from bot.views import said_too_message, sides_message, view
from bot.wording import LANGUAGES, Wording
from index.library import Library
from index.model import Article, Span

log = logging.getLogger("saidwho.buttons")

LONGEST_ALERT = 200

Context = ContextTypes.DEFAULT_TYPE


class Buttons:
    """Buttons carry what they need; what they follow on is in Conversations, if not forgotten."""

    def __init__(self, answerer: Answerer, conversations: Conversations) -> None:
        self._answerer = answerer
        self._conversations = conversations
        self._tongues = Tongues(answerer.library.languages)

    @property
    def _library(self) -> Library:
        """The library as it is now."""
        return self._answerer.library.latest()

    async def pressed(self, update: Update, context: Context) -> None:
        """A button under one of the bot's messages."""
        query = update.callback_query
        if query is None:
            return
        words = self._tongues.words(query.from_user)
        try:
            action = decode(query.data or "")
        except UnknownActionError:
            await _alert(query, words.button_unknown)
            return
        match action:
            case ShowContext(version, span):
                await self._show_context(query, context, version, span, words)
            case ShowSide():
                await self._show_side(query, context, action, words)
            case ShowMore():
                await self._show_more(query, context, action, words)
            case ShowView():
                await self._show_view(query, context, action, words)
            case ChooseLanguage(code):
                await self._choose_language(query, context, code, words)
            case ShowSources(skip):
                articles = self._library.newest
                await self._follow_up(query, context, sources_message(articles, skip, words))

    async def _show_context(
        self, query: CallbackQuery, context: Context, version: str, span: Span, words: Wording
    ) -> None:
        article = self._article(version, span)
        if article is None:
            await _alert(query, words.article_changed)
            return
        segmentation = self._library.segmentation(article.id)
        around = context_message(article, segmentation, span, words)
        await self._follow_up(query, context, around)

    async def _show_side(
        self, query: CallbackQuery, context: Context, action: ShowSide, words: Wording
    ) -> None:
        article = self._article(action.version, action.span)
        if article is None:
            await _alert(query, words.article_changed)
            return
        message = await asyncio.to_thread(self._side, action, article, words)
        if message is None:
            await _alert(query, words.article_changed)
            return
        await self._follow_up(query, context, message)

    def _side(self, action: ShowSide, article: Article, words: Wording) -> Outgoing | None:
        """None where nobody speaks any more where somebody was named."""
        quoted = self._quotation(article, action.span, action.cue)
        if action.cue is not None and quoted.cue != action.cue:
            return None
        if action.side == "says":
            return said_too_message(self._library, quoted, words)
        return sides_message(quoted, words)

    async def _show_more(
        self, query: CallbackQuery, context: Context, action: ShowMore, words: Wording
    ) -> None:
        asked = _replied_by(query)
        exchange = self._exchange(query, asked, context.bot)
        if exchange is None or (action.follows and not exchange.after):
            await _alert(query, words.question_gone)
            return
        spoken = self._tongues.spoken_by(query.from_user)
        answer = await asyncio.to_thread(
            self._answerer.answer, exchange.question, exchange.after, action.skip, spoken
        )
        if isinstance(answer, NoAnswer):
            await _alert(query, words.no_more)
            return
        message = answer_message(answer, action.skip)
        reply_to = asked.message_id if asked else None
        await self._follow_up(query, context, message, exchange, reply_to)

    async def _show_view(
        self, query: CallbackQuery, context: Context, action: ShowView, words: Wording
    ) -> None:
        asked = _replied_by(query)
        if asked is None:
            await _alert(query, words.question_gone)
            return
        argument = question_in(asked.text or "", context.bot.username)
        page, shown = await asyncio.to_thread(
            view, self._library, action.view, argument, action.skip, words
        )
        if not shown:
            await _alert(query, words.no_more)
            return
        await self._follow_up(query, context, page, reply_to=asked.message_id)

    async def _choose_language(
        self, query: CallbackQuery, context: Context, code: str | None, words: Wording
    ) -> None:
        """For whoever presses, whoever asked for the buttons."""
        if code is not None and code not in LANGUAGES:
            await _alert(query, words.button_unknown)
            return
        words = await asyncio.to_thread(self._tongues.choose, query.from_user, code)
        await self._follow_up(query, context, plain(words.language_chosen))

    def _article(self, version: str, span: Span) -> Article | None:
        """The article, while it stands in this version; None too for a forged span, which holds
        no words of it."""
        article = self._library.version(version)
        if article is None or article.body is None or not article.body.contains(span):
            return None
        paragraphs = self._library.segmentation(article.id).paragraphs
        return article if any(paragraph.overlaps(span) for paragraph in paragraphs) else None

    def _quotation(self, article: Article, span: Span, cue: int | None) -> Quotation:
        """The quote again, for the claim with this cue."""
        sentences = self._library.segmentation(article.id).sentences
        paragraph = next((s.paragraph for s in sentences if s.span.overlaps(span)), 1)
        quoted = quote(self._library, article, span, paragraph)
        meant = (c for c in quoted.claims if c.attribution and c.attribution.cue[0].start == cue)
        speaking = next(meant, None)
        return quote(self._library, article, span, paragraph, speaking=speaking)

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
        message: Outgoing,
        exchange: Exchange | None = None,
        reply_to: int | None = None,
    ) -> None:
        """Answer a button with a message of its own: what was answered before stays to be read."""
        await _acknowledge(query)
        pressed = query.message
        if pressed is None:
            return
        chat_id, number = pressed.chat.id, pressed.message_id
        thread = thread_of(pressed) if isinstance(pressed, Message) else None
        sent = await send(context.bot, self._library, message, chat_id, reply_to or number, thread)
        exchange = exchange or self._conversations.behind(chat_id, number)
        if exchange is not None:
            self._conversations.answered(chat_id, sent, exchange)


def _replied_by(query: CallbackQuery) -> Message | None:
    """The message that the bot's message with the button replies to."""
    pressed = query.message
    return pressed.reply_to_message if isinstance(pressed, Message) else None


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
