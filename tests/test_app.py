import asyncio
import logging
import sys
from datetime import UTC, datetime
from types import TracebackType

import pytest
from telegram import Chat, Message, Update

from bot.app import InOrderPerChat, Redacted, application
from bot.settings import Settings
from index.library import Library

TOKEN = "123456:AbC-dEf_gh%i"


def update(number: int, chat: int) -> Update:
    when = datetime(2022, 4, 18, tzinfo=UTC)
    return Update(number, Message(number, when, Chat(chat, "private")))


def test_a_chat_is_worked_on_in_order_and_others_beside_it() -> None:
    done: list[int] = []

    async def work(number: int, seconds: float) -> None:
        await asyncio.sleep(seconds)
        done.append(number)

    async def all_of_it() -> InOrderPerChat:
        order = InOrderPerChat()
        async with order:
            await asyncio.gather(
                order.process_update(update(1, chat=1), work(1, 0.05)),
                order.process_update(update(2, chat=1), work(2, 0.0)),
                order.process_update(update(3, chat=2), work(3, 0.0)),
            )
        return order

    order = asyncio.run(all_of_it())

    assert done == [3, 1, 2]
    assert order._last == {}


def test_a_failing_update_does_not_stop_its_chat() -> None:
    done: list[int] = []

    async def fail() -> None:
        raise RuntimeError("broken")

    async def work() -> None:
        done.append(2)

    async def both() -> tuple[BaseException | None, ...]:
        order = InOrderPerChat()
        async with order:
            return await asyncio.gather(
                order.process_update(update(1, chat=1), fail()),
                order.process_update(update(2, chat=1), work()),
                return_exceptions=True,
            )

    assert isinstance(asyncio.run(both())[0], RuntimeError)
    assert done == [2]


def test_an_update_cancelled_while_it_waits_leaves_the_one_before_alone() -> None:
    done: list[int] = []

    async def work(number: int) -> None:
        await asyncio.sleep(0.05)
        done.append(number)

    async def cancel_the_second() -> list[BaseException | None]:
        order = InOrderPerChat()
        async with order:
            second = work(2)
            tasks = [
                asyncio.create_task(order.process_update(update(n, chat=1), coroutine))
                for n, coroutine in ((1, work(1)), (2, second), (3, work(3)))
            ]
            await asyncio.sleep(0.01)
            tasks[1].cancel()
            ended = await asyncio.gather(*tasks, return_exceptions=True)
            second.close()
        assert order._last == {}
        return ended

    first, second, third = asyncio.run(cancel_the_second())

    assert done == [1, 3]
    assert first is third is None
    assert isinstance(second, asyncio.CancelledError)


def record(message: str, *args: object, error: BaseException | None = None) -> logging.LogRecord:
    trace: TracebackType | None = error.__traceback__ if error else None
    exc_info = (type(error), error, trace) if error else None
    return logging.LogRecord("x", logging.INFO, "f", 1, message, args, exc_info)


@pytest.mark.parametrize(
    "message",
    [f"POST /bot{TOKEN}/getMe", "bot123456%3AAbC-dEf_gh%25i", "only AbC-dEf_gh%i", repr(TOKEN)],
)
def test_no_form_of_the_token_reaches_the_log(message: str) -> None:
    line = Redacted(TOKEN).format(record("%s", message))

    assert "AbC" not in line
    assert "<token>" in line


def test_the_token_is_taken_out_of_tracebacks_too() -> None:
    try:
        raise ValueError(f"https://host/bot{TOKEN}/x")
    except ValueError:
        error = sys.exc_info()[1]

    line = Redacted(TOKEN).format(record("failed", error=error))

    assert "ValueError" in line
    assert "AbC" not in line


def test_the_bot_asks_only_the_server_it_is_told_to(seed_library: Library) -> None:
    settings = Settings(token=TOKEN, api_url="http://127.0.0.1:9/bot")  # type: ignore[arg-type]

    bot = application(settings, seed_library).bot

    assert bot.base_url == f"http://127.0.0.1:9/bot{TOKEN}"
