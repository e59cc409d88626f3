from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering import Answer, Answerer, NoAnswer, Searched
from bot.delivery import MOST_ENTITIES, outgoing
from bot.message import LONGEST_MESSAGE
from bot.question import read_question
from bot.quotation import LONGEST_QUOTE, MOST_SIDES, Quotation, Side
from bot.rendering import answer_message
from bot.sides import without_sides
from bot.views import sides_message
from bot.wording import ENGLISH
from index.library import Library
from index.model import STRENGTHS, Article, Attribution, Claim, Sentence, Span, Timex
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
        ("Qui le nie ?", []),
        ("Who objects?", []),
        ("Who says otherwise?", []),
        ("Who denies that the opposition won?", ["opposition", "won"]),
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


def hand_made(texts: list[str], sides: int) -> tuple[Library, Quotation]:
    """A quote of the first text, disputed by and disputing what the others say; each a claim
    whose source, cue and content, and whose dates too, are its text."""
    articles = [article_of(f"a{text}z", f"{n}", title=text) for n, text in enumerate(texts)]
    quoted = [_quoted(article) for article in articles]
    own, *others = quoted
    against = tuple(
        Side(other, other.claims[0], STRENGTHS[n % len(STRENGTHS)])
        for n, other in enumerate(others[:sides])
    )
    return library_of(*articles), replace(own, disputed_by=against, disputes=against)


def _quoted(article: Article) -> Quotation:
    whole = Span(0, len(article.text))
    said = Attribution(
        (whole,),
        (whole,),
        (whole,),
        "direct",
        "denies",
        anonymous=True,
        secondary_source=whole,
        antecedent=whole,
    )
    day = Timex(whole, "DATE", "2020-05-01", date(2020, 5, 1), date(2020, 5, 1))
    claim = Claim(article.id, (Sentence(article.id, whole, 1),), said, (), day)
    return Quotation(article, whole, 1, 1.0, whole, (claim,), claim)


@given(
    st.lists(st.text(max_size=LONGEST_QUOTE - 2), min_size=1, max_size=4),
    st.integers(0, MOST_SIDES),
    st.sampled_from(["Who?", "Qui ?"]),
)
def test_any_answer_with_sides_fits_has_few_entities_and_is_proved(
    texts: list[str], sides: int, question: str
) -> None:
    library, quotation = hand_made(texts, sides)
    several = tuple(replace(quotation, score=score) for score in (3.0, 2.0, 1.0))

    message = answer_message(Answer(read_question(question), several, Searched(1, 1)))
    sent = outgoing(message, library)

    assert 0 < len(message.text) <= LONGEST_MESSAGE
    assert len(sent.entities) <= MOST_ENTITIES
    for quoted in message.quotes:
        article = library.articles[quoted.article_id]
        assert quoted.at.of(message.text) == quoted.span.of(article.text)


def test_two_who_deny_each_other_are_shown_as_denied_and_as_denying() -> None:
    library, quotation = hand_made(["first", "second"], 1)

    message = answer_message(Answer(read_question("Who?"), (quotation,), Searched(1, 1)))

    assert message.text.count("\nDenied by asecondz") == 1
    assert message.text.count("\nSaid against asecondz") == 1
    assert outgoing(message, library).text == message.text


@pytest.mark.parametrize("letter", ["x", "😀", "\u0301", "<", "«"])
def test_the_longest_quotes_and_sources_fit_too(letter: str) -> None:
    library, quotation = hand_made([letter * (LONGEST_QUOTE - 2)] * 4, MOST_SIDES)

    for message in (
        answer_message(Answer(read_question("Qui ?"), (quotation,) * 3, Searched(1, 1))),
        sides_message(quotation, ENGLISH),
    ):
        assert len(message.text) <= LONGEST_MESSAGE
        assert outgoing(message, library).entities


@given(st.lists(st.text(max_size=80), max_size=3), st.text(max_size=30))
def test_questions_about_sides_are_answered_over_any_article(texts: list[str], about: str) -> None:
    articles = [article_of(f"The port paid, {text}", f"{n}") for n, text in enumerate(texts)]
    denial = article_of(f"Rail Union denied that the port had paid {about}", "denial")
    library = library_of(*articles, denial)
    answerer = Answerer(library)

    for question in ("Who disputes it?", f"Who denies that the port paid {about}?"):
        message = answer_message(answerer.answer(question, (f"Who paid {about}?",)))
        assert outgoing(message, library).text


def test_who_contests_what_nobody_claims_is_told_in_the_words_of_the_question() -> None:
    held = library_of(
        article_of(
            "The election in Norland was held on Sunday. Two parties contested the election in "
            "court. The harbour was closed.",
            "election",
        )
    )

    answer = Answerer(held).answer("Who contests the election in Norland?")

    assert isinstance(answer, Answer)
    assert answer.quotations[0].text.startswith("Two parties contested")
    assert isinstance(Answerer(held).answer("Who contests the closure of the harbour?"), NoAnswer)


def test_where_it_is_asked_who_denies_what_nobody_claims_nothing_is_found_in_other_words() -> None:
    held = library_of(
        article_of(
            "The mayor of Tarn was not asked whether he denied any involvement in the fire. "
            "The harbour was closed after the fire in Tarn.",
            "fire",
        )
    )

    assert isinstance(Answerer(held).answer("Who denied involvement in the fire?"), NoAnswer)
