"""How much one person, and one chat, may ask of the bot in a minute.

What counts is when something was sent, not when it is looked at: what people have sent while the
program was down is not a flood.
"""

import math
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from time import time

MINUTE = 60.0
PAUSE = 20.0
"""Seconds that whoever asked too much has to wait: they get a third of a minute's measure then,
not a single message, after which they would have to wait again at once."""

MOST_KEPT = 10_000
"""Persons, or chats, whose measure is remembered; those heard longest ago go first."""


@dataclass(frozen=True, slots=True)
class Wait:
    """Seconds until there is more, and whether that was not said before."""

    seconds: int
    news: bool


@dataclass(slots=True)
class _Bucket:
    tokens: float
    at: float
    shut_until: float = 0.0


class Buckets:
    """A token bucket for each number: `most` at once, filled again evenly in `seconds`.

    With `most` 0 there is no limit. In memory, so that each process counts for itself.
    """

    def __init__(
        self, most: int, seconds: float = MINUTE, clock: Callable[[], float] = time
    ) -> None:
        self._most, self._clock = most, clock
        self._rate = most / seconds
        self._buckets: OrderedDict[int, _Bucket] = OrderedDict()

    def take(self, number: int, at: float | None = None) -> Wait | None:
        """One token at that time, by default now; or how long to wait for the next, which takes
        none."""
        if not self._most:
            return None
        now = self._clock() if at is None else at
        bucket = self._buckets.setdefault(number, _Bucket(self._most, now))
        self._buckets.move_to_end(number)
        if len(self._buckets) > MOST_KEPT:
            self._buckets.popitem(last=False)
        if now < bucket.shut_until:
            return Wait(math.ceil(bucket.shut_until - now), news=False)
        passed = max(0.0, now - bucket.at)
        bucket.tokens = min(self._most, bucket.tokens + passed * self._rate)
        bucket.at += passed
        if bucket.tokens >= 1:
            bucket.tokens -= 1
            return None
        bucket.shut_until = now + max(PAUSE, (1 - bucket.tokens) / self._rate)
        return Wait(math.ceil(bucket.shut_until - now), news=True)


class Limits:
    """For persons by their own number, and for groups by that of the chat.

    Whoever types a query for inline mode sends one with every letter, so more of those may come.
    """

    LETTERS = 10
    """Queries of inline mode that are taken for one message."""

    def __init__(self, per_person: int, per_chat: int, clock: Callable[[], float] = time) -> None:
        self._persons = Buckets(per_person, clock=clock)
        self._typing = Buckets(per_person * self.LETTERS, clock=clock)
        self._chats = Buckets(per_chat, clock=clock)

    def asked(self, person: int | None, chat: int | None, at: float | None = None) -> Wait | None:
        """None where they may; `person` is None for whoever writes as a chat."""
        wait = self._persons.take(person, at) if person is not None else None
        if wait is None and chat is not None and chat < 0:
            wait = self._chats.take(chat, at)
        return wait

    def typed(self, person: int) -> Wait | None:
        """The same for a query of inline mode."""
        return self._typing.take(person)
