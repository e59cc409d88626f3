from pathlib import Path

import pytest

from index.model import Span
from index.store import ratings
from index.store.database import Database
from index.store.ratings import Rating, Ratings, Verdict

DAY = 24 * 3600.0


class Clock:
    """Tells the time that it is set to, in days since 1970."""

    days = 20_000.0

    def __call__(self) -> float:
        return self.days * DAY


def rating(
    person: int = 7, message: int = 30, verdict: Verdict = "helpful", question: str = "Who sank?"
) -> Rating:
    return Rating(person, -5, message, verdict, question, ("And when?",), "0" * 16, Span(0, 14))


def test_a_rating_is_kept_as_it_was_given_after_a_restart(tmp_path: Path) -> None:
    before = Database(tmp_path)
    given = rating(question="Qui a « coulé » ? \ud83c")  # half a character, as Telegram may send
    Ratings(before).rate(given)
    before.close()

    assert Ratings(Database(tmp_path)).all() == [given]


def test_a_person_has_one_word_on_a_quote_in_an_answer_and_may_change_it() -> None:
    kept = Ratings(Database(None))
    kept.rate(rating(verdict="helpful"))
    kept.rate(rating(verdict="wrong"))
    kept.rate(rating(person=8))
    kept.rate(rating(message=31))

    said = [(one.person, one.message, one.verdict) for one in kept.all()]
    assert sorted(said) == [(7, 30, "wrong"), (7, 31, "helpful"), (8, 30, "helpful")]


def test_what_a_person_said_is_forgotten_and_nothing_else() -> None:
    kept = Ratings(Database(None))
    for person, message in ((7, 30), (7, 31), (8, 30)):
        kept.rate(rating(person, message))

    assert (kept.forget(7), kept.forget(7)) == (2, 0)
    assert [one.person for one in kept.all()] == [8]


def test_ratings_are_counted_by_the_day_on_which_they_were_given() -> None:
    clock = Clock()
    kept = Ratings(Database(None), clock)
    given: list[tuple[float, int, Verdict]] = [(20_000, 1, "wrong"), (20_001, 2, "wrong")]
    given += [(20_001.99, 3, "wrong"), (20_001.5, 4, "helpful")]
    for days, message, verdict in given:
        clock.days = days
        kept.rate(rating(message=message, verdict=verdict))

    assert kept.by_day(719_163 + 20_001) == {
        (719_163 + 20_001, "helpful"): 1,
        (719_163 + 20_001, "wrong"): 2,
    }


def test_old_ratings_are_forgotten_and_so_are_those_above_the_most(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock = Clock()
    kept = Ratings(Database(None), clock)
    kept.rate(rating(message=1))
    clock.days += ratings.KEPT / DAY + 1
    kept.rate(rating(message=2))
    assert [one.message for one in kept.all()] == [2]

    monkeypatch.setattr(ratings, "MOST_KEPT", 3)
    for message in range(3, 9):
        clock.days += 1
        kept.rate(rating(message=message))

    assert [one.message for one in kept.all()] == [6, 7, 8]
