from hypothesis import given
from hypothesis import strategies as st

from bot.limits import MINUTE, PAUSE, Buckets, Limits, Wait


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_measure_may_be_taken_at_once_and_then_there_is_a_wait_that_is_news_once() -> None:
    buckets = Buckets(3, clock=Clock())

    taken = [buckets.take(1) for _ in range(5)]

    assert taken == [None, None, None, Wait(20, news=True), Wait(20, news=False)]


def test_after_the_wait_there_is_a_third_of_the_measure() -> None:
    clock = Clock()
    buckets = Buckets(30, clock=clock)
    while buckets.take(1) is None:
        pass

    clock.now = PAUSE

    assert sum(buckets.take(1) is None for _ in range(30)) == 10


def test_the_seconds_left_are_counted_down_and_never_nought() -> None:
    clock = Clock()
    buckets = Buckets(1, clock=clock)
    buckets.take(1)
    buckets.take(1)

    clock.now = MINUTE - 0.2

    assert buckets.take(1) == Wait(1, news=False)


def test_one_persons_measure_is_not_anothers() -> None:
    buckets = Buckets(1, clock=Clock())
    buckets.take(1)

    assert buckets.take(1) is not None
    assert buckets.take(2) is None


def test_nought_is_no_limit() -> None:
    limits = Limits(0, 0, Clock())

    assert all(limits.asked(1, -1) is None and limits.typed(1) is None for _ in range(1000))


def test_a_private_chat_has_no_measure_but_its_persons() -> None:
    limits = Limits(5, 1, Clock())

    assert [limits.asked(7, 7) for _ in range(5)] == [None] * 5
    assert limits.asked(8, -1) is None
    assert limits.asked(9, -1) is not None


@given(st.integers(1, 50), st.lists(st.floats(0, 30), max_size=200))
def test_never_more_than_two_measures_in_a_minute(most: int, pauses: list[float]) -> None:
    clock, taken = Clock(), []
    buckets = Buckets(most, clock=clock)
    for pause in pauses:
        clock.now += pause
        if buckets.take(1) is None:
            taken.append(clock.now)

    assert all(sum(t <= u < t + MINUTE for u in taken) <= 2 * most for t in taken)
