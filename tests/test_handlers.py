"""What can be said of the handlers without a server; the rest is in test_bot_process."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TimedOut

from bot.handlers import LONGEST_WAIT, TRIES, persist, question_in


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("Who denies it?", "Who denies it?"),
        ("/ask Who denies it?", "Who denies it?"),
        ("/ask@saidwho_bot\nWho denies it?", "Who denies it?"),
        ("@saidwho_bot, who denies it?", "who denies it?"),
        ("Who denies it, @SaidWho_Bot?", "Who denies it,  ?"),
        ("/ask", ""),
        ("@saidwho_bot", ""),
        ("mail@saidwho_bottle.org sent what?", "mail@saidwho_bottle.org sent what?"),
    ],
)
def test_a_question_is_the_text_without_command_and_mention(text: str, question: str) -> None:
    assert question_in(text, "saidwho_bot") == question


class Sending:
    """Fails as told, call by call, then succeeds."""

    def __init__(self, *failures: Exception) -> None:
        self.failures = list(failures)
        self.calls = 0

    async def __call__(self) -> None:
        self.calls += 1
        if self.failures:
            raise self.failures.pop(0)


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The pauses made; none is really waited for."""
    made: list[float] = []

    async def sleep(seconds: float) -> None:
        made.append(seconds)

    monkeypatch.setattr(asyncio, "sleep", sleep)
    return made


def run(attempt: Callable[[], Awaitable[None]]) -> None:
    asyncio.run(persist(attempt))


def test_after_a_flood_it_waits_as_long_as_asked(waits: list[float]) -> None:
    sending = Sending(RetryAfter(3))

    run(sending)

    assert (sending.calls, waits) == (2, [3.0])


def test_a_failing_api_is_tried_again_with_growing_pauses(waits: list[float]) -> None:
    sending = Sending(TimedOut(), NetworkError("bad gateway"))

    run(sending)

    assert (sending.calls, waits) == (3, [0.5, 1.0])


def test_it_gives_up_in_the_end(waits: list[float]) -> None:
    sending = Sending(*[NetworkError("down")] * 99)

    with pytest.raises(NetworkError):
        run(sending)
    assert sending.calls == TRIES
    assert len(waits) == TRIES - 1


@pytest.mark.parametrize(
    "error", [BadRequest("wrong"), Forbidden("blocked"), RetryAfter(int(LONGEST_WAIT) + 1)]
)
def test_what_waiting_cannot_mend_is_not_tried_again(waits: list[float], error: Exception) -> None:
    sending = Sending(error)

    with pytest.raises(type(error)):
        run(sending)
    assert (sending.calls, waits) == (1, [])
