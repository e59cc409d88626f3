from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.checking import MOST_SENTENCES, asks_of_claim, checked_message, held_against
from bot.message import Style, prove
from bot.wording import ENGLISH
from index.library import Library
from tests.conftest import article_of, library_of

TEXT = (
    "“The harbour paid us in May,” the minister said. “We have receipts,” the minister said.\n\n"
    "The harbour denied that it paid the minister in May.\n\nThe trial begins in June.\n\n"
    "Fishermen denied that trawlers had emptied the lagoon."
)


@pytest.fixture(scope="module")
def library() -> Library:
    return library_of(article_of(TEXT, "paid", published=date(2023, 5, 9)))


def quotes(library: Library, claim: str) -> tuple[str, list[str]]:
    """What is said of a claim, and what is quoted."""
    message = checked_message(held_against(library, claim), ENGLISH)
    prove(message, library)
    marked = [m.span.of(message.text) for m in message.marks if m.style is Style.QUOTE]
    return message.text.split("\n\n")[0], marked


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "?", "Who disputes this?", "Is this true?", "is that right", "true?"),
        *("Is it disputed?", "Does anyone deny that?", "who says otherwise?", "fact check this"),
        *("Qui conteste cela ?", "C'est vrai ?", "Est-ce vrai ?", "Qui dit le contraire ?"),
    ],
)
def test_a_question_may_be_about_nothing_but_what_was_said(text: str) -> None:
    assert asks_of_claim(text)


@pytest.mark.parametrize(
    "text",
    ["Who paid?", "And when?", "Is the mayor right?", "Who disputes the fishing quota?", "Thanks!"],
)
def test_a_question_of_its_own_is_not_about_what_was_said(text: str) -> None:
    assert not asks_of_claim(text)


@given(st.text(max_size=60))
def test_any_text_can_be_asked_of(text: str) -> None:
    assert asks_of_claim(text) in (True, False)


@pytest.mark.parametrize(
    "claim",
    [
        "The harbour paid us in May",
        "“the harbour paid us in May,”"[1:],
        "'harbour paid us in  May'",
    ],
)
def test_a_claim_that_stands_there_word_for_word_is_called_so(claim: str, library: Library) -> None:
    head, quoted = quotes(library, claim)

    assert head in (ENGLISH.stands_there, ENGLISH.comes_nearest)
    assert "harbour paid us in May" in quoted[0]


def test_a_claim_in_other_words_is_held_against_what_comes_nearest(library: Library) -> None:
    head, quoted = quotes(library, "Harbour: yes, it paid the minister in May!")

    assert head == ENGLISH.comes_nearest
    assert "The harbour denied that it paid the minister in May." in quoted


def test_that_nobody_denies_a_claim_is_said_before_it_is_quoted(library: Library) -> None:
    head, quoted = quotes(library, "The trial begins in June.")

    assert head == f"{ENGLISH.nobody_denies}\n{ENGLISH.stands_there}"
    assert quoted == ["The trial begins in June."]


def test_of_a_denial_it_is_not_said_that_nobody_denies_it(library: Library) -> None:
    head, _ = quotes(library, "Trawlers had emptied the lagoon, fishermen say")

    assert ENGLISH.nobody_denies not in head


def test_what_the_articles_do_not_have_is_called_so(library: Library) -> None:
    for claim in ("Elephants dance in Ruritania every night.", "Wow", "", "🐘 🐘", "?!"):
        assert quotes(library, claim) == (ENGLISH.nothing_like_it, [])


def test_of_a_post_the_disputed_sentence_comes_first_and_each_once(library: Library) -> None:
    post = "BREAKING\n\nThe trial begins in June. The harbour paid us in May. In May it paid us!"

    _, quoted = quotes(library, post)

    assert "harbour" in quoted[0]
    assert len(quoted) == len(set(quoted))


def test_of_an_endless_post_only_the_beginning_is_looked_at(library: Library) -> None:
    post = "Elephants dance in Ruritania. " * MOST_SENTENCES + "The trial begins in June."

    assert quotes(library, post) == (ENGLISH.nothing_like_it, [])
