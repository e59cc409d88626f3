from datetime import date, timedelta

import pytest

from bot.figures import DAYS, Day, Figures, figures, figures_message
from bot.message import LONGEST_MESSAGE
from bot.wording import ENGLISH, FRENCH
from index.library import Library
from index.model import Span
from index.store.ratings import Rating, Ratings, Verdict
from index.store.tallies import Tally, Unanswered
from tests.conftest import article_of, library_of

TODAY = date(2026, 11, 25)
NUMBER = TODAY.toordinal()


@pytest.fixture
def library() -> Library:
    return library_of(article_of("The ship sank."))


def tally(day: int = NUMBER, face: str = "chat", milliseconds: int = 10, *, yes: bool) -> Tally:
    return Tally(day, face, yes, milliseconds)


def rate(library: Library, day: date, verdict: Verdict, message: int) -> None:
    seconds = (day - date(1970, 1, 1)).days * 24 * 3600.0
    ratings = Ratings(library.ratings._database, lambda: seconds)
    ratings.rate(Rating(7, 5, message, verdict, "Who sank?", (), "0" * 16, Span(0, 4)))


def told(library: Library, words: str = "en", *, questions: bool = True) -> str:
    wording = FRENCH if words == "fr" else ENGLISH
    return figures_message(figures(library, TODAY), wording, questions=questions).text


def test_each_of_the_last_days_has_its_numbers(library: Library) -> None:
    yesterday = TODAY - timedelta(1)
    library.tallies.add(NUMBER, {tally(yes=True): 3, tally(yes=False): 1})
    library.tallies.add(NUMBER, {tally(NUMBER - 1, "guest", yes=True): 2})
    library.tallies.add(NUMBER, {tally(NUMBER - DAYS, yes=True): 9})
    rate(library, yesterday, "helpful", 1)
    rate(library, TODAY, "wrong", 2)

    found = figures(library, TODAY)

    assert len(found.days) == DAYS
    assert found.days[-2:] == [
        Day(yesterday, answered=2, helpful=1),
        Day(TODAY, answered=3, refused=1, wrong=1),
    ]
    assert all(day.quiet for day in found.days[:-2])


def test_what_was_typed_inline_is_counted_apart(library: Library) -> None:
    library.tallies.add(NUMBER, {tally(face="inline", yes=False): 5, tally(yes=True): 1})

    found = figures(library, TODAY)

    assert (found.inline, found.sum("asked")) == (5, 1)
    assert "inline, counted apart: 5" in told(library)


def test_how_long_it_took_is_told_by_the_half_and_by_95_of_100(library: Library) -> None:
    took = {5: 50, 20: 45, 500: 5}
    library.tallies.add(NUMBER, {tally(milliseconds=ms, yes=True): n for ms, n in took.items()})

    found = figures(library, TODAY)

    assert (found.median, found.slow) == (5, 20)


def test_the_message_tells_the_sums_the_days_and_what_was_not_answered(library: Library) -> None:
    asked = [Unanswered("Who paid\nfor it?", times=4), Unanswered("And when?", ("Who paid?",))]
    library.tallies.add(NUMBER, {tally(yes=True): 3, tally(yes=False): 5}, asked)
    rate(library, TODAY, "helpful", 1)

    lines = told(library).splitlines()

    assert lines[:3] == [
        "The last 30 days",
        "8 questions: 3 answered, 5 not",
        "Rated helpful: 1, wrong: 0",
    ]
    assert "25 November – asked 8: answered 3, refused 5; helpful 1, wrong 0" in lines
    assert lines[-3:] == [
        "Most often not answered",
        "4 × Who paid for it?",
        "1 × And when? (after: Who paid?)",
    ]


def test_questions_of_others_are_not_told_where_not_everybody_may_read_them(
    library: Library,
) -> None:
    library.tallies.add(NUMBER, {tally(yes=False): 1}, [Unanswered("Who paid?")])

    text = told(library, questions=False)

    assert "Who paid" not in text
    assert text.endswith(ENGLISH.stats_in_private)


def test_where_nobody_asked_anything_that_is_said(library: Library) -> None:
    assert told(library, "fr") == FRENCH.stats_nothing.format(days=DAYS)


def test_the_longest_questions_fit_into_one_message() -> None:
    asked = [Unanswered("w" * 1000, ("w" * 1000,), 10**6)] * 10
    days = [Day(TODAY - timedelta(n), 10**6, 10**6, 10**6, 10**6) for n in range(DAYS)]

    message = figures_message(Figures(days, 10**6, 10, 20, asked), FRENCH, questions=True)

    assert len(message.text) <= LONGEST_MESSAGE
