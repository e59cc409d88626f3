"""The journal: updates on disk from before Telegram forgets them until they are answered.

An update is written, and only then confirmed to Telegram; it is deleted, text and all, when it is
answered. Several processes may share a journal. A process claims not an update but a lane, which
is a chat: so an update is handled by one process, and the updates of a chat one after the other,
whichever process received them. A lane whose process has died is free again.

What is sent is recorded too, message by message, with the answer of the Bot API: an update that is
handled again after a kill does not send again what has arrived. Of a message that was on its way
at the kill only Telegram knows; see bot.outbox.
"""

import json
import sqlite3
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any, Self

from bot.journal.file import File
from bot.journal.presence import Presence

Json = dict[str, Any]

REMEMBERED = 48 * 3600.0
"""Seconds for which an update is known after it came: Telegram delivers again for a day."""

OLDEST = 24 * 3600.0
"""Seconds after which an update is given up, as Telegram does with one that nobody fetches."""

MOST_WAITING = 10_000
"""Updates in the journal; more are left with Telegram, which keeps them."""

MOST_DEATHS = 25
"""Of the process, while it handled the same update: then that update is given up. Most die for
other reasons than an update, so it is tried often."""

AT_HOME = 1800.0
"""Seconds for which a chat stays with the process that answered there last, while that lives: only
it remembers what a next question follows on."""

FROM_HOME = 2.0
"""Seconds after which another process answers a chat all the same, since its own is too busy."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An update to be written: `lane` is what it has to be kept in order with, its chat."""

    update_id: int
    lane: str
    body: Json
    chat: int | None = None
    message: int | None = None


@dataclass(frozen=True, slots=True)
class Claimed:
    """An update that this process handles; seconds of the clock on the wall."""

    number: int
    body: Json
    taken: float
    context: Json
    put_off: int  # how often


@dataclass(frozen=True, slots=True)
class Sending:
    """A message that was recorded before: `result` is None where nobody knows if it arrived."""

    above: int
    result: Any


class Journal:
    """Use as an asynchronous context manager. In memory where there is no path.

    `key` goes into the digests by which updates are known again, so that nobody can guess a
    question from them. JournalError where the file fails.
    """

    def __init__(
        self, path: Path | None, key: str = "", clock: Callable[[], float] = time.time
    ) -> None:
        self._path = path
        self._key = blake2b(key.encode()).digest()
        self._clock = clock
        self._file = File(path)
        self._presence: Presence

    async def __aenter__(self) -> Self:
        await self._file.do(self._open)
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._file.do(self._close)
        self._file.end()

    async def take(self, entries: Iterable[Entry]) -> int:
        """Write updates, all or none; those known already are passed over. How many are new."""
        return await self._file.do(lambda: self._take(list(entries)))

    async def claim(self) -> Claimed | None:
        """The update that waited longest among the first ones of chats nobody works for."""
        return await self._file.do(self._claim)

    async def done(self, number: int) -> None:
        """The update is answered, or given up: nothing of it is kept but that it is known."""
        await self._file.do(lambda: self._done(number))

    async def put_off(self, number: int, seconds: float) -> None:
        """The update, and its chat, are for later."""
        await self._file.do(lambda: self._put_off(number, seconds))

    async def sending(
        self, number: int, step: int, method: str, chat: int | None
    ) -> Sending | None:
        """Record that the update's message number `step` is about to be sent; what is known of it
        where that was recorded before."""
        return await self._file.do(lambda: self._sending(number, step, method, chat))

    async def sent(self, number: int, step: int, result: Json) -> None:
        """The Bot API has answered."""
        await self._file.do(lambda: self._sent(number, step, result))

    async def not_sent(self, number: int, step: int) -> None:
        """The Bot API has refused: surely nothing arrived."""
        await self._file.do(
            lambda: self._file.run("DELETE FROM sent WHERE number = ? AND step = ?", number, step)
        )

    async def keep(self, number: int, context: Json) -> None:
        """Keep something with the update until it is done."""
        kept = json.dumps(context)
        await self._file.do(
            lambda: self._file.run("UPDATE waiting SET context = ? WHERE number = ?", kept, number)
        )

    async def moved(self, old: int, new: int) -> None:
        """A group became a supergroup, with another id."""
        await self._file.do(
            lambda: self._file.run("INSERT OR REPLACE INTO moved VALUES (?, ?)", old, new)
        )

    async def moves(self) -> dict[int, int]:
        """Former ids of chats and what has become of them."""
        return await self._file.do(lambda: dict(self._file.rows("SELECT old, new FROM moved")))

    async def waiting(self) -> int:
        """How many updates are not answered yet."""
        return await self._file.do(lambda: self._file.one("SELECT count(*) FROM waiting") or 0)

    async def release(self) -> int:
        """Free the lanes of processes that have died; how many."""
        return await self._file.do(self._release)

    async def trim(self) -> int:
        """Forget what is too old, on disk too; how many updates were given up unanswered."""
        return await self._file.do(self._trim)

    # In the journal's thread

    def _open(self) -> None:
        self._file.open()
        self._presence = Presence(self._path.with_suffix(".running") if self._path else None)
        self._presence.sweep()
        self._release()

    def _close(self) -> None:
        with suppress(sqlite3.Error):
            self._free(self._presence.name)
        self._file.close()
        self._presence.end()

    def _take(self, entries: list[Entry]) -> int:
        now, new = self._clock(), 0
        with self._file.transaction():
            for entry in entries:
                body = json.dumps(entry.body, sort_keys=True)
                known = self._file.run(
                    "INSERT OR IGNORE INTO known VALUES (?, ?, ?)",
                    *(entry.update_id, self._digest(body), now),
                )
                if not known:
                    continue
                new += 1
                number = self._file.put(
                    "INSERT INTO waiting (update_id, lane, body, taken) VALUES (?, ?, ?, ?)",
                    *(entry.update_id, entry.lane, body, now),
                )
                self._file.run(
                    "INSERT OR IGNORE INTO lanes (lane, since, free) VALUES (?, ?, ?)",
                    *(entry.lane, number, now),
                )
                if entry.chat is not None and entry.message is not None:
                    self._saw(entry.chat, entry.message)
        return new

    def _digest(self, body: str) -> bytes:
        """An update is known by its content too: ids begin anew at random after a silent week,
        and with another Bot API server."""
        return blake2b(
            body.encode("utf-8", "surrogatepass"), digest_size=12, key=self._key
        ).digest()

    def _saw(self, chat: int, message: int) -> None:
        self._file.run(
            "INSERT INTO highest VALUES (?, ?, ?) ON CONFLICT (chat) DO UPDATE "
            "SET message = max(message, excluded.message), at = excluded.at",
            *(chat, message, self._clock()),
        )

    def _claim(self) -> Claimed | None:
        free = (
            "SELECT lanes.lane FROM lanes LEFT JOIN homes ON homes.lane = lanes.lane "
            "WHERE lanes.owner IS NULL AND not_before <= ? AND (homes.owner IS NULL "
            "OR homes.owner = ? OR homes.at <= ? OR free <= ?) ORDER BY since LIMIT 1"
        )
        now, me = self._clock(), self._presence.name
        asked = now, me, now - AT_HOME, now - FROM_HOME
        if self._file.one(free, *asked) is None:
            return None  # without a transaction: mostly there is nothing
        with self._file.transaction():
            lane = self._file.one(free, *asked)
            first = (
                "SELECT number, body, taken, context, put_off FROM waiting WHERE lane = ? "
                "ORDER BY update_id, number LIMIT 1"
            )
            row = next(iter(self._file.rows(first, lane)), None)
            if row is None:
                return None
            self._file.run(
                "UPDATE lanes SET owner = ?, number = ? WHERE lane = ?",
                *(me, row[0], lane),
            )
            self._file.run("INSERT OR REPLACE INTO homes VALUES (?, ?, ?)", lane, me, now)
        number, body, taken, context, put_off = row
        return Claimed(number, json.loads(body), taken, json.loads(context), put_off)

    def _done(self, number: int) -> None:
        with self._file.transaction():
            lane = self._file.one("SELECT lane FROM waiting WHERE number = ?", number)
            self._file.run("DELETE FROM waiting WHERE number = ?", number)
            self._file.run("DELETE FROM sent WHERE number = ?", number)
            self._file.run("DELETE FROM lanes WHERE lane = ?", lane)
            self._file.run(
                "INSERT INTO lanes (lane, since, free) SELECT lane, min(number), ? FROM waiting "
                "WHERE lane = ? GROUP BY lane",
                *(self._clock(), lane),
            )

    def _put_off(self, number: int, seconds: float) -> None:
        then = self._clock() + seconds
        with self._file.transaction():
            self._file.run("UPDATE waiting SET put_off = put_off + 1 WHERE number = ?", number)
            self._file.run(
                "UPDATE lanes SET owner = NULL, number = NULL, not_before = ?, free = ? "
                "WHERE number = ?",
                *(then, then, number),
            )

    def _sending(self, number: int, step: int, method: str, chat: int | None) -> Sending | None:
        with self._file.transaction():
            recorded = "SELECT above, result FROM sent WHERE number = ? AND step = ? AND method = ?"
            for above, result in self._file.rows(recorded, number, step, method):
                return Sending(above, json.loads(result) if result else None)
            above = self._file.one("SELECT message FROM highest WHERE chat = ?", chat) or 0
            self._file.run(
                "INSERT OR REPLACE INTO sent VALUES (?, ?, ?, ?, NULL)",
                *(number, step, method, above),
            )
        return None

    def _sent(self, number: int, step: int, result: Json) -> None:
        with self._file.transaction():
            self._file.run(
                "UPDATE sent SET result = ? WHERE number = ? AND step = ?",
                *(json.dumps(result), number, step),
            )
            if "chat" in result:
                self._saw(result["chat"]["id"], result["message_id"])

    def _release(self) -> int:
        owners = [
            owner
            for (owner,) in self._file.rows(
                "SELECT owner FROM lanes WHERE owner IS NOT NULL UNION SELECT owner FROM homes"
            )
            if not self._presence.alive(owner)
        ]
        for owner in owners:
            with self._file.transaction():
                self._file.run(
                    "UPDATE waiting SET deaths = deaths + 1 "
                    "WHERE number IN (SELECT number FROM lanes WHERE owner = ?)",
                    owner,
                )
                self._free(owner)
        return len(owners)

    def _free(self, owner: str) -> None:
        """Let others have the lanes and chats of a process."""
        self._file.run("UPDATE lanes SET owner = NULL, number = NULL WHERE owner = ?", owner)
        self._file.run("DELETE FROM homes WHERE owner = ?", owner)

    def _trim(self) -> int:
        now = self._clock()
        given_up = self._give_up(
            "SELECT number FROM idle WHERE taken < ? OR deaths >= ?", now - OLDEST, MOST_DEATHS
        )
        with self._file.transaction():
            self._file.run("DELETE FROM known WHERE at < ?", now - REMEMBERED)
            self._file.run("DELETE FROM highest WHERE at < ?", now - REMEMBERED)
            self._file.run("DELETE FROM homes WHERE at < ?", now - AT_HOME)
        self._file.wipe()
        return given_up

    def _give_up(self, found_by: str, *values: Any) -> int:
        """How many updates that were."""
        numbers = [number for (number,) in self._file.rows(found_by, *values)]
        for number in numbers:
            self._done(number)
        return len(numbers)
