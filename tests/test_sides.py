from datetime import date

import pytest

from bot.answering import Answer, Answerer, NoAnswer
from bot.question import read_question
from bot.sides import without_sides
from tests.conftest import article_of, library_of

VACCINE = article_of(
    "Dr Lena Brandt said that the measles vaccine had caused fever in 60 children.\n\n"
    "The health agency denied that the vaccine had caused fever.\n\n"
    "The hospital has 300 beds.",
    "vaccine",
    published=date(2022, 11, 8),
)
ONIONS = article_of(
    "Traders say that customs officers burned 40 lorries of onions on Sunday.\n\n"
    "Borland's customs service denied that officers had burned lorries.",
    "onions",
    published=date(2023, 3, 14),
)


@pytest.fixture(scope="module")
def answerer() -> Answerer:
    return Answerer(library_of(VACCINE, ONIONS))


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("Who disputes it?", []),
        ("Qui le conteste ?", []),
        ("Who denies the fever?", ["fever"]),
        ("Does anyone dispute that lorries burned?", ["lorries", "burned"]),
    ],
)
def test_words_of_denying_are_not_what_a_question_is_about(question: str, left: list[str]) -> None:
    assert [asked.text for asked in without_sides(read_question(question)).topic] == left


@pytest.mark.parametrize(
    ("question", "after", "denial"),
    [
        ("Who denies that the vaccine caused fever?", (), "The health agency denied"),
        ("Who disputes that lorries were burned?", (), "Borland's customs service denied"),
        ("Who disputes it?", ("Who burned the onions?",), "Borland's customs service denied"),
        ("Is that contested?", ("What caused fever in children?",), "The health agency denied"),
        ("Qui dément ?", ("Who burned the onions?",), "Borland's customs service denied"),
    ],
)
def test_who_disputes_is_answered_by_the_denial(
    answerer: Answerer, question: str, after: tuple[str, ...], denial: str
) -> None:
    answer = answerer.answer(question, after)

    assert isinstance(answer, Answer)
    assert answer.quotations[0].text.startswith(denial)
    assert answer.quotations[0].disputes


def test_a_denial_in_an_article_that_was_not_quoted_is_found_too() -> None:
    murder = article_of("The editor Rui Vaz was murdered in Lomara in May.", "murder")
    denial = article_of("King Ode denied that he had ordered the murder of Rui Vaz.", "denial")
    answerer = Answerer(library_of(murder, denial, VACCINE, ONIONS))

    answer = answerer.answer("Who disputes it?", ("Where was Rui Vaz murdered?",))

    assert isinstance(answer, Answer)
    assert answer.quotations[0].text.startswith("King Ode denied")


def test_the_denial_is_quoted_for_its_own_source_whoever_else_speaks_in_its_sentence() -> None:
    text = (
        "Rail Union said that drivers had stopped work on the coast line.\n\n"
        "The mayor of Lomara said on Tuesday that the harbour was safe for every ship, "
        "while Metro denied that drivers had stopped work."
    )
    answerer = Answerer(library_of(article_of(text, "both", published=date(2023, 5, 12))))

    answer = answerer.answer("Who disputes it?", ("Is the harbour of Lomara safe for ships?",))

    assert isinstance(answer, Answer)
    speaking = answer.quotations[0].speaking
    assert speaking is not None
    assert speaking.attribution is not None
    assert [span.of(text) for span in speaking.attribution.source] == ["Metro"]


def test_where_nobody_disputes_it_that_is_said(answerer: Answerer) -> None:
    answer = answerer.answer("Who disputes that the hospital has 300 beds?")

    assert isinstance(answer, NoAnswer)
    assert "denies" in answer.why


def test_who_says_so_shows_the_same_quotes_with_their_sources(answerer: Answerer) -> None:
    asked = "What caused fever in children?"
    before = answerer.answer(asked)

    again = answerer.answer("Who says so?", (asked,))

    assert isinstance(before, Answer)
    assert isinstance(again, Answer)
    assert [q.text for q in again.quotations] == [q.text for q in before.quotations]
