from datetime import date

import pytest

from bot.answering import Answer, Answerer, NoAnswer
from bot.contradictions import contradicts
from bot.evidence import rank_sentences
from bot.question import read_question
from index.library import Library
from tests.conftest import article_of, library_of

FERRY = article_of(
    "The ferry Aurora hit a rock near Tarn at noon, the coast guard said.\n\n"
    "The ferry Aurora had hit a rock at high speed, a passenger told the Tarn Courier.\n\n"
    "The ferry Aurora was hit by waves before it reached the rock, fishermen said.\n\n"
    "The owner, a company with six vessels in the north, said that the Aurora did not hit "
    "anything on its way.\n\n"
    "The harbour has two cranes and a café.",
    "ferry",
    published=date(2021, 5, 3),
)
BRIDGE = article_of(
    "The mayor promised a bridge over the Oster for 2019.\n\n"
    "Engineers said that the bridge over the Oster was never built.\n\n"
    "Le pont sur l'Oster coûtera cher.",
    "bridge",
    published=date(2020, 2, 1),
)


@pytest.fixture(scope="module")
def library() -> Library:
    return library_of(FERRY, BRIDGE)


@pytest.fixture(scope="module")
def answerer(library: Library) -> Answerer:
    return Answerer(library)


def test_a_question_answered_yes_or_no_is_shown_who_says_not(answerer: Answerer) -> None:
    answer = answerer.answer("Did the ferry Aurora hit a rock?")

    assert isinstance(answer, Answer)
    assert len(answer.quotations) == 3
    assert any(quote.text.startswith("The owner,") for quote in answer.quotations)
    assert not answer.quotations[0].text.startswith("The owner,")


def test_what_contradicts_without_a_word_of_denying_answers_who_disputes(
    answerer: Answerer,
) -> None:
    answer = answerer.answer("Who disputes that the ferry Aurora hit a rock?")

    assert isinstance(answer, Answer)
    assert answer.quotations[0].text.startswith("The owner,")


def test_beside_a_denial_stands_one_that_says_so(answerer: Answerer) -> None:
    answer = answerer.answer("Who denies that the ferry Aurora hit a rock?")

    assert isinstance(answer, Answer)
    assert any("the coast guard said" in quote.text for quote in answer.quotations[1:])


@pytest.mark.parametrize(
    "question", ["Who denies that the harbour has two cranes?", "Who denies that the crane fell?"]
)
def test_a_negation_about_something_else_disputes_nothing(
    answerer: Answerer, question: str
) -> None:
    assert isinstance(answerer.answer(question), NoAnswer)


def test_what_cannot_be_told_is_said_rather_than_that_nobody_denies_it(answerer: Answerer) -> None:
    answer = answerer.answer("Who denies that the Zweibrücken ferry hit a rock?")

    assert isinstance(answer, NoAnswer)
    assert "Zweibrücken" in answer.why


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        ("Did the ferry hit a rock?", "The owner,", True),
        ("Did the ferry hit a rock?", "The ferry Aurora hit a rock near Tarn", False),
        ("Was the bridge over the Oster built?", "Engineers said that the bridge", True),
        ("Did the mayor promise a bridge over the Oster?", "The mayor promised", False),
    ],
)
def test_a_sentence_contradicts_where_it_negates_what_is_asked(
    library: Library, question: str, sentence: str, expected: bool
) -> None:
    asked = read_question(question)
    evidence = next(
        e
        for e in rank_sentences(library, asked)
        if e.sentence.span.of(library.articles[e.sentence.article_id].text).startswith(sentence)
    )

    assert contradicts(library, asked, evidence) is expected
