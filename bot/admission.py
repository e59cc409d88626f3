"""Who may, by their numbers in Telegram, and how often a stranger is told so."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from typing import Protocol

from index.store.roles import Role

TOLD_AGAIN_AFTER = 24 * 3600.0
"""Seconds until a stranger is told again."""

MOST_TOLD = 20
"""Strangers told within TELLING_SPAN seconds: more of them are a flood, and met with silence."""

TELLING_SPAN = 60.0

STRANGERS_KEPT = 10_000


class Roles(Protocol):
    def of(self, number: int) -> Role | None: ...

    def move(self, old: int, new: int) -> None: ...


@dataclass(frozen=True, slots=True)
class Admission:
    """Closed, but to its owner, to whom has a role, and in chats that have one.

    Numbers alone count: a name can be given up, and taken by somebody else.
    """

    owner: int | None
    open: bool
    roles: Roles

    def owns(self, person: int | None) -> bool:
        return person is not None and person == self.owner

    def rules(self, person: int | None) -> bool:
        """Whether they are the owner or an admin."""
        if person is None:
            return False
        return self.owns(person) or self.roles.of(person) == "admin"

    def may_add(self, person: int | None) -> bool:
        """Whether they may add articles to the library, and remove them."""
        return self.rules(person)

    def may_ask(self, person: int | None, chat: int | None) -> bool:
        """Of persons None stands for whoever writes as a chat; of chats, for where there is none.

        A private chat has the number of its person: it never lets anybody in as a chat.
        """
        if self.open or self.owns(person):
            return True
        if person is not None and self.roles.of(person) in ("admin", "member"):
            return True
        return chat is not None and chat < 0 and self.roles.of(chat) == "chat"


class Strangers:
    """Says of each stranger whether to tell them, once a day and not too many at once."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._told: OrderedDict[int, float] = OrderedDict()

    def to_be_told(self, person: int) -> bool:
        """Counts them as told where it is so."""
        now = self._clock()
        if person in self._told and now - self._told[person] < TOLD_AGAIN_AFTER:
            return False
        lately = 0
        for when in reversed(self._told.values()):
            if now - when >= TELLING_SPAN:
                break
            lately += 1
        if lately >= MOST_TOLD:
            return False
        self._told[person] = now
        self._told.move_to_end(person)
        if len(self._told) > STRANGERS_KEPT:
            self._told.popitem(last=False)
        return True
