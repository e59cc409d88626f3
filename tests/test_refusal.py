from datetime import date

import pytest

from bot.answering import Answer, Answerer, NoAnswer
from bot.evidence import rank_sentences
from bot.question import read_question
from bot.refusal import MOST, least, strength, that_may_answer, why_not
from index.library import Library
from tests.conftest import article_of, library_of

FERRY = library_of(
    article_of(
        "The ferry of Oran sank on Friday with forty goats aboard.\n\n"
        "Its owner, Maritima, paid two million euros to the families.\n\n"
        "Mayor Inès Caron spoke of a disaster."
    )
)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("When did the ferry sink?", None),
        ("Who is the mayor?", None),
        ("How many goats were aboard?", None),
        ("How much did Maritima pay?", None),
        ("How many bicycles were aboard the ferry?", "no number"),
        ("Who is the captain of the ferry?", "name no “captain”"),
        ("What did Ahmed Zabana say of the ferry?", "“Ahmed”, “Zabana” do not occur"),
        ("zeppelin", "“zeppelin” does not occur"),
        ("?", "no word to search for"),
    ],
)
def test_a_refusal_names_what_could_not_be_found(text: str, why: str | None) -> None:
    question = read_question(text)
    ranked = rank_sentences(FERRY, question)

    said = why_not(FERRY, question, that_may_answer(FERRY, question, ranked), ranked)

    assert said is None if why is None else said is not None and why in said


def test_only_amounts_answer_what_asks_for_an_amount() -> None:
    question = read_question("How much did the ferry cost?")
    ranked = rank_sentences(FERRY, question)

    assert all(
        "euros" in e.sentence.span.of(FERRY.articles["a"].text)
        for e in that_may_answer(FERRY, question, ranked)
    )


def test_more_is_asked_where_more_is_searched() -> None:
    assert 0 < least(FERRY) < MOST
    assert strength([]) == 0


PORTS = library_of(
    article_of("The port of Oran burned on Friday. A leak caused the fire in Oran.", "a"),
    article_of("The mayor of Sète spoke. Inès Caron, mayor of Sète, called it a disaster.", "b"),
    article_of("The ferry of Bastia is late again. Bastia waits.", "c"),
)


@pytest.mark.parametrize(
    ("text", "lacks"),
    [("What caused the fire in Bastia?", "Bastia"), ("Who is the mayor of Oran?", "mayor")],
)
def test_another_towns_news_is_no_answer(text: str, lacks: str) -> None:
    question = read_question(text)
    found = [e for e in rank_sentences(PORTS, question) if e.sentence.article_id != "c"]

    said = why_not(PORTS, question, found, found)

    assert said is not None
    assert f"“{lacks}”" in said


@pytest.fixture(scope="module")
def news() -> Library:
    """Of some thousand sentences, so that words are rare as they are in news."""

    def log(month: int) -> str:
        days = (f"Pilot {month}{day} guided a quiet convoy past buoy {day}." for day in range(30))
        return "\n\n".join(days)

    return library_of(
        *(article_of(log(n), f"log-{n}", published=date(2019, 1, 1)) for n in range(40)),
        article_of(
            "Two patrol boats were delivered to Togo on Friday, the navy of Togo said.\n\n"
            "The engines are French. " + "A pilot guided a quiet convoy. " * 9 + "\n\n"
            "Malta had asked about the price.",
            "boats",
            published=date(2019, 6, 1),
        ),
    )


@pytest.mark.parametrize(
    ("text", "lacks"),
    [
        ("How many patrol boats were delivered to Togo?", None),
        ("How many patrol boats were delivered to Malta?", "Malta"),
        ("Who guided the convoy?", None),
        ("What did Togo auction?", "auction"),
    ],
)
def test_what_is_told_of_others_or_of_other_deeds_is_no_answer(
    news: Library, text: str, lacks: str | None
) -> None:
    answer = Answerer(news).answer(text)

    if lacks is None:
        assert isinstance(answer, Answer)
    else:
        assert isinstance(answer, NoAnswer)
        assert f"“{lacks}”" in answer.why


@pytest.mark.parametrize(
    ("year", "answers"), [(1995, False), (2018, True), (2019, True), (2020, False)]
)
def test_no_article_tells_of_what_happened_after_or_long_before_it_was_written(
    news: Library, year: int, answers: bool
) -> None:
    answer = Answerer(news).answer(f"How many patrol boats were delivered to Togo in {year}?")

    assert isinstance(answer, Answer) is answers
    assert answers or (isinstance(answer, NoAnswer) and "another time" in answer.why)


def test_an_article_that_names_the_year_tells_of_it_however_late(news: Library) -> None:
    late = article_of(
        "In 2012 Chad received nine patrol boats for its lake.", "lake", published=date(2019, 7, 1)
    )
    held = library_of(*news.articles.values(), late)

    answer = Answerer(held).answer("How many patrol boats were delivered to Chad in 2012?")

    assert isinstance(answer, Answer)
    assert "nine patrol boats" in answer.quotations[0].text
