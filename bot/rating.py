"""What people say of a quote that answered them, and who keeps that."""

import logging
from dataclasses import dataclass
from typing import Protocol

from bot.callbacks import Verdict
from index.model import Span

log = logging.getLogger("saidwho.rating")


@dataclass(frozen=True, slots=True)
class Rating:
    """One person's word on one quote: it was helpful, or wrong as an answer to the question.

    Of two ratings with the same `key` the later one holds.
    """

    person: int
    chat: int
    message: int
    """The number of the bot's message, in its chat."""

    verdict: Verdict
    question: str
    """As it was asked; empty where Telegram no longer shows it."""

    after: tuple[str, ...]
    """The questions that it followed on, as far as they are remembered; oldest first."""

    article_id: str
    version: str
    """The beginning of the digest of the article's text, as bot.callbacks has it."""

    span: Span

    @property
    def key(self) -> tuple[int, int, int, str, Span]:
        return self.person, self.chat, self.message, self.version, self.span


class Ratings(Protocol):
    """Keeps ratings. Called in a thread, by several at once."""

    def rate(self, rating: Rating) -> None: ...


class Unkept:
    """Only counts them in the log, without who said it of what."""

    def rate(self, rating: Rating) -> None:
        log.info("A quote was rated %s", rating.verdict)
