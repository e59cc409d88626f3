"""The Telegram bot put together, and its run from start to SIGTERM."""

import asyncio
import logging
import re
import signal
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import AsyncExitStack, suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from telegram import BotCommand, Update
from telegram.error import BadRequest, InvalidToken, TelegramError
from telegram.ext import (
    Application,
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
from bot.journal import Journal
from bot.judging import Judging
from bot.limits import Limits
from bot.logs import log_without
from bot.membership import Membership
from bot.menus import code_of, menus
from bot.metrics import Metrics
from bot.outbox import Outbox
from bot.pairing import Pairing
from bot.polling import Poller
from bot.privacy import Privacy, Rated, Remembered
from bot.removing import Removing
from bot.reporting import Reporting
from bot.settings import Settings, SettingsError, token_of, webhook_of
from bot.tallying import Face, Tallying
from bot.tongues import Tongues
from bot.web import Server, counted, health, path_of, posts
from bot.wording import LANGUAGES
from bot.worker import Bot, Worker
from index.library import Library

log = logging.getLogger("saidwho.app")

API_TIMEOUT = 20.0
"""Seconds for one call of the Bot API."""

LONGEST_PAUSE = 30.0
"""Seconds between two tries to reach the Bot API at the start."""

UPDATES = [
    *(Update.MESSAGE, Update.EDITED_MESSAGE, Update.CALLBACK_QUERY),
    *(Update.INLINE_QUERY, Update.GUEST_MESSAGE),
]
"""The kinds of update that Telegram is asked for: each has a handler below."""

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


def run(settings: Settings, library: Library, folder: Path) -> None:
    """Answer in Telegram until SIGINT or SIGTERM; what is being answered then is finished, and
    what waits is kept in the folder's journal for the next start.

    Raises SettingsError where the token is missing or refused.
    """
    token = token_of(settings)
    webhook = webhook_of(settings)
    log_without(
        *(token, *((webhook[1], path_of(webhook[1])) if webhook else ())),
        level=settings.log_level,
        form=settings.log_format,
    )
    if settings.open:
        log.warning("SAIDWHO_OPEN is true: everybody in Telegram may ask.")
    elif settings.owner is None:
        log.warning(NO_OWNER)
    if not library.size:
        log.warning(UNKEPT)
    log.info("Articles: %d, passages: %d", len(library.articles), library.passage_count)
    library.warm()
    try:
        asyncio.run(_run(settings, library, journal_in(folder, token)))
    except InvalidToken:
        raise SettingsError(REFUSED) from None
    except BadRequest as error:
        raise SettingsError(
            f"Telegram refuses SAIDWHO_WEBHOOK_URL ({error}): it has to be a public https address."
        ) from None


def journal_in(folder: Path, token: str) -> Journal:
    """The journal of the token's bot: each bot counts its updates for itself."""
    number = re.sub(r"\W", "", token.partition(":")[0])
    return Journal(folder / f"journal-{number}.sqlite3", token)


async def _run(settings: Settings, library: Library, journal: Journal) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with journal:
        outbox, metrics = Outbox(journal, library.roles.move), Metrics()
        bot = application(settings, library, outbox, metrics)
        worker = Worker(bot, journal, metrics)
        async with AsyncExitStack() as open_:
            if settings.metrics_port is not None:
                routes = counted(worker, metrics), health(worker)
                served = Server(settings.listen, settings.metrics_port, *routes)
                await open_.enter_async_context(served)
            open_.push_async_callback(bot.shutdown)
            if not await _until(stop, _reached(bot)):
                return
            await bot.start()
            open_.push_async_callback(bot.stop)
            working = asyncio.create_task(worker.work())
            try:
                if webhook := webhook_of(settings):
                    await _post(settings, webhook, bot, worker, stop)
                else:
                    await _poll(bot, worker, stop)
            finally:
                log.info("Stopping: what is being answered is finished, what waits is kept")
                outbox.stop()
                await worker.stop()
                await working


async def _reached(bot: Bot) -> None:
    """Initialise the bot, however long the Bot API does not answer."""
    await _insisting(bot.initialize, "Telegram does not answer")
    if bot.post_init is not None:
        await bot.post_init(bot)


async def _insisting(
    call: Callable[[], Awaitable[object]],
    failed: str,
    final: tuple[type[TelegramError], ...] = (InvalidToken,),
) -> None:
    """Call until it succeeds, or fails with one of the errors that are `final`."""
    pause = 1.0
    while True:
        try:
            await call()
            return
        except final:
            raise
        except TelegramError as error:
            log.warning("%s, trying again: %s", failed, error)
        await asyncio.sleep(pause)
        pause = min(2 * pause, LONGEST_PAUSE)


async def _poll(bot: Bot, worker: Worker, stop: asyncio.Event) -> None:
    """Fetch updates until told to stop."""
    poller = Poller(bot.bot, worker, UPDATES)
    try:
        await _until(stop, poller.poll())
    finally:
        await poller.confirm()


async def _post(
    settings: Settings, webhook: tuple[str, str], bot: Bot, worker: Worker, stop: asyncio.Event
) -> None:
    """Let Telegram post updates until told to stop. The webhook stays: other processes may be
    behind it, and Telegram keeps what it cannot post."""
    url, secret = webhook
    routes = posts(bot.bot, worker, secret), health(worker)
    async with Server(settings.listen, settings.webhook_port, *routes):
        if await _until(stop, _announced(bot, f"{url}/{path_of(secret)}", secret)):
            log.info("Telegram posts updates to %s", urlsplit(url).hostname)
            await stop.wait()


async def _announced(bot: Bot, url: str, secret: str) -> None:
    """Tell Telegram where to post, however long the Bot API does not answer."""

    async def announce() -> None:
        await bot.bot.set_webhook(url, secret_token=secret, allowed_updates=UPDATES)

    await _insisting(announce, "The webhook could not be set", (InvalidToken, BadRequest))


async def _until(stop: asyncio.Event, work: Coroutine[Any, Any, None]) -> bool:
    """Whether the work ended before it was to stop; else it is cancelled. Its errors are raised."""
    task, stopped = asyncio.create_task(work), asyncio.create_task(stop.wait())
    await asyncio.wait([task, stopped], return_when=asyncio.FIRST_COMPLETED)
    stopped.cancel()
    if task.done():
        task.result()
        return True
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
    return False


def application(
    settings: Settings,
    library: Library,
    outbox: Outbox | None = None,
    metrics: Metrics | None = None,
) -> Bot:
    """The bot with its handlers, not yet running; its calls go through the outbox."""
    metrics = metrics or Metrics()
    tallying, conversations = Tallying(library.tallies), Conversations()

    def answering(face: Face) -> Answerer:
        return Answerer(library, tallying.of(face), metrics.asked)

    admission = Admission(settings.owner, settings.open, library.roles)
    pairing, tongues = Pairing(library.roles), Tongues(library.languages)
    membership = Membership(library, admission, pairing, tongues)
    reporting = Reporting(library, admission, tallying, tongues)
    adding = Adding(library, admission, tongues, fetch=settings.fetch)
    removing = Removing(library, admission, tongues)
    keeping = {**adding.presses, **removing.presses}
    answerer = answering("chat")
    handlers = Handlers(answerer, conversations, adding.further)
    buttons = Buttons(answerer, conversations, Judging(admission), keeping)
    rated, remembered = Rated(library.ratings), Remembered(conversations)
    privacy = Privacy(library, tongues, remembered, tongues, rated, adding)
    builder = Application.builder().token(token_of(settings)).base_url(settings.api_url)
    builder = builder.base_file_url(settings.file_url).updater(None)
    builder = builder.get_updates_request(HTTPXRequest(connection_pool_size=1))
    if outbox is not None:
        builder.rate_limiter(outbox)
    for timeout in (builder.connect_timeout, builder.read_timeout, builder.write_timeout):
        timeout(API_TIMEOUT)
    bot = builder.post_init(lambda bot: _introduce(bot, admission, library)).build()
    gate = Gate(admission, pairing, Limits(settings.per_person, settings.per_chat), tongues)
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
        ("privacy", privacy.tell),
        ("forget", privacy.forget),
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
    bot.add_handler(InlineQueryHandler(Inline(answering("inline")).asked))
    guests = Guests(answering("guest"))
    bot.add_handler(MessageHandler(filters.UpdateType.GUEST_MESSAGE, guests.named))
    bot.add_error_handler(handlers.failed)
    return bot


async def _introduce(bot: Bot, admission: Admission, library: Library) -> None:
    """Tell Telegram the commands and descriptions; the bot answers without them too."""
    try:
        for words in LANGUAGES.values():
            code = code_of(words)
            commands = [BotCommand(*pair) for pair in words.commands.items()]
            await bot.bot.set_my_commands(commands, language_code=code)
            await bot.bot.set_my_description(words.description, language_code=code)
            await bot.bot.set_my_short_description(words.short_description, language_code=code)
    except TelegramError as error:
        log.warning("Commands and descriptions were not set: %s", error)
        return
    await menus(bot.bot, admission.owner, library.roles.all())
