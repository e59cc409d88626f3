"""Hands the updates of the journal to their handlers: chats side by side, each one in order."""

import asyncio
import logging
import time
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from telegram import Update
from telegram.ext import Application

from bot.journal import Claimed, Entry, Handling, Journal, JournalError, handling
from bot.journal.updates import MOST_WAITING
from bot.metrics import Metrics

log = logging.getLogger("saidwho.worker")

AT_ONCE = 64
"""Updates worked on side by side; more wait their turn in the journal."""

MOST_TYPING = 256
"""Inline queries worked on besides; further ones are passed over, and the next letter asks anew."""

PRESSED = 60.0
"""Seconds after which nobody waits any more for what a button does."""

LOOK = 0.2
"""Seconds after which the journal is looked at for what other processes received."""

CHECK, TRIM = 1.0, 20.0
"""Seconds after which it is looked for processes that have died, and the journal is trimmed."""

FINISHING = 30.0
"""Seconds that a stop waits for what is being worked on; then the journal keeps it."""

Bot = Application[Any, Any, Any, Any, Any, Any]


def entry(update: Update) -> Entry:
    """What the journal keeps of an update; those outside chats have a lane of their own."""
    chat, message = update.effective_chat, update.effective_message
    return Entry(
        update_id=update.update_id,
        lane=f"chat {chat.id}" if chat else f"update {update.update_id}",
        body=update.to_dict(),
        chat=chat.id if chat else None,
        message=message.message_id if message else None,
    )


class Worker:
    """One in each process; several share a journal."""

    def __init__(self, bot: Bot, journal: Journal, metrics: Metrics) -> None:
        self._bot = bot
        self._journal = journal
        self._metrics = metrics
        self._tasks: set[asyncio.Task[None]] = set()
        self._typing: set[asyncio.Task[None]] = set()
        self._news = asyncio.Event()
        self._stopping = False

    async def receive(self, updates: Sequence[Update]) -> None:
        """Take updates over from Telegram: on return they are on disk. JournalError where they
        cannot be, or where there are too many: then Telegram has to keep them.

        Inline queries are not worth that: with the next letter a new one comes.
        """
        if await self._journal.waiting() >= MOST_WAITING:
            raise JournalError(f"{MOST_WAITING} updates wait to be answered; more are not taken.")
        self._metrics.updates.inc(len(updates))
        if kept := [entry(u) for u in updates if u.inline_query is None]:
            await self._journal.take(kept)
            self._news.set()
        for update in updates:
            if update.inline_query is not None and len(self._typing) < MOST_TYPING:
                task = asyncio.create_task(self._bot.process_update(update))
                self._typing.add(task)
                task.add_done_callback(self._typing.discard)

    async def waiting(self) -> int:
        """Updates that are not answered yet, of all processes."""
        return await self._journal.waiting()

    async def well(self) -> bool:
        """Whether it works, and the journal can be read."""
        try:
            await self._journal.waiting()
        except JournalError as error:
            log.error("%s", error)
            return False
        return not self._stopping

    async def stop(self) -> None:
        """Take nothing more, and finish what is being worked on."""
        self._stopping = True
        self._news.set()
        if working := self._tasks | self._typing:
            _, late = await asyncio.wait(working, timeout=FINISHING)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def work(self) -> None:
        """Until `stop` is called."""
        house = asyncio.create_task(self._keep_house())
        try:
            while not self._stopping:
                try:
                    if not await self._start_one():
                        await self._wait()
                except JournalError as error:
                    log.error("%s", error)
                    await asyncio.sleep(LOOK)
        finally:
            house.cancel()

    async def _start_one(self) -> bool:
        """Whether there was an update to start with."""
        if len(self._tasks) >= AT_ONCE:
            return False
        claimed = await self._journal.claim()
        if claimed is None:
            return False
        task = asyncio.create_task(self._handle(claimed))
        self._tasks.add(task)
        task.add_done_callback(self._ended)
        return True

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("%s", error, exc_info=None if isinstance(error, JournalError) else error)
        self._news.set()

    async def _wait(self) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._news.wait(), LOOK)
        self._news.clear()

    async def _handle(self, claimed: Claimed) -> None:
        current = Handling(self._journal, claimed)
        handling.set(current)
        try:
            if not _too_late(claimed):
                await self._bot.process_update(Update.de_json(claimed.body, self._bot.bot))
        except Exception as error:  # an update that nobody can read must not come for ever
            log.error("An update is given up: %s", type(error).__name__, exc_info=error)
        while True:
            try:
                if current.later is None:
                    await self._journal.done(claimed.number)
                    if current.questions:
                        self._metrics.latency.observe(max(time.time() - claimed.taken, 0.0))
                else:
                    await self._journal.put_off(claimed.number, current.later)
                    self._metrics.put_off.inc()
                return
            except JournalError as error:
                log.error("%s", error)
                if self._stopping:
                    return
                await asyncio.sleep(LOOK)

    async def _keep_house(self) -> None:
        loop = asyncio.get_running_loop()
        trimmed = loop.time()
        while True:
            await asyncio.sleep(CHECK)
            try:
                if await self._journal.release():
                    self._news.set()
                if loop.time() - trimmed > TRIM:
                    trimmed = loop.time()
                    if lost := await self._journal.trim():
                        log.warning("%d updates could not be answered and are given up", lost)
            except JournalError as error:
                log.error("%s", error)


def _too_late(claimed: Claimed) -> bool:
    return "callback_query" in claimed.body and time.time() - claimed.taken > PRESSED
