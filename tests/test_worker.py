import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from telegram import CallbackQuery, Chat, InlineQuery, Message, Update, User

from bot import worker
from bot.journal import Journal, JournalError, handling
from bot.metrics import Metrics
from bot.worker import PRESSED, Worker, entry

PERSON = User(7, "Aminata", is_bot=False)

Handler = Callable[[Update], Awaitable[None]]


def update(number: int, chat: int) -> Update:
    when = datetime(2022, 4, 18, tzinfo=UTC)
    return Update(number, Message(number, when, Chat(chat, "private"), text="Who?"))


def pressed(number: int) -> Update:
    """A button under a message that the bot knows by an inline id alone."""
    query = CallbackQuery("q", PERSON, "x", data="x", inline_message_id="m")
    return Update(number, callback_query=query)


def handled(handler: Handler, *updates: Update, seconds: float = 0.3) -> int:
    """Hand out updates for so long, then stop; how many wait after that."""

    async def run() -> int:
        async with Journal(None) as journal:
            bot: Any = SimpleNamespace(process_update=handler, bot=None)
            hands = Worker(bot, journal, Metrics())
            working = asyncio.create_task(hands.work())
            await hands.receive(updates)
            await asyncio.sleep(seconds)
            await hands.stop()
            await working
            return await journal.waiting()

    return asyncio.run(run())


def test_a_chat_is_worked_on_in_order_and_others_beside_it() -> None:
    done: list[int] = []

    async def handler(update: Update) -> None:
        await asyncio.sleep(0.1 if update.update_id == 1 else 0)
        done.append(update.update_id)

    waiting = handled(handler, update(1, chat=1), update(2, chat=1), update(3, chat=2))

    assert (done, waiting) == ([3, 1, 2], 0)


def test_an_update_that_nobody_can_handle_is_given_up_and_its_chat_goes_on(
    caplog: pytest.LogCaptureFixture,
) -> None:
    done: list[int] = []

    async def handler(update: Update) -> None:
        if update.update_id == 1:
            raise ZeroDivisionError
        done.append(update.update_id)

    waiting = handled(handler, update(1, chat=1), update(2, chat=1))

    assert (done, waiting) == ([2], 0)
    assert "given up: ZeroDivisionError" in caplog.text


def test_what_is_put_off_waits_in_the_journal() -> None:
    async def handler(_: Update) -> None:
        current = handling.get()
        assert current is not None
        current.put_off(60)

    assert handled(handler, update(1, chat=1)) == 1


def test_a_stop_finishes_what_is_worked_on_and_starts_nothing_more() -> None:
    done: list[int] = []

    async def handler(update: Update) -> None:
        await asyncio.sleep(0.3)
        done.append(update.update_id)

    waiting = handled(handler, update(1, chat=1), update(2, chat=1), seconds=0.1)

    assert (done, waiting) == ([1], 1)


def test_a_stop_does_not_wait_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "FINISHING", 0.1)

    async def handler(_: Update) -> None:
        await asyncio.sleep(3600)

    assert handled(handler, update(1, chat=1), seconds=0.1) == 1


def test_more_chats_than_may_be_worked_on_at_once_wait_their_turn(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(worker, "AT_ONCE", 2)
    at_once = most = 0

    async def handler(_: Update) -> None:
        nonlocal at_once, most
        at_once += 1
        most = max(most, at_once)
        await asyncio.sleep(0.02)
        at_once -= 1

    assert handled(handler, *[update(n, chat=n) for n in range(1, 8)], seconds=0.5) == 0
    assert most == 2


def test_more_than_can_wait_is_left_with_telegram(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "MOST_WAITING", 2)

    async def run() -> None:
        async with Journal(None) as journal:
            hands = Worker(None, journal, Metrics())  # type: ignore[arg-type]
            await hands.receive([update(1, chat=1), update(2, chat=1)])
            with pytest.raises(JournalError, match="2 updates wait"):
                await hands.receive([update(3, chat=1)])
            assert await hands.waiting() == 2

    asyncio.run(run())


def test_what_is_typed_inline_is_handled_and_never_written_down() -> None:
    done: list[int] = []

    async def handler(update: Update) -> None:
        done.append(update.update_id)

    async def run() -> None:
        async with Journal(None) as journal:
            bot: Any = SimpleNamespace(process_update=handler)
            hands = Worker(bot, journal, Metrics())
            await hands.receive([Update(1, inline_query=InlineQuery("q", PERSON, "x", ""))])
            assert await journal.waiting() == 0
            await hands.stop()

    asyncio.run(run())
    assert done == [1]


def test_a_button_that_was_pressed_long_ago_is_not_worth_an_answer() -> None:
    done: list[int] = []

    async def handler(update: Update) -> None:
        done.append(update.update_id)

    async def run() -> int:
        async with Journal(None, clock=lambda: time.time() - PRESSED - 1) as journal:
            bot: Any = SimpleNamespace(process_update=handler, bot=None)
            hands = Worker(bot, journal, Metrics())
            await hands.receive([pressed(1), update(2, chat=5)])
            working = asyncio.create_task(hands.work())
            await asyncio.sleep(0.3)
            await hands.stop()
            await working
            return await journal.waiting()

    assert asyncio.run(run()) == 0
    assert done == [2]


def test_updates_outside_chats_do_not_wait_for_each_other() -> None:
    assert entry(pressed(1)).lane != entry(pressed(2)).lane
    assert entry(update(1, chat=5)).lane == entry(update(2, chat=5)).lane
