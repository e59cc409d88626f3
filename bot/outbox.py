"""The one way out: every call of the Bot API passes here, whoever makes it.

Here a call keeps the pace, waits where Telegram asks for it, is tried again where the way failed,
follows a chat that has moved, and does without what is gone: the message to reply to, the thread.
What would take too long here is left to the journal: its update is handled again later.

**A message is sent once.** Each is recorded in the journal before and after. Where nobody knows
whether one has arrived (the program was killed, the answer timed out, the connection broke off),
Telegram is asked: the next message numbers of the chat are tried with an edit that would change
nothing. "Not modified" says that the message is there; it is not sent again. Where Telegram does
not know it either, it is sent: a question answered twice is better than one not answered.
"""

import asyncio
import itertools
import logging
import time
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any

import httpx
from telegram.error import BadRequest, ChatMigrated, NetworkError, RetryAfter, TelegramError
from telegram.ext import BaseRateLimiter

from bot.journal import Handling, Journal, handling
from bot.pace import Pace
from index.errors import LibraryError

log = logging.getLogger("saidwho.outbox")

LONGEST_WAIT = 5.0
"""Seconds that a call waits here; for more its update goes back to the journal, and meanwhile
holds up nobody. So the program never takes longer than about that to stop."""

TRIES = 5
FIRST_PAUSE = 0.5
"""Seconds before a call that failed on the way is tried again; doubled each time."""

LATER = 15.0
"""Seconds after which the journal gives an update again whose calls failed on the way; doubled
each time, up to LATEST."""

LATEST = 600.0

ASKED_AFTER = 10
"""Message numbers of a chat beyond the highest known one that are asked after."""

Json = dict[str, Any]
Call = Callable[..., Coroutine[Any, Any, Any]]

_MESSAGES = {
    *("sendMessage", "sendPhoto", "sendDocument", "sendVideo", "sendAnimation", "sendAudio"),
    *("sendVoice", "sendSticker", "sendLocation", "sendPoll", "answerGuestQuery"),
}
"""What makes a message, so that doing it twice is not the same as doing it once."""

_GONE = {
    "repl": "reply_parameters",  # "Message to be replied not found", "Message can't be replied"
    "thread": "message_thread_id",  # "Message thread not found"
}
"""Words of a refusal, and what is then done without."""


class Outbox(BaseRateLimiter[None]):
    """python-telegram-bot calls it for each request but getUpdates.

    `moved` is told of a group that has another number, and may raise LibraryError.
    """

    def __init__(self, journal: Journal, moved: Callable[[int, int], None]) -> None:
        self._journal = journal
        self._moved = moved
        self._pace = Pace()
        self._moves: dict[int, int] = {}
        self._deadline: float | None = None
        self._stopping = asyncio.Event()

    async def initialize(self) -> None:
        self._moves = await self._journal.moves()

    async def shutdown(self) -> None:
        """Nothing to release."""

    def stop(self) -> None:
        """From now on nothing is waited for longer than LONGEST_WAIT in all."""
        self._deadline = time.monotonic() + LONGEST_WAIT
        self._stopping.set()

    async def process_request(
        self,
        callback: Call,
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: Json,
        rate_limit_args: None,  # noqa: ARG002 - python-telegram-bot's interface
    ) -> Any:
        async def call(endpoint: str, data: Json) -> Any:
            return await callback(endpoint, data, *args[2:], **kwargs)

        chat, current = data.get("chat_id"), handling.get()
        if chat in self._moves:
            data = _readdressed(data, self._moves[chat])
        if endpoint == "sendChatAction":  # a courtesy: not worth a wait, nor a second try
            return await self._once(call, endpoint, data)
        if current is not None and endpoint in _MESSAGES:
            return await self._send(call, endpoint, data, current)
        if current is not None and endpoint.startswith("edit"):
            return await self._persist(call, endpoint, data, current)
        if current is not None or endpoint == "answerInlineQuery":
            return await self._persist(call, endpoint, data, None)
        return await call(endpoint, data)  # at the start, which tries again itself

    async def _once(self, call: Call, endpoint: str, data: Json) -> Any:
        if left := self._pace.paused(data["chat_id"]):
            raise RetryAfter(int(left) + 1)
        try:
            return await call(endpoint, data)
        except RetryAfter as error:
            self._pace.pause(data["chat_id"], _seconds(error))
            raise

    async def _send(self, call: Call, endpoint: str, data: Json, current: Handling) -> Any:
        """A message of an update: recorded, and looked for where it may have arrived."""
        before = await current.sending(endpoint, data.get("chat_id"))
        if before is not None and before.result is not None:
            current.step += 1
            return before.result
        uncertain = before is not None

        async def attempt(endpoint: str, data: Json) -> Any:
            nonlocal uncertain
            if uncertain and (found := await self._arrived(call, endpoint, data, current)):
                return found
            try:
                return await call(endpoint, data)
            except NetworkError as error:
                if not isinstance(error, BadRequest):
                    uncertain = uncertain or _may_have_arrived(error)
                raise

        try:
            result = await self._persist(attempt, endpoint, data, current)
        except TelegramError:
            if not uncertain:
                await current.refused()
            raise
        await current.sent(result)
        return result

    async def _persist(
        self, call: Call, endpoint: str, data: Json, current: Handling | None
    ) -> Any:
        """Call until it succeeds or is refused; an error of the way, or a pause that Telegram
        asks for, is raised where it lasts. Then the update whose handling is given is put off,
        which is for what has to arrive; whoever calls for anything else goes on without it."""
        wait = 0.0
        for again in itertools.count():
            chat = data.get("chat_id")
            try:
                if isinstance(chat, int) and endpoint.startswith(("send", "edit")):
                    wait = max(wait, self._pace.book(chat))
                await self._wait(wait)
                return await call(endpoint, data)
            except (ChatMigrated, BadRequest) as error:
                if again >= TRIES:
                    raise
                data, wait = await self._mended(data, error), 0.0
            except (RetryAfter, NetworkError) as error:
                wait = FIRST_PAUSE * 2**again
                if isinstance(error, RetryAfter):
                    wait = _seconds(error)
                    self._pace.pause(chat, wait)
                if again + 1 >= TRIES or not self._may_wait(wait):
                    if current is not None:
                        asked = isinstance(error, RetryAfter)
                        current.put_off(wait if asked else self._later(current))
                    raise
                log.info("The Bot API failed (%s); trying again in %.1f s", error, wait)
        raise AssertionError("unreachable")

    async def _mended(self, data: Json, error: TelegramError) -> Json:
        """The data for another try; the error again where nothing in it can be done without."""
        if isinstance(error, ChatMigrated):
            log.info("A group has become a supergroup")
            self._moves[data["chat_id"]] = error.new_chat_id
            await self._journal.moved(data["chat_id"], error.new_chat_id)
            try:
                await asyncio.to_thread(self._moved, data["chat_id"], error.new_chat_id)
            except LibraryError as failed:
                log.error("That the supergroup may ask as the group could is not kept: %s", failed)
            return _readdressed(data, error.new_chat_id)
        said = str(error).lower()
        for word, name in _GONE.items():
            if word in said and name in data:
                return {k: v for k, v in data.items() if k != name}
        raise error

    async def _arrived(
        self, call: Call, endpoint: str, data: Json, current: Handling
    ) -> Json | None:
        """The message, where it is found in its chat, though nobody told that it was sent."""
        if "chat_id" not in data:  # a guest's; Telegram itself takes no second answer
            return None
        known = await current.sending(endpoint, data["chat_id"])
        above = known.above if known else 0
        same = {k: data[k] for k in ("chat_id", "reply_markup") if k in data}
        for number in range(above + 1, above + 1 + ASKED_AFTER):
            try:
                await call("editMessageReplyMarkup", {**same, "message_id": number})
            except BadRequest as error:
                if "not modified" in str(error).lower():
                    log.info("A message had arrived, though the Bot API did not say so")
                    return _message(number, data)
        return None

    def _may_wait(self, seconds: float) -> bool:
        if self._deadline is not None:
            return time.monotonic() + seconds <= self._deadline
        return seconds <= LONGEST_WAIT

    def _later(self, current: Handling) -> float:
        if self._deadline is not None:
            return 0.0  # the next start is worth a try
        return float(min(LATER * 2 ** min(current.claimed.put_off, 10), LATEST))

    async def _wait(self, seconds: float) -> None:
        """Wait so long; RetryAfter where that is too long, or becomes so because of a stop."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            if not self._may_wait(left):
                raise RetryAfter(int(left) + 1)
            if self._deadline is not None:
                await asyncio.sleep(left)
            else:
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._stopping.wait(), left)


def _readdressed(data: Json, chat: int) -> dict[str, Any]:
    """The same for the supergroup: numbers of messages and threads there are others."""
    kept = {k: v for k, v in data.items() if k not in ("reply_parameters", "message_thread_id")}
    return {**kept, "chat_id": chat}


def _may_have_arrived(error: NetworkError) -> bool:
    """Whether the call may have had its effect all the same: not where it never left, nor where
    the Bot API itself said that it failed."""
    cause = error.__cause__
    if isinstance(cause, httpx.ConnectError | httpx.ConnectTimeout | httpx.PoolTimeout):
        return False
    return isinstance(cause, httpx.HTTPError) or "504" in str(error)


def _message(number: int, data: Json) -> Json:
    """What the Bot API would have answered, as far as it matters."""
    chat = {"id": data["chat_id"], "type": "private" if data["chat_id"] > 0 else "supergroup"}
    return {
        "message_id": number,
        "date": int(time.time()),
        "chat": chat,
        "text": data.get("text", ""),
    }


def _seconds(error: RetryAfter) -> float:
    after = error.retry_after
    return float(after) if isinstance(after, int | float) else after.total_seconds()
