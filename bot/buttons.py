"""What the bot does when a button under one of its messages is pressed."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping

from telegram import Bot, CallbackQuery, Message, Update
from telegram.ext import ContextTypes

from bot.answering import Answerer, NoAnswer
from bot.callbacks import (
    ChooseLanguage,
    CopyQuote,
    Rate,
    ShowContext,
    ShowMore,
    ShowProof,
    ShowSide,
    ShowSources,
    ShowTools,
    ShowView,
    UnknownActionError,
    decode,
)
from bot.conversation import Conversations, Exchange
from bot.delivery import edit, edit_buttons, send
from bot.incoming import question_in, thread_of
from bot.judging import Judging
from bot.listing import sources_message
from bot.message import Message as Outgoing
from bot.message import plain
from bot.presses import acknowledge, alert, carried, replied_by
from bot.proving import send_proof
from bot.quotation import Quotation
from bot.references import Reference
from bot.rendering import answer_message, context_message
from bot.tongues import Tongues
from bot.toolbar import copy_message, tools, turned
from bot.views import said_too_message, sides_message, view
from bot.wording import LANGUAGES, Wording
from index.library import Library

LONGEST_SHOWN = 2_500
"""Code points of a quote under which buttons stand; with what is beneath it, it has to fit into
one message. A longer one is forged."""

Context = ContextTypes.DEFAULT_TYPE


class Buttons:
    """Buttons carry what they need; what they follow on is in Conversations, if not forgotten."""

    def __init__(
        self,
        answerer: Answerer,
        conversations: Conversations,
        judging: Judging,
        others: Mapping[type, Callable[..., Awaitable[None]]] | None = None,
    ) -> None:
        """`others` does what buttons of these actions do."""
        self._others = dict(others or {})
        self._answerer = answerer
        self._conversations = conversations
        self._judging = judging
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
            await alert(query, words.button_unknown)
            return
        done: dict[type, Callable[..., Awaitable[None]]] = {
            ShowContext: self._show_context,
            ShowSide: self._show_side,
            ShowTools: self._show_tools,
            CopyQuote: self._show_copy,
            ShowProof: self._show_proof,
            Rate: self._rate,
            ShowMore: self._show_more,
            ShowView: self._show_view,
            ShowSources: self._show_sources,
            ChooseLanguage: self._choose_language,
            **self._others,
        }
        if (act := done.get(type(action))) is not None:
            await act(query, context, action, words)
        else:
            await alert(query, words.button_unknown)

    async def _show_sources(
        self, query: CallbackQuery, context: Context, action: ShowSources, words: Wording
    ) -> None:
        """In the place of the page before."""
        asked = replied_by(query) if action.searched else None
        if action.searched and asked is None:
            await alert(query, words.question_gone)
            return
        argument = question_in(asked.text or "", context.bot.username).strip() if asked else ""
        page = await asyncio.to_thread(sources_message, self._library, argument, action.skip, words)
        if not isinstance(query.message, Message):
            await self._follow_up(query, context, page)
            return
        await acknowledge(query)
        shown = query.message
        await edit(context.bot, self._library, page, shown.chat.id, shown.message_id)

    async def _show_context(
        self, query: CallbackQuery, context: Context, action: ShowContext, words: Wording
    ) -> None:
        """In a message of its own; its pages then one in the place of the other."""
        article = Reference(action.version, action.span).article(self._library)
        if article is None:
            await alert(query, words.article_changed)
            return
        cut = self._library.segmentation(article.id)
        if (action.paragraph or 1) > len(cut.paragraphs):
            await alert(query, words.button_unknown)
            return
        around = context_message(article, cut, action.span, words, action.paragraph)
        if action.paragraph is None or not isinstance(query.message, Message):
            await self._follow_up(query, context, around)
            return
        await acknowledge(query)
        shown = query.message
        await edit(context.bot, self._library, around, shown.chat.id, shown.message_id)

    async def _show_side(
        self, query: CallbackQuery, context: Context, action: ShowSide, words: Wording
    ) -> None:
        quoted = await self._quotation(query, action, words)
        if quoted is not None:
            message = await asyncio.to_thread(self._side, action, quoted, words)
            await self._follow_up(query, context, message)

    def _side(self, action: ShowSide, quoted: Quotation, words: Wording) -> Outgoing:
        if action.side == "says":
            return said_too_message(self._library, quoted, words)
        return sides_message(quoted, words)

    async def _show_tools(
        self, query: CallbackQuery, context: Context, action: ShowTools, words: Wording
    ) -> None:
        """In the place of those of another quote of the same message."""
        under = query.message
        if not isinstance(under, Message):
            await alert(query, words.question_gone)
            return
        quoted = await self._quotation(query, action, words)
        if quoted is not None:
            await acknowledge(query)
            rows = turned(carried(under), tools(quoted, action.number, words), action.number)
            await edit_buttons(context.bot, self._library, rows, under.chat.id, under.message_id)

    async def _show_copy(
        self, query: CallbackQuery, context: Context, action: CopyQuote, words: Wording
    ) -> None:
        quoted = await self._quotation(query, action, words)
        if quoted is not None:
            await self._follow_up(query, context, copy_message(quoted, words))

    async def _show_proof(
        self, query: CallbackQuery, context: Context, action: ShowProof, words: Wording
    ) -> None:
        under, named = query.message, Reference(action.version, action.span)
        if under is None or len(action.span) > LONGEST_SHOWN:
            await alert(query, words.article_changed)
            return
        thread = thread_of(under) if isinstance(under, Message) else None
        to = under.chat.id, under.message_id, thread
        if await send_proof(context.bot, self._library, named, *to):
            await acknowledge(query)
        else:
            await alert(query, words.article_changed)

    async def _rate(
        self, query: CallbackQuery, context: Context, action: Rate, words: Wording
    ) -> None:
        exchange = self._exchange(query, replied_by(query), context.bot)
        await self._judging.rate(query, context.bot, self._library, action, exchange, words)

    async def _quotation(
        self, query: CallbackQuery, action: ShowSide | ShowTools | CopyQuote, words: Wording
    ) -> Quotation | None:
        """The quote that a button is about; None, and that is told, where it is gone, or longer
        than any that was shown."""
        quoted = None
        if len(action.span) <= LONGEST_SHOWN:
            named = Reference(action.version, action.span, action.cue)
            quoted = await asyncio.to_thread(named.quotation, self._library)
        if quoted is None:
            await alert(query, words.article_changed)
        return quoted

    async def _show_more(
        self, query: CallbackQuery, context: Context, action: ShowMore, words: Wording
    ) -> None:
        asked = replied_by(query)
        exchange = self._exchange(query, asked, context.bot)
        if exchange is None or (action.follows and not exchange.after):
            await alert(query, words.question_gone)
            return
        spoken = self._tongues.spoken_by(query.from_user)
        answer = await asyncio.to_thread(
            self._answerer.answer, exchange.question, exchange.after, action.skip, spoken
        )
        if isinstance(answer, NoAnswer):
            await alert(query, words.no_more)
            return
        message = answer_message(answer, action.skip)
        reply_to = asked.message_id if asked else None
        await self._follow_up(query, context, message, exchange, reply_to)

    async def _show_view(
        self, query: CallbackQuery, context: Context, action: ShowView, words: Wording
    ) -> None:
        asked = replied_by(query)
        if asked is None:
            await alert(query, words.question_gone)
            return
        argument = question_in(asked.text or "", context.bot.username)
        page, shown = await asyncio.to_thread(
            view, self._library, action.view, argument, action.skip, words
        )
        if not shown:
            await alert(query, words.no_more)
            return
        await self._follow_up(query, context, page, reply_to=asked.message_id)

    async def _choose_language(
        self, query: CallbackQuery, context: Context, action: ChooseLanguage, words: Wording
    ) -> None:
        """For whoever presses, whoever asked for the buttons."""
        if action.code is not None and action.code not in LANGUAGES:
            await alert(query, words.button_unknown)
            return
        words = await asyncio.to_thread(self._tongues.choose, query.from_user, action.code)
        await self._follow_up(query, context, plain(words.language_chosen))

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
        await acknowledge(query)
        pressed = query.message
        if pressed is None:
            return
        chat_id, number = pressed.chat.id, pressed.message_id
        thread = thread_of(pressed) if isinstance(pressed, Message) else None
        sent = await send(context.bot, self._library, message, chat_id, reply_to or number, thread)
        exchange = exchange or self._conversations.behind(chat_id, number)
        if exchange is not None:
            self._conversations.answered(chat_id, sent, exchange)
