"""What was asked before: so that "Who disputes it?" can follow on another question.

In memory only, and not for long: a person's questions are nobody else's business, and a question
of this morning is no context for one of tonight.
"""

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

MOST_EARLIER = 3
"""How many earlier questions a question can follow on."""

FORGOTTEN_AFTER = 30 * 60.0
"""Seconds of silence after which a conversation is over."""

MOST_KEPT = 10_000
"""Conversations, and answers, kept at a time; the oldest go first."""

LONGEST_KEPT = 1_000
"""Code points of a question; together with MOST_KEPT it bounds the memory."""

K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Voice:
    """One person in one thread of one chat; nobody else shares the conversation."""

    chat_id: int
    thread_id: int | None
    person_id: int


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question and what it followed on, oldest first."""

    question: str
    after: tuple[str, ...] = ()

    @property
    def followed(self) -> tuple[str, ...]:
        """The questions that a next one follows on, at most MOST_EARLIER."""
        return (*self.after, self.question)[-MOST_EARLIER:]


class Conversations:
    """The last questions of each voice, and the question behind each of the bot's messages."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._earlier: _Recent[Voice, tuple[str, ...]] = _Recent(clock)
        self._answers: _Recent[tuple[int, int], Exchange] = _Recent(clock)

    def earlier(self, voice: Voice) -> tuple[str, ...]:
        """At most MOST_EARLIER questions that the voice asked, oldest first."""
        return self._earlier.get(voice) or ()

    def earlier_than_reply(self, chat_id: int, message_id: int) -> tuple[str, ...] | None:
        """The questions that a reply to this message of the bot follows on; None where the
        message is not known, or not any more."""
        answered = self.behind(chat_id, message_id)
        return _kept(answered.followed) if answered else None

    def behind(self, chat_id: int, message_id: int) -> Exchange | None:
        """What a message of the bot answers; None where it is not known, or not any more."""
        return self._answers.get((chat_id, message_id))

    def asked(self, voice: Voice, exchange: Exchange) -> None:
        """The voice has asked this; from now on its conversation is what led here."""
        self._earlier.put(voice, _kept(exchange.followed))

    def answered(self, chat_id: int, message_id: int, exchange: Exchange) -> None:
        """The bot's message answers this."""
        if len(exchange.question) <= LONGEST_KEPT:  # cut off it would be another question
            self._answers.put((chat_id, message_id), exchange)

    def forget(self, person_id: int) -> None:
        """Forget what a person asked, wherever that was, and which messages answer it."""
        asked = {
            (voice.chat_id, question)
            for voice, questions in self._earlier.items()
            if voice.person_id == person_id
            for question in questions
        }
        self._earlier.drop(lambda voice, _: voice.person_id == person_id)
        # A private chat has the number of its person.
        self._answers.drop(
            lambda at, answered: at[0] == person_id or (at[0], answered.question) in asked
        )


def _kept(questions: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(question[:LONGEST_KEPT] for question in questions)


class _Recent(Generic[K, V]):
    """A mapping that forgets what was put FORGOTTEN_AFTER ago, and the oldest above MOST_KEPT."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._kept: OrderedDict[K, tuple[float, V]] = OrderedDict()  # by time, oldest first

    def get(self, key: K) -> V | None:
        self._forget()
        return self._kept[key][1] if key in self._kept else None

    def put(self, key: K, value: V) -> None:
        self._kept.pop(key, None)
        self._kept[key] = (self._clock(), value)
        self._forget()

    def items(self) -> list[tuple[K, V]]:
        self._forget()
        return [(key, value) for key, (_, value) in self._kept.items()]

    def drop(self, which: Callable[[K, V], bool]) -> None:
        for key in [key for key, value in self.items() if which(key, value)]:
            del self._kept[key]

    def _forget(self) -> None:
        old = self._clock() - FORGOTTEN_AFTER
        while self._kept:
            key, (put_at, _) = next(iter(self._kept.items()))
            if put_at > old and len(self._kept) <= MOST_KEPT:
                break
            del self._kept[key]
