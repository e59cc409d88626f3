"""Answers to what people write: sent as replies, or put in the place of former ones, and
remembered, so that what is written next is understood."""

import asyncio
import logging
from collections.abc import Sequence
from typing import Any

from telegram import Bot, Message, Update
from telegram.constants import ChatAction
from telegram.error import TelegramError
from telegram.ext import CallbackContext, ContextTypes

from bot.answering import Answerer
from bot.chatter import questions
from bot.checking import asks_of_claim, checked_message, language_of, looked_up
from bot.conversation import FORGOTTEN_AFTER, LONGEST_KEPT, Conversations, Exchange, Voice
from bot.delivery import replaced, reply, withdraw
from bot.incoming import claim_in, is_by, question_in, replied_to, thread_of, voice_of
from bot.journal import recalled
from bot.message import Button, plain
from bot.message import Message as Outgoing
from bot.references import Reference
from bot.rendering import answer_message, quote_message
from bot.tongues import Tongues
from bot.wording import Wording, wording
from index.errors import LibraryError
from index.library import Library

log = logging.getLogger("saidwho.replies")

Context = ContextTypes.DEFAULT_TYPE


class Replies:
    """Of chats it knows what Conversations keeps, and which message answers which."""

    def __init__(self, answerer: Answerer, conversations: Conversations) -> None:
        self._answerer = answerer
        self._conversations = conversations
        self._tongues = Tongues(answerer.library.languages)

    @property
    def _library(self) -> Library:
        """The library as it is now."""
        return self._answerer.library.latest()

    async def answer(
        self, update: Update, context: Context, text: str, former: Sequence[int] = ()
    ) -> None:
        """Each question of the message in a message of its own, the next following on the last;
        in the place of the `former` ones, where there are such."""
        message = update.effective_message
        if message is None:
            return
        claim = claim_in(message, context.bot)
        if claim and asks_of_claim(text) and not await self._was_asked(message):
            await self.check(update, context, message, claim, text, former)
            return
        # Kept with the update: after a kill what was asked before is known no more.
        followed = await recalled("after", lambda: self._after(message, context.bot, former))
        after, sent = tuple(followed), list[int]()
        for number, question in enumerate(questions(text)):
            exchange, instead = Exchange(question, after), former[number : number + 1]
            sent.append(await self._answer_one(update, context, message, exchange, instead))
            after = exchange.followed
        await self._sent(message, context.bot, sent, former)

    async def check(
        self,
        update: Update,
        context: Context,
        message: Message,
        claim: str,
        asked: str = "",
        former: Sequence[int] = (),
        further: Sequence[Button] = (),
    ) -> None:
        """Who disputes what somebody else said; `further` buttons stand below."""
        await typing(message, context.bot)
        found = await asyncio.to_thread(looked_up, self._answerer, claim)
        words = wording(language_of(asked), self._tongues.spoken_by(update.effective_user))
        exchange = Exchange(claim[:LONGEST_KEPT])
        ready = checked_message(found, words, further)
        sent = await self._tell(update, context, message, exchange, ready, former[:1])
        await self._sent(message, context.bot, [sent], former)

    async def show(
        self, update: Update, context: Context, named: Reference, words: Wording
    ) -> None:
        """The quote that a link names."""
        quoted = await asyncio.to_thread(named.quotation, self._library)
        message = update.effective_message
        if quoted is None or message is None:
            await self.reply(update, context, plain(words.article_changed))
            return
        exchange = Exchange(quoted.text[:LONGEST_KEPT])
        await self._tell(update, context, message, exchange, quote_message(quoted, words), ())

    async def reply(
        self, update: Update, context: CallbackContext[Any, Any, Any, Any], message: Outgoing
    ) -> int:
        """The id of the message sent."""
        asked = update.effective_message
        if asked is None:
            raise ValueError("there is no message to reply to")
        return await reply(context.bot, self._library, message, asked)

    async def _answer_one(
        self,
        update: Update,
        context: Context,
        message: Message,
        exchange: Exchange,
        instead: Sequence[int],
    ) -> int:
        await typing(message, context.bot)
        spoken = self._tongues.spoken_by(update.effective_user)
        answer = await asyncio.to_thread(
            self._answerer.answer, exchange.question, exchange.after, 0, spoken
        )
        return await self._tell(update, context, message, exchange, answer_message(answer), instead)

    async def _was_asked(self, message: Message) -> bool:
        """Whether what a message replies to is itself a question, since it was answered."""
        replied = replied_to(message)
        if replied is None or message.quote is not None or replied.forward_origin is not None:
            return False
        answers = self._library.answers
        return bool(await asyncio.to_thread(answers.to, message.chat.id, replied.message_id))

    async def _tell(
        self,
        update: Update,
        context: Context,
        message: Message,
        exchange: Exchange,
        answer: Outgoing,
        instead: Sequence[int],
    ) -> int:
        """Send an answer, or put it in the place of a former one; the number of the message."""
        if (voice := voice_of(message)) is not None:
            self._conversations.asked(voice, exchange)
        number: int | None = None
        for former in instead:
            if await replaced(context.bot, self._library, answer, message.chat.id, former):
                number = former
        if number is None:
            number = await self.reply(update, context, answer)
        self._conversations.answered(message.chat.id, number, exchange)
        return number

    async def _sent(
        self, message: Message, bot: Bot, sent: Sequence[int], former: Sequence[int]
    ) -> None:
        """Remember what answers the message; what did and does no more is taken back."""
        for number in former[len(sent) :]:
            await withdraw(bot, message.chat.id, number)
        try:
            await asyncio.to_thread(
                self._library.answers.put, message.chat.id, message.message_id, sent
            )
        except LibraryError as error:  # an edit will then be answered anew, that is all
            log.warning("Which message answers which is not kept: %s", error)

    def _after(self, message: Message, bot: Bot, former: Sequence[int]) -> tuple[str, ...]:
        """The questions that a message follows on; of an edited one, which itself was asked last
        by now, those that it followed on before."""
        if not former:
            return self._earlier(message, voice_of(message), bot)
        behind = self._conversations.behind(message.chat.id, former[0])
        return behind.after if behind is not None else self._earlier(message, None, bot)

    def _earlier(self, message: Message, voice: Voice | None, bot: Bot) -> tuple[str, ...]:
        """The questions that a message follows on: those behind what it replies to, else those
        that the same person asked there before."""
        if message.quote is not None and message.quote.text.strip():
            return (message.quote.text[:LONGEST_KEPT],)
        replied = replied_to(message)
        if replied is not None and not is_by(replied, bot):
            if question := question_in(replied.text or replied.caption or "", bot.username):
                return (question[:LONGEST_KEPT],)
        elif replied is not None:
            behind = self._conversations.earlier_than_reply(message.chat.id, replied.message_id)
            if behind is not None:
                return behind
            if (message.date - replied.date).total_seconds() > FORGOTTEN_AFTER:
                return ()  # what was asked last is not what this is about
        return self._conversations.earlier(voice) if voice is not None else ()


async def typing(message: Message, bot: Bot, action: str = ChatAction.TYPING) -> None:
    try:
        await bot.send_chat_action(message.chat.id, action, message_thread_id=thread_of(message))
    except TelegramError as error:  # a courtesy; the answer matters
        log.debug("No typing action: %s", error)
