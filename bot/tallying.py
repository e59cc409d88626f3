"""Counts what is asked, for the library to keep, without anybody waiting for that.

What was counted is written a moment later, in a thread of its own and in one transaction: an
answer never waits for a disk, and where the library cannot be written, none fails.
"""

import logging
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from threading import Lock, Timer
from typing import Literal

from bot.answering import Asked, Witness
from index.errors import LibraryError
from index.store.tallies import Tallies, Tally, Unanswered

log = logging.getLogger("saidwho.tallying")

Face = Literal["chat", "inline", "guest"]
"""How a question comes: written to the bot, in private or in a group; typed behind its name, where
one comes with nearly every pause; or by naming it in a chat where it is a guest."""

PAUSE = 1.0
"""Seconds that are counted together."""

BOUNDS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000)
"""Milliseconds: of how long it took, it is kept which of these it did not exceed."""

MOST_WAITING = 1_000
"""Questions held until they can be written; beyond that they are only counted."""

LONGEST = 1_000
"""Code points of a question that is kept; of a longer one it is only counted."""


class Tallying:
    """One for all threads of a process. What is not written when it is killed is not counted."""

    def __init__(self, tallies: Tallies, clock: Callable[[], float] = time.time) -> None:
        self._tallies = tallies
        self._clock = clock
        self._guard = Lock()  # of the four below
        self._counted: Counter[Tally] = Counter()
        self._unanswered: dict[str, Unanswered] = {}
        self._answered: dict[str, Unanswered] = {}
        self._timer: Timer | None = None
        self._writing = Lock()
        self._failing = False

    def of(self, face: Face) -> Witness:
        """Counts what comes by this way."""

        def witness(asked: Asked) -> None:
            self._count(face, asked)

        return witness

    def flush(self) -> None:
        """Write what was counted until now; where that cannot be, it is tried again later."""
        with self._writing:
            with self._guard:
                counted, self._counted = self._counted, Counter()
                unanswered, self._unanswered = self._unanswered, {}
                answered, self._answered = self._answered, {}
                self._timer = None
            if not counted:
                return
            try:
                self._tallies.add(self._day(), counted, unanswered.values(), answered.values())
                self._failing = False
            except LibraryError as error:
                if not self._failing:  # one line, however many questions come meanwhile
                    log.warning("What is asked is counted, but not kept for now: %s", error)
                self._failing = True
                with self._guard:
                    self._counted.update(counted)
                    _hold(unanswered, *self._unanswered.values())
                    _hold(answered, *self._answered.values())
                    self._unanswered, self._answered = unanswered, answered

    def _count(self, face: Face, asked: Asked) -> None:
        taken = 1000 * asked.seconds
        within = next((bound for bound in BOUNDS if taken <= bound), BOUNDS[-1])
        tally = Tally(self._day(), face, asked.answered, within)
        one = None
        if face != "inline" and asked.question and len(asked.question) <= LONGEST:
            one = Unanswered(asked.question, asked.after)
        with self._guard:
            self._counted[tally] += 1
            if one is not None and asked.answered:
                self._unanswered.pop(one.folded, None)
                _hold(self._answered, one)
            elif one is not None:
                _hold(self._unanswered, one)
            if self._timer is None:
                self._timer = Timer(PAUSE, self.flush)  # no daemon: the program's end waits for it
                try:
                    self._timer.start()
                except RuntimeError:  # no thread is to be had now; with the next question, maybe
                    self._timer = None

    def _day(self) -> int:
        return datetime.fromtimestamp(self._clock(), UTC).toordinal()


def _hold(held: dict[str, Unanswered], *more: Unanswered) -> None:
    """With the times of both where one is held already; no more than MOST_WAITING."""
    for one in more:
        key = one.folded
        if (known := held.get(key)) is not None:
            held[key] = replace(known, times=known.times + one.times)
        elif len(held) < MOST_WAITING:
            held[key] = one
