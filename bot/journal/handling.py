"""An update while it is handled: what of it was sent already, and whether it is to come again."""

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from bot.journal.updates import Claimed, Journal, Json, Sending


@dataclass(slots=True)
class Handling:
    """Whoever hands updates out (bot.worker) sets it as `handling`; whoever sends finds it there.

    `later` is set, in seconds, when a message of the update could not be sent for now.
    """

    journal: Journal
    claimed: Claimed
    step: int = 0
    questions: int = 0
    later: float | None = None

    async def sending(self, method: str, chat: int | None) -> Sending | None:
        """The next message of the update is about to be sent; what is known of it from before."""
        return await self.journal.sending(self.claimed.number, self.step, method, chat)

    async def sent(self, result: Json) -> None:
        """It has arrived; `result` is the Bot API's."""
        await self.journal.sent(self.claimed.number, self.step, result)
        self.step += 1

    async def refused(self) -> None:
        """It has surely not arrived."""
        await self.journal.not_sent(self.claimed.number, self.step)

    def put_off(self, seconds: float) -> None:
        """Handle the update again, not before so many seconds."""
        self.later = max(self.later or 0.0, seconds)


handling: ContextVar[Handling | None] = ContextVar("handling", default=None)


async def recalled(name: str, find: Callable[[], Any]) -> Any:
    """What `find` gave when the update was handled for the first time: something that JSON can
    hold. It is kept with the update, and deleted with it."""
    current = handling.get()
    if current is None:
        return find()
    context = current.claimed.context
    if name not in context:
        context[name] = find()
        await current.journal.keep(current.claimed.number, context)
    return context[name]
