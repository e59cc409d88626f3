"""Fetches updates from Telegram into the journal; Telegram forgets them only then."""

import asyncio
import logging
from contextlib import suppress

from telegram import Bot
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError, TimedOut

from bot.journal import JournalError
from bot.worker import Worker

log = logging.getLogger("saidwho.polling")

LONG = 10
"""Seconds that Telegram holds a request open until there is something new."""

FIRST_PAUSE, LONGEST_PAUSE = 1.0, 30.0
"""Seconds after an error; more with each one that follows."""


class Poller:
    """Fetches updates of these kinds for the worker."""

    def __init__(self, bot: Bot, worker: Worker, kinds: list[str]) -> None:
        self._bot, self._worker, self._kinds = bot, worker, kinds
        self._offset = 0

    async def poll(self) -> None:
        """Until it is cancelled; InvalidToken where the token is refused."""
        pause, ready = FIRST_PAUSE, False
        while True:
            try:
                if not ready:
                    await self._bot.delete_webhook()  # Telegram polls and posts not at once
                    ready = True
                await self._fetch()
                pause = FIRST_PAUSE
                continue
            except InvalidToken:
                raise
            except TimedOut:
                continue
            except Conflict as error:
                log.error("Another program polls with the same token: stop one. (%s)", error)
            except RetryAfter as error:
                log.warning("Telegram asks to fetch updates later: %s", error)
            except TelegramError as error:
                log.warning("Updates cannot be fetched, trying again: %s", error)
            except JournalError as error:
                log.error("%s", error)  # Telegram keeps what could not be written
            await asyncio.sleep(pause)
            pause = min(pause * 1.5, LONGEST_PAUSE)

    async def confirm(self) -> None:
        """Tell Telegram at the end what is in the journal; it is known again in any case."""
        if self._offset:
            with suppress(TelegramError, TimeoutError):
                async with asyncio.timeout(2):
                    await self._bot.get_updates(
                        self._offset, limit=1, timeout=0, allowed_updates=self._kinds
                    )

    async def _fetch(self) -> None:
        updates = await self._bot.get_updates(
            self._offset, timeout=LONG, allowed_updates=self._kinds
        )
        if updates:
            await self._worker.receive(updates)
            self._offset = updates[-1].update_id + 1
