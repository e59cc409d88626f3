"""Taking an article out of the library from Telegram: named, or in reply to a quote of it, and
always asked about first. Quotes of it still verify."""

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence

from telegram import Bot, CallbackQuery, Message, Update, User
from telegram.ext import ContextTypes

from bot.accession import trouble
from bot.admission import Admission
from bot.callbacks import AskRemove, Removed
from bot.delivery import edit, reply
from bot.gate import person_of
from bot.incoming import is_by, question_in, replied_to
from bot.intake import id_of, stands
from bot.message import Message as Outgoing
from bot.message import plain
from bot.presses import acknowledge, alert, carried
from bot.proving import referred
from bot.received import Post, received
from bot.tongues import Tongues
from bot.understood import line, removal, removals
from bot.wording import Wording
from index.analysis import folded
from index.errors import LibraryError
from index.library import Library
from index.model import Article

log = logging.getLogger("saidwho.removing")

Context = ContextTypes.DEFAULT_TYPE

SHORTEST_NAME = 3
"""Letters below which a name would fit all sorts of articles."""

_NUMBER = re.compile("[1-9][0-9]?", re.ASCII)


class Removing:
    def __init__(self, library: Library, admission: Admission, tongues: Tongues) -> None:
        self._kept = library
        self._admission = admission
        self._tongues = tongues

    @property
    def _library(self) -> Library:
        """The library as it is now."""
        return self._kept.latest()

    @property
    def presses(self) -> Mapping[type, Callable[..., Awaitable[None]]]:
        """What buttons of these actions do."""
        return {AskRemove: self.press_ask, Removed: self.press_removed}

    async def remove(self, update: Update, context: Context) -> None:
        """/remove NAME, or in reply to a post that was added, or to quotes, with the number of
        one behind it if they are several: asks whether the article is to be removed."""
        message, person = update.effective_message, person_of(update)
        if message is None:
            return
        words = self._tongues.words(update.effective_user)
        argument = question_in(message.text or "", context.bot.username).strip()
        if person is None or not await self._may(person):
            ready = plain(words.only_admins)
        elif (asked := await self._asked(message, context.bot, argument)) is None:
            ready = plain(words.how_to_remove)
        elif not asked:
            ready = plain(words.nothing_called)
        else:
            ready = removal(asked[0], words) if len(asked) == 1 else removals(asked, words)
        await self._send(message, context.bot, ready)

    async def press_ask(
        self, query: CallbackQuery, context: Context, action: AskRemove, words: Wording
    ) -> None:
        """Ask about the article that the button names."""
        article = await self._current(query, action.version, words)
        if article is not None:
            await acknowledge(query)
            if isinstance(query.message, Message):
                await self._send(query.message, context.bot, removal(article, words))

    async def press_removed(
        self, query: CallbackQuery, context: Context, action: Removed, words: Wording
    ) -> None:
        """Remove it, or leave it; what has become of it is said in the question's place."""
        if action.version is None:
            if not await self._may(query.from_user):
                await alert(query, words.only_admins)
                return
            done = words.kept
            await acknowledge(query)
        else:
            article = await self._current(query, action.version, words)
            if article is None:
                return
            if len(self._library.articles) == 1:  # without any the bot would not start again
                await alert(query, words.last_article)
                return
            try:
                await asyncio.to_thread(self._library.remove, article.id)
            except KeyError:  # somebody else was quicker
                await alert(query, words.article_changed)
                return
            except LibraryError as error:
                await alert(query, trouble(error, words))
                return
            log.info("Removed from the library: %s", action.version)
            await acknowledge(query)
            done = words.removed.format(article=line(article, words))
        if isinstance(asking := query.message, Message):
            chat, number = asking.chat.id, asking.message_id
            await edit(context.bot, self._library, plain(done), chat, number)

    async def _asked(self, message: Message, bot: Bot, argument: str) -> Sequence[Article] | None:
        """The articles that may be meant; None where that is not said."""
        replied = replied_to(message)
        if replied is not None and is_by(replied, bot) and _is_number(argument):
            return await asyncio.to_thread(self._quoted, replied, argument)
        if argument:
            return await asyncio.to_thread(self._called, argument)
        posted = received(replied, bot) if replied is not None else None
        if isinstance(posted, Post) and posted.origin is not None and posted.origin.url:
            return await asyncio.to_thread(self._called, id_of(posted.origin.url))
        return None

    def _quoted(self, answer: Message, argument: str) -> list[Article]:
        """Those that the bot's message quotes; with a number that of one quote."""
        named = referred(answer)
        if argument:
            named = {number: one for number, one in named.items() if str(number) == argument}
        versions = [one.version for one in named.values()]
        buttons = [button.action for row in carried(answer) for button in row]
        versions += [action.version for action in buttons if isinstance(action, AskRemove)]
        found = [self._standing(version) for version in dict.fromkeys(versions)]
        return [article for article in found if article is not None]

    def _called(self, name: str) -> list[Article]:
        """The article of this id; else those that have all words in their id, title, file,
        outlet, address, or day, newest first."""
        library = self._library
        if stands(library, name):
            return [library.articles[name]]
        wanted = folded(name).split()
        if len("".join(wanted)) < SHORTEST_NAME:
            return []
        ids = library.named(lambda names: all(word in folded(names) for word in wanted))
        found = [library.articles[one] for one in ids if stands(library, one)]
        return sorted(found, key=lambda a: a.published.toordinal() if a.published else 0)[::-1]

    def _standing(self, version: str) -> Article | None:
        """The article that stands in the library in this version; None for a former one."""
        library = self._library
        return next((one for one in library.versions(version) if stands(library, one.id)), None)

    async def _current(self, query: CallbackQuery, version: str, words: Wording) -> Article | None:
        """The article that a button is about; None, and that is told, where there is none, or
        whoever presses may not."""
        if not await self._may(query.from_user):
            await alert(query, words.only_admins)
            return None
        article = await asyncio.to_thread(self._standing, version)
        if article is None:
            await alert(query, words.article_changed)
        return article

    async def _may(self, person: User) -> bool:
        return await asyncio.to_thread(self._admission.may_add, person.id)

    async def _send(self, message: Message, bot: Bot, ready: Outgoing) -> None:
        await reply(bot, self._library, ready, message)


def _is_number(argument: str) -> bool:
    return not argument or bool(_NUMBER.fullmatch(argument))
