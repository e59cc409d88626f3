from pathlib import Path

from index.store.database import Database
from index.store.offers import FRESH, KEPT, Offers


class Clock:
    now = 1_000.0

    def __call__(self) -> float:
        return self.now


def test_what_waits_is_there_after_a_restart_until_it_is_dropped(tmp_path: Path) -> None:
    Offers(Database(tmp_path)).put(5, 10, 7, b"read", undated=True)
    offers = Offers(Database(tmp_path))

    assert offers.of(5, 10) == b"read"
    assert offers.of(5, 11) is None
    offers.drop(5, 10)
    assert offers.of(5, 10) is None


def test_it_is_found_by_the_message_that_asks_about_it() -> None:
    offers = Offers(Database(None))
    offers.put(5, 10, 7, b"read", undated=True)

    assert offers.behind(5, 11) is None
    offers.asked(5, 10, 11)
    assert offers.behind(5, 11) == 10
    assert offers.behind(6, 11) is None


def test_who_was_asked_for_days_is_the_same_person_in_the_same_chat() -> None:
    offers = Offers(Database(None))
    for number, undated in ((10, True), (11, True), (12, False)):
        offers.put(5, number, 7, b"", undated=undated)

    assert offers.undated(5, 7) == {10: None, 11: None}
    assert offers.undated(5, 8) == {}
    assert offers.undated(6, 7) == {}


def test_a_day_said_hours_later_is_not_the_one_that_was_asked_for() -> None:
    clock = Clock()
    offers = Offers(Database(None), clock)
    offers.put(5, 10, 7, b"read", undated=True)

    clock.now += FRESH

    assert offers.undated(5, 7) == {}
    assert offers.of(5, 10) == b"read"


def test_what_nobody_answers_is_forgotten() -> None:
    clock = Clock()
    offers = Offers(Database(None), clock)
    offers.put(5, 10, 7, b"", undated=True)

    clock.now += KEPT

    assert offers.of(5, 10) is None
    assert offers.undated(5, 7) == {}


def test_whoever_wants_to_be_forgotten_is() -> None:
    offers = Offers(Database(None))
    offers.put(5, 10, 7, b"", undated=True)
    offers.put(5, 11, 8, b"", undated=True)

    offers.forget(7)

    assert (offers.undated(5, 7), offers.undated(5, 8)) == ({}, {11: None})
