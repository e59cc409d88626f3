"""How fast messages may be sent: Telegram's limits, and the pauses that it asks for, per chat.

The limits are those of https://core.telegram.org/bots/faq: thirty messages a second in all, twenty
a minute into a group, about one a second into a private chat, with bursts. One chat that has to
wait holds up no other.
"""

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

MOST_CHATS = 10_000
"""Chats whose pace is remembered; a chat that was silent for longer has its full burst anyway."""


@dataclass(frozen=True, slots=True)
class Limit:
    """`burst` messages at once, then `rate` of them a second."""

    burst: float
    rate: float


EVERYWHERE = Limit(30, 30.0)
IN_GROUP = Limit(20, 20 / 60)
IN_PRIVATE = Limit(20, 1.0)


class Pace:
    """When the next message may go; seconds of `clock`."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._everywhere = _Bucket(EVERYWHERE, clock())
        self._chats: OrderedDict[int, _Bucket] = OrderedDict()
        self._paused: dict[object, float] = {}

    def book(self, chat: int) -> float:
        """Seconds until a message may go to the chat; its place is taken from now on."""
        now = self._clock()
        bucket = self._chats.pop(chat, None)
        bucket = bucket or _Bucket(IN_GROUP if chat < 0 else IN_PRIVATE, now)
        self._chats[chat] = bucket
        if len(self._chats) > MOST_CHATS:
            self._chats.popitem(last=False)
        own = max(bucket.book(now), self.paused(chat))
        return max(own, self._everywhere.book(now))

    def pause(self, chat: object, seconds: float) -> None:
        """Telegram asks to leave the chat alone for so long."""
        self._paused[chat] = self._clock() + seconds

    def paused(self, chat: object) -> float:
        """Seconds for which the chat is still to be left alone."""
        left = self._paused.get(chat, 0.0) - self._clock()
        if left <= 0:
            self._paused.pop(chat, None)
        return max(left, 0.0)


class _Bucket:
    """A token bucket whose tokens may be booked ahead: then it tells how long to wait."""

    def __init__(self, limit: Limit, now: float) -> None:
        self._limit, self._level, self._at = limit, limit.burst, now

    def book(self, now: float) -> float:
        grown = self._level + (now - self._at) * self._limit.rate
        self._level, self._at = min(grown, self._limit.burst) - 1, now
        return max(-self._level / self._limit.rate, 0.0)
