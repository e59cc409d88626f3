from hypothesis import given
from hypothesis import strategies as st

from bot.evidence import rank_passages, rank_sentences
from bot.question import read_question
from tests.conftest import article_of, library_of

PORT = article_of(
    "The union received no answer. Trawlers wait outside Oran.\n\n"
    "Wheat was shipped to Oran on Friday. Prices rose.\n\n"
    "The minister spoke of patience.",
    "port",
)
BANK = article_of("The bank of Oran closed. Nobody was paid.", "bank")


def best(text: str, *after: str) -> list[str]:
    library = library_of(PORT, BANK)
    found = rank_sentences(library, read_question(text, after))
    return [e.sentence.span.of(library.articles[e.sentence.article_id].text) for e in found]


def test_the_sentence_with_the_rarer_words_comes_first() -> None:
    assert best("Which bank in Oran closed?")[0] == "The bank of Oran closed."


def test_a_word_of_the_same_event_finds_what_the_question_calls_otherwise() -> None:
    assert best("What was delivered to Oran?")[0] == "Wheat was shipped to Oran on Friday."


def test_an_exact_word_outranks_what_only_stands_in_for_it() -> None:
    assert best("Who received an answer?")[0] == "The union received no answer."


def test_coverage_is_the_share_of_the_question_that_was_found() -> None:
    library = library_of(PORT, BANK)

    (whole, *_) = rank_sentences(library, read_question("closed bank"))
    (part, *_) = rank_sentences(library, read_question("closed bank quokka"))

    assert whole.coverage == 1
    assert 0 < part.coverage < 1
    assert whole.found == part.found


def test_the_question_before_helps_to_find_the_sentence() -> None:
    assert best("And when?", "Who shipped wheat?")[0] == "Wheat was shipped to Oran on Friday."


def test_nothing_shared_gives_nothing() -> None:
    assert best("quokka") == []
    assert best("") == []


@given(st.text("Oran bkclosed?é ", max_size=30))
def test_the_ranking_is_the_same_each_time_and_falls(text: str) -> None:
    library = library_of(PORT, BANK)
    question = read_question(text)

    ranked = rank_sentences(library, question)

    assert ranked == rank_sentences(library, question)
    assert [e.score for e in ranked] == sorted((e.score for e in ranked), reverse=True)
    assert all(0 <= e.coverage <= 1 for e in ranked)
    assert len(rank_passages(library, question, 2)) <= 2
