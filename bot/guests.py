"""Guest mode: the bot is named in a chat that it is not in, and answers with one message.

What is replied to there is the claim that is looked up, unless something else is asked.
"""

import asyncio
import logging
from collections.abc import Sequence

from telegram import Bot, InlineQueryResultArticle, Message, Update
from telegram.error import BadRequest
from telegram.ext import ContextTypes

from bot.answering import Answer, Answerer
from bot.callbacks import ShowContext
from bot.checking import asks_of_claim, checked_message, language_of, looked_up
from bot.conversation import LONGEST_KEPT
from bot.incoming import claim_in, question_in
from bot.message import Message as Outgoing
from bot.message import plain
from bot.quotation import Quotation
from bot.rendering import answer_message
from bot.results import linked, result
from bot.tongues import Tongues
from bot.wording import wording

log = logging.getLogger("saidwho.guests")

Context = ContextTypes.DEFAULT_TYPE


class Guests:
    def __init__(self, answerer: Answerer) -> None:
        self._answerer = answerer
        self._tongues = Tongues(answerer.library.languages)

    async def named(self, update: Update, context: Context) -> None:
        """The bot was named where it is a guest."""
        message = update.guest_message
        if message is None or message.guest_query_id is None:
            return
        ready = await asyncio.to_thread(self._result, message, context.bot)
        try:
            await context.bot.answer_guest_query(message.guest_query_id, ready)
        except BadRequest as error:
            if "too old" not in str(error).lower():
                raise
            log.info("A guest query was answered too late")

    def _result(self, message: Message, bot: Bot) -> InlineQueryResultArticle:
        words = self._tongues.words(message.from_user)
        answer, quotations = self._answer(message, bot)
        shown = quotations[: _quotes_under(answer)]
        ready = linked(answer, shown, bot.username, words)
        return result("answer", bot.first_name, "", ready, self._answerer.library.latest())

    def _answer(self, message: Message, bot: Bot) -> tuple[Outgoing, Sequence[Quotation]]:
        """The message, and the quotes of which it may show some."""
        question = question_in(message.text or message.caption or "", bot.username).strip()
        spoken = self._tongues.spoken_by(message.from_user)
        claim = claim_in(message, bot)
        if claim is not None and asks_of_claim(question):
            found = looked_up(self._answerer, claim)
            words = wording(language_of(question), spoken)
            return checked_message(found, words), (*found.like, *found.denials)
        if not question:
            return plain(self._tongues.words(message.from_user).how_as_guest), ()
        after = (claim[:LONGEST_KEPT],) if claim else ()
        answer = self._answerer.answer(question, after, 0, spoken)
        found_for = answer.quotations if isinstance(answer, Answer) else answer.nearest
        return answer_message(answer), found_for


def _quotes_under(message: Outgoing) -> int:
    """How many quotes a message shows, as its buttons tell."""
    actions = (button.action for row in message.buttons for button in row)
    return sum(isinstance(action, ShowContext) for action in actions)
