"""Inline mode: "@bot question" in any chat gives quotes to choose from."""

import asyncio
import logging
from collections import OrderedDict

from telegram import InlineQuery, InlineQueryResultArticle, InlineQueryResultsButton, Update
from telegram.error import BadRequest
from telegram.ext import ContextTypes

from bot.answering import Answer, Answerer
from bot.citation import clipped
from bot.message import plain
from bot.references import Reference
from bot.results import quote_result, result
from bot.scope import remarks
from bot.tongues import Tongues
from bot.wording import Wording
from index.library import Library

log = logging.getLogger("saidwho.inline")

PAUSE = 0.25
"""Seconds without a further letter after which a question counts as typed."""

CACHED = 30
"""Seconds for which Telegram may give a person the same results again."""

LONGEST_OFFSET = 6
"""Digits of the number of quotes shown before."""

MOST_TYPING = 10_000
"""Persons whose last query is remembered."""

LONGEST_BUTTON = 64

Context = ContextTypes.DEFAULT_TYPE

Page = tuple[list[InlineQueryResultArticle], str, str | None]
"""Results, the offset of the next page ("" for none), and what the button above them says."""


class Inline:
    """Of each person only the last query is answered: while somebody types, one comes with
    nearly every letter."""

    def __init__(self, answerer: Answerer) -> None:
        self._answerer = answerer
        self._tongues = Tongues(answerer.library.languages)
        self._last: OrderedDict[int, str] = OrderedDict()

    @property
    def _library(self) -> Library:
        """The library as it is now."""
        return self._answerer.library.latest()

    async def asked(self, update: Update, context: Context) -> None:
        """Somebody types behind the bot's name."""
        query = update.inline_query
        if query is None:
            return
        self._remember(query)
        if query.query.strip() and not query.offset:
            await asyncio.sleep(PAUSE)
        if self._overtaken(query):
            return
        found, further, remark = await asyncio.to_thread(self._page, query, context.bot.username)
        if self._overtaken(query):
            return
        button = InlineQueryResultsButton(remark, start_parameter="inline") if remark else None
        try:
            await context.bot.answer_inline_query(
                query.id,
                found,
                cache_time=CACHED,
                is_personal=True,
                next_offset=further,
                button=button,
            )
        except BadRequest as error:
            if "too old" not in str(error).lower():
                raise
            log.info("An inline query was answered too late")

    def _remember(self, query: InlineQuery) -> None:
        self._last[query.from_user.id] = query.id
        self._last.move_to_end(query.from_user.id)
        if len(self._last) > MOST_TYPING:
            self._last.popitem(last=False)

    def _overtaken(self, query: InlineQuery) -> bool:
        return self._last.get(query.from_user.id, query.id) != query.id

    def _page(self, query: InlineQuery, bot_name: str) -> Page:
        words = self._tongues.words(query.from_user)
        asked, library = query.query.strip(), self._library
        if not asked:
            how = result(
                "how", words.how_inline_button, words.how_inline, plain(words.how_inline), library
            )
            return [how], "", words.how_inline_button
        if (named := Reference.read(asked)) is not None:
            return self._named(named, bot_name, words)
        skip = _number(query.offset)
        if skip is None:
            return [], "", None
        spoken = self._tongues.spoken_by(query.from_user)
        answer = self._answerer.answer(asked, (), skip, spoken)
        if isinstance(answer, Answer):
            found = [quote_result(q, library, bot_name, words) for q in answer.quotations]
            told = clipped(" ".join(remarks(answer.scope, words)), LONGEST_BUTTON) or None
            return found, str(skip + len(found)) if answer.more else "", told
        if skip:
            return [], "", None
        near = [quote_result(q, library, bot_name, words, words.nearest) for q in answer.nearest]
        return near, "", clipped(words.nothing_found if near else answer.why, LONGEST_BUTTON)

    def _named(self, named: Reference, bot_name: str, words: Wording) -> Page:
        """The one quote that is shared."""
        library = self._library
        quoted = named.quotation(library)
        if quoted is None:
            return [], "", words.how_inline_button
        return [quote_result(quoted, library, bot_name, words)], "", None


def _number(offset: str) -> int | None:
    """How many quotes were shown before; None for an offset that was never given."""
    if not offset:
        return 0
    known = offset.isascii() and offset.isdecimal() and len(offset) <= LONGEST_OFFSET
    return int(offset) if known else None
