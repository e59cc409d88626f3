from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from bot.closeness import Closeness
from bot.expected import Candidate, Candidates
from bot.question import Question, read_question
from index.model import Query, Span

SENTENCE = "Gunmen killed two guards and fled in a van; later that day police arrested nine men."


def words(question: Question) -> list[tuple[Query, float]]:
    return [(word.terms, 1.0) for word in question.topic]


def close(question: str, held: Sequence[Candidate]) -> float:
    return Closeness(words(read_question(question))).of(SENTENCE, "en", held)


def test_the_words_of_the_question_count_where_they_stand_beside_the_answer() -> None:
    two, nine = (
        Candidate("number", Span(SENTENCE.index(number), SENTENCE.index(number) + len(number)))
        for number in ("two", "nine")
    )

    assert close("How many men did police arrest?", [nine]) > close(
        "How many men did police arrest?", [two]
    )


def test_without_what_may_answer_nothing_is_close() -> None:
    assert close("How many men did police arrest?", []) == 0


@given(st.text(max_size=60), st.text(max_size=60))
def test_it_is_a_share(question: str, sentence: str) -> None:
    read = read_question(question)
    found = list(Candidates(read).of(sentence, "en"))

    share = Closeness(words(read)).of(sentence, "en", found)

    assert 0 <= share <= 1.0000001
