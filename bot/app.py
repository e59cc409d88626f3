"""The Telegram bot put together, and its run from start to SIGTERM."""

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import quote

from telegram import BotCommand, Update
from telegram.error import InvalidToken, TelegramError
from telegram.ext import (
    Application,
    BaseUpdateProcessor,
    CallbackQueryHandler,
    CommandHandler,
    InlineQueryHandler,
    MessageHandler,
    TypeHandler,
    filters,
)
from telegram.request import HTTPXRequest

from bot.adding import CAPTION, Adding
from bot.admission import Admission
from bot.answering import Answerer
from bot.buttons import Buttons
from bot.conversation import Conversations
from bot.gate import FIRST, Gate
from bot.guests import Guests
from bot.handlers import Handlers
from bot.inline import Inline
from bot.judging import Judging
from bot.limits import Limits
from bot.membership import Membership
from bot.menus import menus
from bot.pairing import Pairing
from bot.removing import Removing
from bot.reporting import Reporting
from bot.settings import Settings, SettingsError, token_of
from bot.tallying import Tallying
from bot.tongues import Tongues
from bot.wording import ENGLISH, LANGUAGES
from index.library import Library

log = logging.getLogger("saidwho.app")

CHATS_AT_ONCE = 64
"""Updates worked on side by side; more wait their turn."""

MOST_WAITING = 10_000
"""Updates taken from Telegram and not yet answered."""

API_TIMEOUT = 20.0
"""Seconds for one call of the Bot API."""

UPDATES = [
    *(Update.MESSAGE, Update.EDITED_MESSAGE, Update.CALLBACK_QUERY),
    *(Update.INLINE_QUERY, Update.GUEST_MESSAGE),
]
"""The kinds of update that Telegram is asked for: each has a handler below."""

Bot = Application[Any, Any, Any, Any, Any, Any]

REFUSED = "Telegram refuses the token: copy it once more from @BotFather into SAIDWHO_TOKEN."

NO_OWNER = (
    "SAIDWHO_OWNER is not set, so only whom the library knows already is answered. Write to the "
    "bot in Telegram: it tells you your number. Put that into .env as SAIDWHO_OWNER=… and start "
    "the bot again. SAIDWHO_OPEN=true lets everybody ask."
)

UNKEPT = (
    "The library is in memory: whom you invite is unknown again after a restart. Without --seeds, "
    "or with --data as well, it is kept."
)


class Outspoken(Bot):
    """python-telegram-bot's application, which logs at the start that the API does not answer,
    where the original waits without a word."""

    async def initialize(self) -> None:
        try:
            await super().initialize()
        except InvalidToken:
            raise
        except TelegramError as error:
            log.warning("Telegram does not answer, trying again: %s", error)
            raise


class Polling(HTTPXRequest):
    """Fetches updates until the token is refused, then calls `end`.

    Without it python-telegram-bot fetches no more but stays up, deaf, when a token is revoked.
    """

    def __init__(self, end: Callable[[], None]) -> None:
        super().__init__(connection_pool_size=1)
        self._end = end
        self.refused = False

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        status, body = await super().do_request(*args, **kwargs)
        if status in (401, 404) and not self.refused:  # what python-telegram-bot takes for refused
            self.refused = True
            self._end()
            # Its loop waits here until it is stopped: an error now would break off the shutdown.
            await asyncio.Event().wait()
        return status, body


class InOrderPerChat(BaseUpdateProcessor):
    """Updates of different chats side by side, those of one chat one after the other."""

    def __init__(self) -> None:
        # The base class takes its permit before an update waits for its turn: with as few
        # permits as may work at once, one chat's flood would hold them all, waiting for itself.
        super().__init__(MOST_WAITING)
        self._working = asyncio.Semaphore(CHATS_AT_ONCE)
        self._last: dict[int, asyncio.Future[None]] = {}

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to release: a chat's entry goes when its last update is done."""

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        chat = update.effective_chat if isinstance(update, Update) else None
        if chat is None:
            await coroutine
            return
        before = self._last.get(chat.id)
        done = self._last[chat.id] = asyncio.get_running_loop().create_future()
        try:
            if before is not None:
                await asyncio.wait([before])  # unlike `await before`, leaves it be if cancelled
            async with self._working:
                await coroutine
        finally:
            done.set_result(None)
            if self._last.get(chat.id) is done:
                del self._last[chat.id]


class Redacted(logging.Formatter):
    """Formats log lines without the bot's token, wherever it hides: in the message, in its
    arguments, in a traceback, in a URL."""

    def __init__(self, token: str) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s", "%Y-%m-%d %H:%M:%S")
        secret = token.partition(":")[2] or token
        forms = {token, quote(token, safe=""), repr(token)[1:-1], secret}
        self._secret = re.compile(
            "|".join(re.escape(form) for form in sorted(forms, key=len)[::-1])
        )

    def format(self, record: logging.LogRecord) -> str:
        return self._secret.sub("<token>", super().format(record))


def run(settings: Settings, library: Library) -> None:
    """Answer in Telegram until SIGINT or SIGTERM; what is being answered then is finished.

    Raises SettingsError where the token is missing or refused.
    """
    token = token_of(settings)
    _log_without(token, settings.log_level)
    polling = Polling(lambda: bot.stop_running())  # noqa: PLW0108 - `bot` comes after it
    bot = application(settings, library, polling)
    if settings.open:
        log.warning("SAIDWHO_OPEN is true: everybody in Telegram may ask.")
    elif settings.owner is None:
        log.warning(NO_OWNER)
    if not library.size:
        log.warning(UNKEPT)
    log.info("Articles: %d, passages: %d", len(library.articles), library.passage_count)
    library.warm()
    try:
        bot.run_polling(
            allowed_updates=UPDATES,
            bootstrap_retries=-1,
            drop_pending_updates=False,
        )
    except InvalidToken:
        raise SettingsError(REFUSED) from None
    if polling.refused:
        raise SettingsError(REFUSED)


def application(settings: Settings, library: Library, polling: Polling | None = None) -> Bot:
    """The bot with its handlers, not yet running; `polling` fetches its updates."""
    tallying, conversations = Tallying(library.tallies), Conversations()
    answerer = Answerer(library, tallying.of("chat"))
    admission = Admission(settings.owner, settings.open, library.roles)
    pairing, tongues = Pairing(library.roles), Tongues(library.languages)
    membership = Membership(library, admission, pairing, tongues)
    reporting = Reporting(library, admission, tallying, tongues)
    adding = Adding(library, admission, tongues, fetch=settings.fetch)
    removing = Removing(library, admission, tongues)
    keeping = {**adding.presses, **removing.presses}
    handlers = Handlers(answerer, conversations, adding.further)
    buttons = Buttons(answerer, conversations, Judging(admission), keeping)
    bot = (
        Application.builder()
        .application_class(Outspoken)
        .token(token_of(settings))
        .base_url(settings.api_url)
        .base_file_url(settings.file_url)
        .concurrent_updates(InOrderPerChat())
        .connect_timeout(API_TIMEOUT)
        .read_timeout(API_TIMEOUT)
        .write_timeout(API_TIMEOUT)
        .get_updates_request(polling or HTTPXRequest(connection_pool_size=1))
        .post_init(lambda bot: _introduce(bot, admission, library))
        .build()
    )
    limits = Limits(settings.per_person, settings.per_chat)
    gate = Gate(admission, pairing, limits, tongues)
    bot.add_handler(TypeHandler(Update, gate.check), FIRST)
    # An edit must not be taken for a new question.
    new = filters.UpdateType.MESSAGE
    for command, handler in (
        ("start", handlers.start),
        ("help", handlers.help),
        ("ask", handlers.ask),
        ("disputes", handlers.disputes),
        ("timeline", handlers.timeline),
        ("who", handlers.who),
        ("sources", handlers.sources),
        ("export", handlers.export),
        ("proof", handlers.proof),
        ("language", handlers.language),
        ("invite", membership.invite),
        ("members", membership.members),
        ("allow", membership.allow),
        ("revoke", membership.revoke),
        ("add", adding.add),
        ("remove", removing.remove),
        ("stats", reporting.stats),
    ):
        bot.add_handler(CommandHandler(command, handler, new))
    bot.add_handler(MessageHandler(new & filters.CaptionRegex(CAPTION), adding.captioned))
    text = adding.first(handlers.text)
    bot.add_handler(MessageHandler(new & filters.TEXT & ~filters.COMMAND, text))
    private = filters.ChatType.PRIVATE
    bot.add_handler(MessageHandler(new & private & filters.COMMAND, handlers.help))
    other = adding.first(handlers.other)
    bot.add_handler(MessageHandler(new & private & ~filters.StatusUpdate.ALL, other))
    edited = filters.UpdateType.EDITED_MESSAGE & filters.TEXT
    bot.add_handler(MessageHandler(edited, handlers.edited))
    bot.add_handler(CallbackQueryHandler(buttons.pressed))
    bot.add_handler(InlineQueryHandler(Inline(Answerer(library, tallying.of("inline"))).asked))
    guests = Guests(Answerer(library, tallying.of("guest")))
    bot.add_handler(MessageHandler(filters.UpdateType.GUEST_MESSAGE, guests.named))
    bot.add_error_handler(handlers.failed)
    return bot


async def _introduce(bot: Bot, admission: Admission, library: Library) -> None:
    """Tell Telegram the commands and descriptions; the bot answers without them too."""
    try:
        for words in LANGUAGES.values():
            code = None if words is ENGLISH else words.code  # English is for everybody else
            commands = [BotCommand(*pair) for pair in words.commands.items()]
            await bot.bot.set_my_commands(commands, language_code=code)
            await bot.bot.set_my_description(words.description, language_code=code)
            await bot.bot.set_my_short_description(words.short_description, language_code=code)
    except TelegramError as error:
        log.warning("Commands and descriptions were not set: %s", error)
        return
    await menus(bot.bot, admission.owner, library.roles.all())


def _one_line(record: logging.LogRecord) -> bool:
    """Lets every record through; those of the Telegram library without their traceback, which
    for an API that is down is long, repeated, and says no more than the message."""
    if record.name.startswith("telegram."):
        record.exc_info = record.exc_text = None
    return True


def _log_without(token: str, level: str) -> None:
    handler = logging.StreamHandler()
    handler.addFilter(_one_line)
    handler.setFormatter(Redacted(token))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    # Their INFO lines hold a URL for every call, and say nothing else.
    for name in ("httpx", "httpcore"):
        logging.getLogger(name).setLevel(max(logging.WARNING, logging.getLevelName(level)))
