"""Invitations: a code that makes one stranger a member or an admin, once."""

import re
import secrets
import time
from collections.abc import Callable
from typing import Protocol

from bot.limits import Buckets
from index.store.roles import Accepted, Rank

GOOD_FOR = 24 * 3600.0
"""Seconds until a code is too old."""

GUESSES, GUESSING_SPAN = 5, 3600.0
"""Codes that one person may try in so many seconds."""

ALL_GUESSES = 60
"""Codes that all persons together may try in a minute."""

LONGEST_NAME = 64

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: no letter is taken for a digit
_LENGTH = 16  # 80 bits: nobody guesses that, nor finds it again from its digest
_CODE = re.compile(
    rf"(?:/\w+(?:@\w+)?\s+)?((?:[{_ALPHABET}]{{4}}-?){{3}}[{_ALPHABET}]{{4}})", re.IGNORECASE
)  # "7Q2M-…", "/start 7Q2M…" as a link sends it


class Invitations(Protocol):
    def invite(self, code: str, rank: Rank, giver: int, until: float) -> None: ...

    def accept(self, code: str, person: int, now: float, called: str = "") -> Accepted | None: ...

    def uninvite(self, code: str) -> bool: ...


class Pairing:
    def __init__(self, invitations: Invitations, clock: Callable[[], float] = time.time) -> None:
        self._invitations, self._clock = invitations, clock
        self._guesses = Buckets(GUESSES, GUESSING_SPAN, clock)
        self._all_guesses = Buckets(ALL_GUESSES, clock=clock)

    def invite(self, rank: Rank, giver: int) -> str:
        """A new code, good for one person within GOOD_FOR seconds."""
        code = "".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH))
        self._invitations.invite(code, rank, giver, self._clock() + GOOD_FOR)
        return code

    def accept(self, text: str, person: int, called: str) -> Accepted | None:
        """What a message gives to whoever sends it: one that is a code and nothing else.

        None for any other, and where too many were tried.
        """
        code = code_in(text)
        if code is None or self._guesses.take(person) or self._all_guesses.take(0):
            return None
        return self._invitations.accept(code, person, self._clock(), tidy(called))

    def withdraw(self, code: str) -> bool:
        """Whether there was such an invitation; nobody can accept it any more."""
        return self._invitations.uninvite(code)


def code_in(text: str) -> str | None:
    found = _CODE.fullmatch(text.strip())
    return found[1].replace("-", "").upper() if found else None


def spelt(code: str) -> str:
    """In groups of four, to be read out or typed."""
    return "-".join(code[n : n + 4] for n in range(0, len(code), 4))


def tidy(name: str) -> str:
    """A name on one line and without signs that nobody sees, which might turn the line around."""
    shown = "".join(letter if letter.isprintable() else " " for letter in name)
    return " ".join(shown.split())[:LONGEST_NAME]
