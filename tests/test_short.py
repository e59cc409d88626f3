import pytest

from bot.evidence import rank_sentences
from bot.question import read_question
from bot.short import short_answer
from tests.conftest import article_of, library_of

STRIKE = library_of(
    article_of(
        "The ferry of Oran was sold in March 2019 for 30 million euros. "
        "Divers found the wreck on 2 May 2020 and raised it on 7 June 2020. "
        "The port will close, said Inès Caron. "
        "The company Maritima bought four tugs."
    )
)


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("When was the ferry of Oran sold?", "March 2019"),
        ("When did divers find the wreck?", None),
        ("For how much was the ferry of Oran sold?", "30 million euros"),
        ("How much was paid for the ferry?", None),
        ("How many tugs did the company buy?", "four"),
        ("Which company bought tugs?", None),
        ("Who says the port will close?", "Inès Caron"),
        ("Why was the ferry sold?", None),
    ],
)
def test_one_thing_of_the_kind_asked_for_is_the_short_answer(text: str, short: str | None) -> None:
    question = read_question(text)
    best = rank_sentences(STRIKE, question)[0]

    span = short_answer(STRIKE, question, best)

    assert (span.of(STRIKE.articles["a"].text) if span else None) == short
    assert span is None or best.sentence.span.contains(span)
