from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering import MOST_NEAREST, MOST_QUOTES, Answer, Answerer, NoAnswer
from index.library import Library
from tests.conftest import article_of, library_of


@pytest.fixture(scope="module")
def answerer(seed_library: Library) -> Answerer:
    return Answerer(seed_library)


def first(answer: Answer | NoAnswer) -> str:
    assert isinstance(answer, Answer)
    return answer.quotations[0].text


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("Who delivered the helicopters to Mali?", "new shipment of Russian equipment"),
        ("Who disputes it?", "has however denied this information"),
        ("Qui dément ces informations ?", "has however denied this information"),
        ("When did the colonels take power?", "in August 2020"),
        ("airbus", "European group Airbus"),
        ("GOITA", "Colonel Assimi Goïta"),
    ],
)
def test_the_article_answers_in_its_own_words(
    answerer: Answerer, question: str, quote: str
) -> None:
    assert quote in first(answerer.answer(question))


@pytest.mark.parametrize(
    ("question", "why"),
    [
        ("What did Vladimir Putin say?", "“Vladimir”, “Putin” do not occur in the articles."),
        ("Which helicopters did Burkina Faso receive?", "“Burkina”, “Faso” do not occur"),
        ("How much did the helicopters cost?", "no amount of money"),
        ("xyzzy", "“xyzzy” does not occur in the articles."),
        ("?!", "no word to search for"),
        ("", "no word to search for"),
    ],
)
def test_silence_says_why(answerer: Answerer, question: str, why: str) -> None:
    answer = answerer.answer(question)

    assert isinstance(answer, NoAnswer)
    assert why in answer.why
    assert len(answer.nearest) <= MOST_NEAREST


def test_an_answer_says_how_much_was_searched(answerer: Answerer) -> None:
    searched = answerer.answer("airbus").searched

    assert (searched.articles, searched.passages, searched.undated) == (1, 9, 0)
    assert searched.first == searched.last == date(2022, 4, 18)


def test_a_quotation_of_several_sentences_is_quoted_whole(answerer: Answerer) -> None:
    quote = first(answerer.answer("What is the manifestation of a very fruitful partnership?"))

    assert quote.startswith('"We are receiving')
    assert quote.endswith("on Monday reads.")


def test_a_quotation_too_long_for_a_message_is_quoted_by_sentence() -> None:
    long = "“" + "We will talk and talk about nothing. " * 60 + "The frigate is sold.” He left."
    answerer = Answerer(library_of(article_of(long)))

    assert first(answerer.answer("Which frigate is sold?")) == "The frigate is sold.”"


def test_at_most_three_quotes_and_then_more() -> None:
    text = "\n\n".join(f"Wheat was shipped to port number {n}." for n in range(5))
    answerer = Answerer(library_of(article_of(text)))

    start = answerer.answer("Where was wheat shipped?")
    rest = answerer.answer("Where was wheat shipped?", skip=MOST_QUOTES)
    end = answerer.answer("Where was wheat shipped?", skip=5)

    assert isinstance(start, Answer)
    assert isinstance(rest, Answer)
    assert (len(start.quotations), start.more) == (3, True)
    assert (len(rest.quotations), rest.more) == (2, False)
    assert not set(start.quotations) & set(rest.quotations)
    assert isinstance(end, NoAnswer)


def test_a_follow_up_takes_the_subject_of_the_question_before(answerer: Answerer) -> None:
    answer = answerer.answer("And when was it concluded?", ("Was there an agreement?",))

    assert "in 2019" in first(answer)


@given(st.text(max_size=60), st.integers(0, 5))
def test_every_quote_of_any_answer_stands_in_its_article(
    seed_library: Library, text: str, skip: int
) -> None:
    answer = Answerer(seed_library).answer(text + " helicopters Mali", skip=skip)

    for quotation in answer.quotations if isinstance(answer, Answer) else answer.nearest:
        seed_library.prove(quotation.article.id, quotation.span, quotation.text)
        assert quotation.text == quotation.text.strip()


def test_a_sentence_that_two_articles_share_is_quoted_once() -> None:
    shared = "The ferry sank off Dakar on Sunday."
    library = library_of(article_of(shared, "a"), article_of(f"{shared}\n\nIt was old.", "b"))

    answer = Answerer(library).answer("When did the ferry sink?")

    assert isinstance(answer, Answer)
    assert [quotation.text for quotation in answer.quotations].count(shared) == 1
