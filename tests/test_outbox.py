"""What becomes of a call on its way; the real program is in test_nothing_lost."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import httpx
import pytest
from telegram import ReplyParameters
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot import outbox
from bot.journal import Entry, Handling, Journal, handling
from bot.outbox import ASKED_AFTER, LONGEST_WAIT, TRIES, Outbox

MESSAGE = {"message_id": 12, "chat": {"id": 7, "type": "private"}, "text": "He did."}
NOT_THERE = BadRequest("Message to edit not found")
THERE = BadRequest("Message is not modified: specified new message content")


def broken(cause: Exception, error: type[NetworkError] = NetworkError) -> NetworkError:
    """An error as python-telegram-bot makes it of one of httpx."""
    made = error("on the way")
    made.__cause__ = cause
    return made


def cut_off() -> NetworkError:
    return broken(httpx.RemoteProtocolError("Server disconnected without sending a response."))


class Api:
    """Answers call by call as told: with an error, or with a result; then with MESSAGE."""

    def __init__(self, *answers: Any) -> None:
        self.answers = list(answers)
        self.calls: list[tuple[str, dict[str, Any]]] = []

    async def __call__(self, endpoint: str, data: dict[str, Any], **_: Any) -> Any:
        self.calls.append((endpoint, data))
        answer = self.answers.pop(0) if self.answers else MESSAGE
        if isinstance(answer, Exception):
            raise answer
        return answer

    @property
    def methods(self) -> list[str]:
        return [method for method, _ in self.calls]


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbox, "FIRST_PAUSE", 0.001)


def with_outbox(
    work: Callable[[Outbox, Handling], Awaitable[Any]],
    message: int = 10,
    moved: Callable[[int, int], None] | None = None,
) -> tuple[Any, Handling]:
    """What the work gives, or the error that it raises, and the handling of the update."""

    async def run() -> tuple[Any, Handling]:
        async with Journal(None) as journal:
            await journal.take([Entry(1, "chat 7", {"update_id": 1}, 7, message)])
            claimed = await journal.claim()
            assert claimed is not None
            current = Handling(journal, claimed)
            handling.set(current)
            box = Outbox(journal, moved or (lambda *_: None))
            await box.initialize()
            try:
                return await work(box, current), current
            except TelegramError as error:
                return error, current

    return asyncio.run(run())


async def send(box: Outbox, api: Api, endpoint: str = "sendMessage", **data: Any) -> Any:
    data = {"chat_id": 7, "text": "He did.", **data}
    return await box.process_request(api, (endpoint, data), {}, endpoint, data, None)


def sends(*answers: Any, **data: Any) -> tuple[Any, Handling, Api]:
    api = Api(*answers)
    result, current = with_outbox(lambda box, _: send(box, api, **data))
    return result, current, api


def test_a_call_that_failed_is_tried_again() -> None:
    result, current, api = sends(NetworkError("Bad Gateway"), NetworkError("Bad Gateway"))

    assert result == MESSAGE
    assert current.later is None
    assert api.methods == ["sendMessage"] * 3


def test_what_fails_again_and_again_is_for_later() -> None:
    result, current, api = sends(*[NetworkError("Bad Gateway")] * 99)

    assert isinstance(result, NetworkError)
    assert current.later == outbox.LATER
    assert len(api.calls) == TRIES


def test_a_long_pause_is_for_later_and_a_short_one_is_waited_for() -> None:
    long, put_off, _ = sends(RetryAfter(int(LONGEST_WAIT) + 1))
    short, done, api = sends(RetryAfter(timedelta(seconds=0.1)))

    assert isinstance(long, RetryAfter)
    assert put_off.later == LONGEST_WAIT + 1
    assert (short, done.later) == (MESSAGE, None)
    assert len(api.calls) == 2


@pytest.mark.parametrize("error", [BadRequest("Message is too long"), Forbidden("blocked")])
def test_a_refusal_is_final(error: Exception) -> None:
    result, current, api = sends(error)

    assert result is error
    assert current.later is None
    assert len(api.calls) == 1


@pytest.mark.parametrize(
    "error", [cut_off(), broken(httpx.ReadTimeout("slow"), TimedOut), NetworkError("x (504)")]
)
def test_a_message_that_may_have_arrived_is_looked_for_and_not_sent_again(
    error: Exception,
) -> None:
    result, _, api = sends(error, NOT_THERE, BadRequest("Message can't be edited"), THERE)

    assert result["message_id"] == 13
    assert api.methods == ["sendMessage"] + ["editMessageReplyMarkup"] * 3
    assert [data.get("message_id") for _, data in api.calls[1:]] == [11, 12, 13]


def test_a_message_that_is_found_nowhere_is_sent_again() -> None:
    result, _, api = sends(cut_off(), *[NOT_THERE] * ASKED_AFTER)

    assert result == MESSAGE
    assert api.methods.count("sendMessage") == 2


@pytest.mark.parametrize(
    "error",
    [broken(httpx.ConnectError("refused")), broken(httpx.ConnectTimeout("slow"), TimedOut)],
)
def test_what_has_never_left_is_not_looked_for(error: Exception) -> None:
    _, _, api = sends(error)

    assert api.methods == ["sendMessage"] * 2


def test_what_was_sent_before_is_not_sent_when_the_update_is_handled_again() -> None:
    api = Api()

    async def twice(box: Outbox, current: Handling) -> list[Any]:
        first = await send(box, api)
        current.step = 0
        return [first, await send(box, api)]

    results, _ = with_outbox(twice)

    assert results == [MESSAGE, MESSAGE]
    assert len(api.calls) == 1


def test_a_guest_is_answered_once_too() -> None:
    api = Api(cut_off(), {"inline_message_id": "m"})

    async def twice(box: Outbox, current: Handling) -> None:
        data = {"guest_query_id": "q", "result": "r"}
        for _ in range(2):
            current.step = 0
            await box.process_request(api, ("x", data), {}, "answerGuestQuery", data, None)

    with_outbox(twice)

    assert api.methods == ["answerGuestQuery"] * 2  # the first one was cut off


@pytest.mark.parametrize("endpoint", ["answerInlineQuery", "answerCallbackQuery"])
def test_what_nobody_waits_for_long_is_tried_again_but_not_put_off(endpoint: str) -> None:
    api = Api(NetworkError("Bad Gateway"), RetryAfter(60))
    data = {"inline_query_id": "q"}

    async def answer(box: Outbox, _: Handling) -> Any:
        return await box.process_request(api, (endpoint, data), {}, endpoint, data, None)

    result, current = with_outbox(answer)

    assert isinstance(result, RetryAfter)
    assert (len(api.calls), current.later) == (2, None)


def test_messages_of_one_update_are_told_apart() -> None:
    api = Api()

    async def two(box: Outbox, _: Handling) -> None:
        await send(box, api)
        await send(box, api, "sendPhoto", photo="p")

    with_outbox(two)

    assert api.methods == ["sendMessage", "sendPhoto"]


def test_a_group_that_moved_is_followed_without_what_is_numbered_otherwise_there() -> None:
    api = Api(ChatMigrated(-1007))

    async def two(box: Outbox, _: Handling) -> dict[int, int]:
        reply = ReplyParameters(3)
        await send(box, api, chat_id=-7, reply_parameters=reply, message_thread_id=2)
        await send(box, api, chat_id=-7, reply_parameters=reply)
        return await box._journal.moves()

    told: list[tuple[int, int]] = []
    moves, _ = with_outbox(two, moved=lambda old, new: told.append((old, new)))

    assert told == [(-7, -1007)]
    assert moves == {-7: -1007}
    assert [data["chat_id"] for _, data in api.calls] == [-7, -1007, -1007]
    assert all("reply_parameters" not in data for _, data in api.calls[1:])
    assert "message_thread_id" not in api.calls[1][1]


@pytest.mark.parametrize(
    ("refusal", "gone"),
    [
        ("Reply message not found", "reply_parameters"),
        ("Message can't be replied", "reply_parameters"),
        ("Message thread not found", "message_thread_id"),
    ],
)
def test_what_is_gone_is_done_without(refusal: str, gone: str) -> None:
    given = {"reply_parameters": ReplyParameters(3), "message_thread_id": 2}
    result, _, api = sends(BadRequest(refusal), **given)

    assert result == MESSAGE
    assert gone not in api.calls[1][1]
    assert len(api.calls[1][1]) == len(api.calls[0][1]) - 1


def test_typing_is_not_worth_a_wait() -> None:
    api = Api(RetryAfter(30))

    async def types(box: Outbox, _: Handling) -> None:
        for _again in range(2):
            with pytest.raises(RetryAfter):
                await send(box, api, "sendChatAction", action="typing")

    _, current = with_outbox(types)

    assert len(api.calls) == 1  # the second one is not even tried
    assert current.later is None


def test_a_stop_ends_a_wait_that_would_last_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbox, "LONGEST_WAIT", 0.5)
    api = Api(*[RetryAfter(timedelta(seconds=0.4))] * 9)

    async def stopped(box: Outbox, _: Handling) -> Any:
        asyncio.get_running_loop().call_later(0.05, box.stop)
        return await asyncio.wait_for(send(box, api), 9)

    result, current = with_outbox(stopped)

    assert isinstance(result, RetryAfter)
    assert current.later is not None
