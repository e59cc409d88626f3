"""What people said of answers, and that tests/quality reads it as it is exported."""

import json
from pathlib import Path

import pytest

from bot.answering import Answerer
from bot.cli import NO_ANSWER, OK, main
from bot.feedback import feedback_rows
from bot.quotation import Quotation
from bot.references import Reference
from index.library import Library
from index.store.ratings import Rating, Verdict
from index.store.tallies import Unanswered
from tests.quality.measures import feedback

STRIKE = "Who denies that wages are outstanding?"
FOLLOWING = "And who says so?"


@pytest.fixture
def library(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Library:
    return Library.open(tmp_path_factory.mktemp("data") / "library", folder)


def quotes(library: Library, question: str) -> tuple[Quotation, ...]:
    answer = Answerer(library).answer(question)
    return answer.quotations  # type: ignore[union-attr]


def rate(
    library: Library,
    quote: Quotation,
    verdict: Verdict,
    question: str = STRIKE,
    after: tuple[str, ...] = (),
    person: int = 7,
) -> None:
    version = Reference.to(quote).version
    library.ratings.rate(Rating(person, 5, 30, verdict, question, after, version, quote.span))


def test_a_row_holds_what_was_found_helpful_and_what_wrong(library: Library) -> None:
    first, *_ = quotes(library, STRIKE)
    other, *_ = quotes(library, "Combien de doses le Togo a-t-il commandées ?")
    rate(library, first, "helpful")
    rate(library, other, "wrong", "who denies  that wages are outstanding")

    (row,) = feedback_rows(library)

    assert (row["question"], row["after"], row["abstain"]) == (STRIKE, None, False)
    assert (row["gold"], row["wrong"]) == ([first.text], [other.text])
    assert row["articles"] == ["strike", "vaccins"]
    assert row["said"] == {"helpful": 1, "wrong": 1, "unanswered": 0}
    assert (row["kind"], row["lang"]) == ("who-disputes", "en")


def test_no_row_tells_who_said_it_or_where(library: Library) -> None:
    rate(library, quotes(library, STRIKE)[0], "wrong", person=987_654_321)

    assert "987654321" not in json.dumps(list(feedback_rows(library)))


def test_where_people_do_not_agree_the_majority_has_it_and_a_tie_is_wrong(
    library: Library,
) -> None:
    (quote, *_) = quotes(library, STRIKE)
    rate(library, quote, "helpful", person=1)
    rate(library, quote, "wrong", person=2)
    assert [row["wrong"] for row in feedback_rows(library)] == [[quote.text]]

    rate(library, quote, "helpful", person=3)
    assert [row["gold"] for row in feedback_rows(library)] == [[quote.text]]


def test_a_question_without_an_answer_is_a_row_for_somebody_to_judge(library: Library) -> None:
    asked = [Unanswered("Who sank the ship?", ("Which ship?", "Where?"), 4)]
    library.tallies.add(739_000, {}, asked)

    (row,) = feedback_rows(library)

    assert (row["question"], row["after"]) == ("Who sank the ship?", ["Which ship?", "Where?"])
    assert (row["gold"], row["wrong"], row["abstain"]) == ([], [], None)
    assert row["said"]["unanswered"] == 4


def test_what_is_deleted_for_good_is_in_no_row(library: Library) -> None:
    rate(library, quotes(library, STRIKE)[0], "wrong")
    library.remove("strike", forget=True)

    assert list(feedback_rows(library.latest())) == []


def test_a_question_that_telegram_no_longer_showed_is_in_no_row(library: Library) -> None:
    rate(library, quotes(library, STRIKE)[0], "wrong", "")

    assert list(feedback_rows(library)) == []


def test_what_is_exported_is_asked_again_by_the_quality_measures(
    tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = tmp_path / "quality" / "feedback"
    library = Library.open(data / "library", folder)
    shown, *_ = quotes(library, STRIKE)
    rate(library, shown, "wrong")
    better, *_ = quotes(library, "Who walked out over unpaid night shifts?")
    rate(library, better, "helpful", "Who walked out over unpaid night shifts?")
    rate(library, better, "helpful", FOLLOWING, ("Who walked out over unpaid night shifts?",))
    library.tallies.add(739_000, {}, [Unanswered("Who sold the elephants?")])

    assert main(["feedback", "export", "--data", str(data / "library")]) == OK
    (data / "questions.jsonl").write_text(capsys.readouterr().out, encoding="utf-8")
    figures = {name: value for name, value, _ in feedback(tmp_path / "quality")}

    assert figures["Hit@1, nearest counted too"] == 1.0
    assert figures["marked wrong, shown no more"] == 0.0
    assert figures["of unknown answer, answered"] == 0.0


def test_without_an_export_there_is_nothing_to_measure(tmp_path: Path) -> None:
    assert feedback(tmp_path) == []


def test_where_nothing_was_said_yet_that_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["feedback", "export", "--data", str(tmp_path)]) == NO_ANSWER
    written = capsys.readouterr()
    assert written.out == ""
    assert written.err == "saidwho: Nothing is rated or left without an answer so far.\n"
