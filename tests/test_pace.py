import pytest

from bot.pace import EVERYWHERE, IN_GROUP, IN_PRIVATE, Pace


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.mark.parametrize(
    ("chat", "burst", "then"),
    [(-5, IN_GROUP.burst, 1 / IN_GROUP.rate), (5, IN_PRIVATE.burst, 1 / IN_PRIVATE.rate)],
)
def test_after_a_burst_a_chat_goes_at_its_rate(chat: int, burst: float, then: float) -> None:
    pace = Pace(Clock())

    waits = [pace.book(chat) for _ in range(int(burst) + 2)]

    assert waits == pytest.approx([0.0] * int(burst) + [then, 2 * then])


def test_into_a_group_go_twenty_messages_a_minute_after_the_burst() -> None:
    clock = Clock()
    pace = Pace(clock)
    for _ in range(20):
        pace.book(-5)
    clock.now = 60.0

    assert [pace.book(-5) for _ in range(20)] == [0.0] * 20
    assert pace.book(-5) == pytest.approx(3.0)


def test_all_chats_together_keep_the_limit_of_the_bot() -> None:
    pace = Pace(Clock())

    waits = [pace.book(chat) for chat in range(1, int(EVERYWHERE.burst) + 4)]

    assert waits[:-3] == [0.0] * int(EVERYWHERE.burst)
    assert waits[-3:] == pytest.approx([n / EVERYWHERE.rate for n in (1, 2, 3)])


def test_a_chat_that_is_paused_holds_up_no_other() -> None:
    clock = Clock()
    pace = Pace(clock)
    pace.pause(7, 30)

    assert pace.book(7) == 30
    assert pace.book(8) == 0
    clock.now = 31
    assert pace.paused(7) == 0
    assert pace.book(7) == 0
