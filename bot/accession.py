"""Reading what is sent, from Telegram or the web, and adding it, in threads of its own: those in
which questions are answered never wait for them."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from telegram import Bot
from telegram import File as TelegramFile
from telegram.error import BadRequest, NetworkError, TelegramError

from bot.intake import (
    Found,
    Understood,
    add,
    counted,
    counted_in,
    read_file,
    read_link,
    read_post,
    understood,
)
from bot.message import Message
from bot.reasons import reason
from bot.received import File, Link, Post, Received, leads_to_telegram
from bot.understood import offered, told
from bot.wording import Wording
from index.errors import ArticleError, BusyLibraryError, LibraryError
from index.library import Library

log = logging.getLogger("saidwho.accession")

T = TypeVar("T")

LARGEST_FILE = 20_000_000
"""Bytes that Telegram lets a bot fetch."""

TRIES = 5
FIRST_PAUSE = 0.5
"""Seconds before a file is fetched again; doubled each time."""

AT_ONCE = 2
"""Threads that read and add."""


class Accession:
    """`fetch` allows addresses of the web."""

    def __init__(self, library: Library, *, fetch: bool) -> None:
        self._kept = library
        self._fetch = fetch
        self._threads = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="adding")

    @property
    def _library(self) -> Library:
        """The library as it is now."""
        return self._kept.latest()

    async def read(self, bot: Bot, meant: Received, words: Wording) -> Found | str:
        """What was read; a sentence for the person where it cannot be, or may not."""
        try:
            return await self._read(bot, meant, words)
        except ArticleError as error:
            return words.not_read.format(reason=reason(error, words))

    async def understood(self, found: Found) -> list[Understood]:
        """What each article would be in the library."""
        return await self._thread(lambda: understood(self._library, found))

    async def offered(
        self, found: Found, read: Sequence[Understood], words: Wording, lead: str = ""
    ) -> Message:
        """What was understood, and what is asked about it."""
        return await self._thread(lambda: offered(found, read, counted(read), words, lead))

    async def added(self, found: Found, words: Wording) -> Message:
        """Add it, and say what has become of it. LibraryError, for `trouble`, where that fails."""

        def done() -> Message:
            become = add(self._library, found)
            library = self._library
            new = [one.article.id for one in become if one.known is None]
            counts = counted_in(library, new) if new else None
            log.info("Added to the library: %d articles", len(new))
            return told(found, become, counts, words, kept=bool(library.size))

        return await self._thread(done)

    async def _thread(self, work: Callable[..., T], *given: object) -> T:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, lambda: work(*given))

    async def _read(self, bot: Bot, meant: Received, words: Wording) -> Found | str:
        """What was read; a sentence where it may not be, or cannot be fetched from Telegram."""
        match meant:
            case Post(text, origin):
                return await self._thread(read_post, text, origin)
            case Link(address):
                if leads_to_telegram(address):
                    return words.forward_post
                if not self._fetch:
                    return words.no_fetching
                return await self._thread(lambda: read_link(address, fetch=True))
            case File(file_id, name, size, origin):
                data = await _fetched(bot, file_id, size, words)
                if isinstance(data, str):
                    return data
                return await self._thread(read_file, name, data, origin)


async def _fetched(bot: Bot, file_id: str, size: int | None, words: Wording) -> bytes | str:
    """A file that was sent, from Telegram; a sentence where it is not to be had."""
    too_large = words.file_too_large.format(megabytes=LARGEST_FILE // 1_000_000)
    if size is not None and size > LARGEST_FILE:
        return too_large
    try:
        file = await bot.get_file(file_id)
        if (file.file_size or 0) > LARGEST_FILE:  # a Bot API server of one's own gives any
            return too_large
        data = await _downloaded(file)
    except TelegramError as error:
        if "too big" in str(error).lower():
            return too_large
        log.info("A file could not be fetched: %s", error)
        return words.file_gone
    return data if len(data) <= LARGEST_FILE else too_large


async def _downloaded(file: TelegramFile) -> bytes:
    """Not by a method of the Bot API, so that bot.outbox does not see to it."""
    for again in range(TRIES - 1):
        try:
            return bytes(await file.download_as_bytearray())
        except BadRequest:
            raise
        except NetworkError:
            await asyncio.sleep(FIRST_PAUSE * 2**again)
    return bytes(await file.download_as_bytearray())


def trouble(error: LibraryError, words: Wording) -> str:
    """What is said where the library could not be written."""
    if isinstance(error, BusyLibraryError):
        return words.library_busy
    log.error("The library was not written: %s", error)
    return words.library_fails
