from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.store import tallies
from index.store.database import Database
from index.store.tallies import Tallies, Tally, Unanswered

TODAY = 739_164
TALLY = Tally(TODAY, "chat", answered=True, milliseconds=20)


def test_what_several_count_is_summed(tmp_path: Path) -> None:
    one, other = Tallies(Database(tmp_path)), Tallies(Database(tmp_path))
    one.add(TODAY, {TALLY: 2})
    other.add(TODAY, {TALLY: 3})

    assert one.since(TODAY) == {TALLY: 5}
    assert one.since(TODAY + 1) == {}


@given(st.text(), st.lists(st.text(), max_size=3).map(tuple))
def test_any_question_without_an_answer_is_kept_as_it_was_asked(
    question: str, after: tuple[str, ...]
) -> None:
    kept = Tallies(Database(None))
    kept.add(TODAY, {}, [Unanswered(question, after)])

    assert kept.unanswered() == [Unanswered(question, after)]


def test_the_same_question_written_otherwise_is_counted_once_more() -> None:
    kept = Tallies(Database(None))
    for asked in ("Who sank it?", "who  sank it", "Who sank IT ?", "Who paid for it?"):
        kept.add(TODAY, {}, [Unanswered(asked)])

    assert kept.unanswered() == [
        Unanswered("Who sank it?", times=3),
        Unanswered("Who paid for it?"),
    ]


def test_a_question_that_is_answered_by_now_is_unanswered_no_more() -> None:
    kept = Tallies(Database(None))
    kept.add(TODAY, {}, [Unanswered("Who sank it?"), Unanswered("Who paid?")])

    kept.add(TODAY, {}, answered=[Unanswered("Who sank it")])

    assert [one.question for one in kept.unanswered()] == ["Who paid?"]


def test_what_is_too_old_or_too_much_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = Tallies(Database(None))
    kept.add(TODAY, {TALLY: 1}, [Unanswered("Who sank it?")])
    kept.add(TODAY + tallies.UNANSWERED_KEPT, {}, [Unanswered("Who paid?")])
    assert [one.question for one in kept.unanswered()] == ["Who paid?"]

    kept.add(TODAY + tallies.DAYS_KEPT, {})
    assert kept.since(0) == {}

    monkeypatch.setattr(tallies, "MOST_UNANSWERED", 2)
    later = TODAY + tallies.DAYS_KEPT
    for day, question in enumerate(("a", "b", "c")):
        kept.add(later + day, {}, [Unanswered(question)])
    assert [one.question for one in kept.unanswered()] == ["c", "b"]
