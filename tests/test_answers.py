from pathlib import Path

from index.store.answers import KEPT, Answers
from index.store.database import Database


class Clock:
    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


def test_the_messages_that_answer_one_are_kept_in_their_order() -> None:
    answers = Answers(Database(None))
    answers.put(-5, 9, [30, 12])
    answers.put(5, 9, [7])

    assert answers.to(-5, 9) == (30, 12)
    assert answers.to(5, 9) == (7,)
    assert answers.to(5, 10) == ()


def test_other_answers_take_the_place_of_the_former_ones() -> None:
    answers = Answers(Database(None))
    answers.put(5, 9, [30, 31])
    answers.put(5, 9, [32])

    assert answers.to(5, 9) == (32,)
    answers.put(5, 9, [])
    assert answers.to(5, 9) == ()


def test_they_survive_a_restart(tmp_path: Path) -> None:
    before = Database(tmp_path)
    Answers(before).put(5, 9, [30])
    before.close()

    assert Answers(Database(tmp_path)).to(5, 9) == (30,)


def test_what_nobody_can_edit_any_more_is_forgotten() -> None:
    clock, database = Clock(), Database(None)
    answers = Answers(database, clock)
    answers.put(5, 9, [30])
    clock.now += KEPT

    assert answers.to(5, 9) == ()
    answers.put(5, 10, [31])
    with database.reading() as connection:
        assert connection.execute("SELECT count(*) FROM answers").fetchone() == (1,)
