"""A library tended in the background, by a process of its own: questions do not wait for it.

Whoever stays on has one started when there is something to do: after a start with a library of
an earlier version, and whenever articles were added. It ends with whoever started it, and has
nothing that a kill could leave undone. What people chose is copied meanwhile.
"""

import logging
from threading import Event, Thread

from index.errors import SaidWhoError
from index.processes import ended, started
from index.store.choices import Choices
from index.store.database import Database
from index.store.renewing import Left, left

log = logging.getLogger("saidwho.library")

AGAIN = 600.0
"""Seconds after which it is looked again whether something is to be done."""

TOLD_EVERY = 1_000
"""Articles after which it is said how far it is."""


class Tending:
    """Any thread may wake it."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._woken, self._idle = Event(), Event()
        Thread(target=self._tend, daemon=True, name="tending").start()

    def wake(self) -> None:
        """There may be something to do."""
        self._idle.clear()
        self._woken.set()

    def wait(self, seconds: float) -> bool:
        """Until nothing is left to do, at most so long; whether that came."""
        return self._idle.wait(seconds)

    def _tend(self) -> None:
        choices = Choices(self._database)
        while True:
            self._woken.wait(AGAIN)
            self._woken.clear()
            try:
                choices.copy()
                if to_do := left(self._database):
                    self._run(to_do)
            except SaidWhoError as error:  # damaged, or the disk is full: the next start says so
                log.warning("%s", error)
            if not self._woken.is_set():
                self._idle.set()

    def _run(self, to_do: Left) -> None:
        if to_do.stale:
            log.info(
                "%d of %d articles are annotated anew in the background; until then they are "
                "answered from as an earlier version read them.",
                *(to_do.stale, to_do.articles),
            )
        process = started("index.store.upkeep", str(self._database.folder))
        done = 0
        try:
            assert process.stdout is not None
            for _ in process.stdout:
                done += 1
                if done % TOLD_EVERY == 0:
                    log.info("%d of %d articles are annotated anew.", done, to_do.stale)
        finally:
            ended(process)
        if to_do.stale:
            log.info("%d articles are annotated anew.", done)
