import logging
from threading import Event
from typing import Any

import pytest

from bot.answering import Answerer, Asked
from bot.checking import looked_up
from bot.tallying import Tallying
from index.errors import LibraryError
from index.library import Library
from index.store.database import Database
from index.store.tallies import Tallies, Tally, Unanswered
from tests.conftest import PORT_STRIKE, article_of, library_of

QUESTION = "Who denies that wages are outstanding?"
DAY = 719_163 + 20_000


@pytest.fixture
def library() -> Library:
    return library_of(article_of(PORT_STRIKE))


def tallying(library: Library) -> Tallying:
    return Tallying(library.tallies, lambda: 20_000 * 24 * 3600.0)


def counted(library: Library) -> dict[tuple[str, bool], int]:
    found: dict[tuple[str, bool], int] = {}
    for tally, number in library.tallies.since(0).items():
        key = tally.face, tally.answered
        found[key] = found.get(key, 0) + number
    return found


def test_a_question_is_counted_once_however_many_of_its_quotes_are_shown(library: Library) -> None:
    tally = tallying(library)
    answerer = Answerer(library, tally.of("chat"))

    answerer.answer(QUESTION)
    answerer.answer(QUESTION, skip=1)
    answerer.answer("Who sold the elephants?")
    tally.flush()

    assert counted(library) == {("chat", True): 1, ("chat", False): 1}
    assert library.tallies.unanswered() == [Unanswered("Who sold the elephants?")]


def test_a_question_is_counted_once_where_the_library_has_changed_since(library: Library) -> None:
    tally = tallying(library)
    answerer = Answerer(library, tally.of("guest"))
    library.add([article_of("Nothing happened at all.", "later")])

    answerer.answer(QUESTION)
    tally.flush()

    assert counted(library) == {("guest", True): 1}


def test_of_what_is_typed_inline_no_question_is_kept(library: Library) -> None:
    tally = tallying(library)

    Answerer(library, tally.of("inline")).answer("Who sold the eleph")
    tally.flush()

    assert counted(library) == {("inline", False): 1}
    assert library.tallies.unanswered() == []


def test_a_claim_is_counted_and_its_words_are_not_kept(library: Library) -> None:
    tally = tallying(library)

    looked_up(Answerer(library, tally.of("chat")), "The elephants of the zoo were sold on Monday.")
    tally.flush()

    assert counted(library) == {("chat", False): 1}
    assert library.tallies.unanswered() == []


def test_what_holds_no_word_to_search_for_is_not_kept(library: Library) -> None:
    tally = tallying(library)

    Answerer(library, tally.of("chat")).answer("?!")
    tally.flush()

    assert counted(library) == {("chat", False): 1}
    assert library.tallies.unanswered() == []


def test_it_is_kept_how_long_it_took_at_most() -> None:
    kept = Tallies(Database(None))
    tally = Tallying(kept, lambda: 20_000 * 24 * 3600.0)
    for seconds in (0.0, 0.004, 0.0051, 3600.0):
        tally.of("chat")(Asked(None, (), answered=True, seconds=seconds))
    tally.flush()

    assert kept.since(0) == {
        Tally(DAY, "chat", answered=True, milliseconds=most): 1 for most in (1, 5, 10, 60_000)
    }


class Full(Tallies):
    """Cannot be written until `free`."""

    free = False

    def add(self, *given: Any) -> None:
        if not self.free:
            raise LibraryError("the disk is full")
        super().add(*given)


def test_where_the_library_cannot_be_written_nothing_fails_and_one_line_says_so(
    caplog: pytest.LogCaptureFixture,
) -> None:
    kept = Full(Database(None))
    tally = Tallying(kept)
    with caplog.at_level(logging.WARNING):
        for _ in range(3):
            tally.of("chat")(Asked("Who sank it?", (), answered=False, seconds=0.0))
            tally.flush()
    assert len(caplog.records) == 1
    assert "Who sank" not in caplog.text

    kept.free = True
    tally.flush()

    assert sum(kept.since(0).values()) == 3
    assert kept.unanswered() == [Unanswered("Who sank it?", times=3)]


def test_what_was_counted_is_written_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.tallying.PAUSE", 0.05)
    written = Event()

    class Telling(Tallies):
        def add(self, *given: Any) -> None:
            super().add(*given)
            written.set()

    kept = Telling(Database(None))
    Tallying(kept).of("chat")(Asked(None, (), answered=True, seconds=0.0))

    assert written.wait(10)
    assert sum(kept.since(0).values()) == 1
