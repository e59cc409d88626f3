import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.journal import Entry, Journal, JournalError
from bot.journal.presence import Presence
from bot.journal.updates import FROM_HOME, MOST_DEATHS, OLDEST, REMEMBERED

T = TypeVar("T")

ARRIVED = {"message_id": 41, "chat": {"id": 7}}


class Clock:
    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


def entry(number: int, chat: int = 7, text: str = "Who?", message: int | None = None) -> Entry:
    body = {"update_id": number, "message": {"text": text}}
    return Entry(number, f"chat {chat}", body, chat, message)


def with_journal(
    work: Callable[[Journal], Awaitable[T]],
    path: Path | None = None,
    clock: Callable[[], float] | None = None,
) -> T:
    async def run() -> T:
        async with Journal(path, "secret", clock or Clock()) as journal:
            return await work(journal)

    return asyncio.run(run())


async def answer(journal: Journal, update: Entry) -> None:
    await journal.take([update])
    claimed = await journal.claim()
    assert claimed is not None
    await journal.done(claimed.number)


async def numbers(journal: Journal) -> list[int]:
    """What can be claimed now."""
    claimed = []
    while (one := await journal.claim()) is not None:
        claimed.append(one.body["update_id"])
    return claimed


def test_an_update_is_claimed_once_and_gone_when_done() -> None:
    async def work(journal: Journal) -> None:
        assert await journal.take([entry(1)]) == 1
        claimed = await journal.claim()
        assert claimed is not None
        assert claimed.body["message"] == {"text": "Who?"}
        assert await journal.claim() is None
        await journal.done(claimed.number)
        assert await journal.waiting() == 0
        assert await journal.claim() is None

    with_journal(work)


def test_an_update_is_known_again_even_when_it_was_done_before_a_restart(tmp_path: Path) -> None:
    async def first(journal: Journal) -> None:
        await journal.take([entry(1)])
        claimed = await journal.claim()
        assert claimed is not None
        await journal.done(claimed.number)

    async def again(journal: Journal) -> int:
        return await journal.take([entry(1), entry(2)])

    with_journal(first, tmp_path / "j.sqlite3")

    assert with_journal(again, tmp_path / "j.sqlite3") == 1


def test_the_same_number_with_another_content_is_another_update() -> None:
    async def work(journal: Journal) -> int:
        return await journal.take([entry(1), entry(1, text="When?")])

    assert with_journal(work) == 2


def test_a_chat_is_kept_in_order_and_others_go_beside_it() -> None:
    async def work(journal: Journal) -> None:
        await journal.take([entry(2), entry(3), entry(4, chat=8)])
        await journal.take([entry(1)])  # late, as posts by several connections may be
        first, other = await journal.claim(), await journal.claim()
        assert first is not None
        assert other is not None
        assert [first.body["update_id"], other.body["update_id"]] == [1, 4]
        assert await journal.claim() is None
        await journal.done(first.number)
        assert await numbers(journal) == [2]

    with_journal(work)


def test_what_is_put_off_is_not_claimed_before_its_time_nor_what_follows_it() -> None:
    clock = Clock()

    async def work(journal: Journal) -> None:
        await journal.take([entry(1), entry(2), entry(3, chat=8)])
        claimed = await journal.claim()
        assert claimed is not None
        await journal.put_off(claimed.number, 30)
        assert await numbers(journal) == [3]
        clock.now += 31
        again = await journal.claim()
        assert again is not None
        assert (again.body["update_id"], again.put_off) == (1, 1)

    with_journal(work, clock=clock)


def test_what_was_sent_is_known_when_the_update_is_handled_again() -> None:
    async def work(journal: Journal) -> None:
        await journal.take([entry(1, message=40)])
        claimed = await journal.claim()
        assert claimed is not None
        number = claimed.number
        assert await journal.sending(number, 0, "sendMessage", 7) is None
        uncertain = await journal.sending(number, 0, "sendMessage", 7)
        assert uncertain is not None
        assert (uncertain.above, uncertain.result) == (40, None)
        await journal.sent(number, 0, ARRIVED)
        sure = await journal.sending(number, 0, "sendMessage", 7)
        assert sure is not None
        assert sure.result == ARRIVED
        assert await journal.sending(number, 0, "sendPhoto", 7) is None
        await journal.not_sent(number, 0)
        assert await journal.sending(number, 0, "sendMessage", 7) is None

    with_journal(work)


def test_a_lane_of_a_process_that_has_died_is_free_again(tmp_path: Path) -> None:
    path = tmp_path / "j.sqlite3"

    async def work() -> None:
        async with Journal(path) as one, Journal(path) as other:
            await one.take([entry(1)])
            await one.claim()
            assert await other.release() == 0
            assert await other.claim() is None
            one._presence._held.close()  # type: ignore[union-attr]  # as the system does it
            assert await other.release() == 1
            claimed = await other.claim()
            assert claimed is not None
            await other.done(claimed.number)

    asyncio.run(work())


def test_an_update_in_whose_work_the_program_dies_again_and_again_is_given_up(
    tmp_path: Path,
) -> None:
    path = tmp_path / "j.sqlite3"

    async def work() -> None:
        async with Journal(path) as journal:
            await journal.take([entry(1), entry(2)])
        for _ in range(MOST_DEATHS):
            async with Journal(path) as other:
                victim = Journal(path)
                await victim.__aenter__()
                await victim.claim()
                victim._presence._held.close()  # type: ignore[union-attr]
                await other.release()
                victim._file.end()
        async with Journal(path) as journal:
            assert await journal.trim() == 1
            assert await numbers(journal) == [2]

    asyncio.run(work())


def test_what_is_too_old_is_given_up_and_forgotten() -> None:
    clock = Clock()

    async def work(journal: Journal) -> None:
        await journal.take([entry(1)])
        clock.now += OLDEST + 1
        assert await journal.trim() == 1
        assert await journal.waiting() == 0
        assert await journal.take([entry(1)]) == 0
        clock.now += REMEMBERED
        await journal.trim()
        assert await journal.take([entry(1)]) == 1

    with_journal(work, clock=clock)


def test_nothing_of_what_was_asked_stays_on_disk(tmp_path: Path) -> None:
    async def work(journal: Journal) -> None:
        await journal.take([entry(1, text="zanzibar")])
        claimed = await journal.claim()
        assert claimed is not None
        await journal.sending(claimed.number, 0, "sendMessage", 7)
        await journal.sent(claimed.number, 0, {**ARRIVED, "text": "zanzibar"})
        await journal.done(claimed.number)
        await journal.trim()
        await asyncio.to_thread(look)

    def look() -> None:
        files = [path for path in tmp_path.rglob("*") if path.is_file()]
        assert all(b"zanzibar" not in path.read_bytes() for path in files)

    with_journal(work, tmp_path / "j.sqlite3")


def test_only_its_owner_may_read_the_journal(tmp_path: Path) -> None:
    path = tmp_path / "new" / "j.sqlite3"

    async def work(_: Journal) -> tuple[int, int]:
        return path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777

    assert with_journal(work, path) == (0o600, 0o700)


def test_moves_are_remembered(tmp_path: Path) -> None:
    path = tmp_path / "j.sqlite3"

    async def move(journal: Journal) -> None:
        await journal.moved(-5, -1005)

    with_journal(move, path)

    assert with_journal(lambda journal: journal.moves(), path) == {-5: -1005}


def test_a_chat_stays_with_the_process_that_answered_there_while_that_lives(
    tmp_path: Path,
) -> None:
    path, clock = tmp_path / "j.sqlite3", Clock()

    async def work() -> None:
        async with Journal(path, clock=clock) as one, Journal(path, clock=clock) as other:
            await answer(one, entry(1))
            await other.take([entry(2), entry(3, chat=8)])
            assert await numbers(other) == [3]
            assert await numbers(one) == [2]
            await other.take([entry(4, chat=9)])
            assert await numbers(other) == [4]

    asyncio.run(work())


def test_a_chat_whose_own_process_is_too_busy_is_answered_by_another(tmp_path: Path) -> None:
    path, clock = tmp_path / "j.sqlite3", Clock()

    async def work() -> None:
        async with Journal(path, clock=clock) as one, Journal(path, clock=clock) as other:
            await answer(one, entry(1))
            await other.take([entry(2)])
            clock.now += FROM_HOME + 1
            assert await numbers(other) == [2]

    asyncio.run(work())


def test_a_file_that_is_no_journal_is_told_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "j.sqlite3"
    path.write_text("no database, but a text that is long enough to be taken for one" * 20)

    with pytest.raises(JournalError, match=r"j\.sqlite3 cannot be used"):
        with_journal(numbers, path)


@given(st.lists(st.tuples(st.integers(1, 3), st.booleans()), max_size=12))
def test_whatever_is_done_or_put_off_each_chat_is_answered_in_order_and_once(
    steps: list[tuple[int, bool]],
) -> None:
    clock = Clock()

    async def work(journal: Journal) -> list[int]:
        await journal.take([entry(n, chat=chat) for n, (chat, _) in enumerate(steps)])
        stubborn = {n for n, (_, put_off) in enumerate(steps) if put_off}
        finished: list[int] = []
        while await journal.waiting():
            claimed = await journal.claim()
            if claimed is None:
                clock.now += 10
                continue
            number = claimed.body["update_id"]
            if number in stubborn:
                stubborn.remove(number)
                await journal.put_off(claimed.number, 5)
            else:
                finished.append(number)
                await journal.done(claimed.number)
        return finished

    finished = with_journal(work, clock=clock)

    assert sorted(finished) == list(range(len(steps)))
    for chat in (1, 2, 3):
        own = [n for n in finished if steps[n][0] == chat]
        assert own == sorted(own)


def test_a_process_is_alive_as_long_as_it_holds_its_lock(tmp_path: Path) -> None:
    one, other = Presence(tmp_path), Presence(tmp_path)

    assert one.alive(other.name)
    assert one.alive(one.name)
    assert not one.alive("0123")

    other.end()
    assert not one.alive(other.name)
    one.end()
    assert list(tmp_path.glob("*.lock")) == []
