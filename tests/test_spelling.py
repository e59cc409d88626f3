import pytest

from bot.question import read_question, respelt
from bot.spelling import corrections
from tests.conftest import article_of, library_of

PORT = library_of(
    article_of("The helicopters of Colonel Goïta landed in Oran.", "en"),
    article_of("Le gouvernement a commandé des vaccins.", "fr", "fr"),
)


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("Who has the helicoptrs?", (("helicoptrs", "helicopters"),)),
        ("helicpoters", (("helicpoters", "helicopters"),)),
        ("Que fait le gouvernment ?", ()),
        ("Who has the helicopter?", ()),
        ("Who has the landes?", ()),
        ("What is Orano?", (("Orano", "oran"),)),
        ("Who saw the zeppelins?", ()),
        ("Who landed the hens?", ()),
    ],
)
def test_a_misspelt_word_is_taken_for_one_of_the_articles(
    text: str, taken: tuple[tuple[str, str], ...]
) -> None:
    assert corrections(PORT, read_question(text)) == taken


def test_a_question_is_read_with_the_right_words_and_shown_as_typed() -> None:
    question = read_question("Who has the helicoptrs?")

    read = respelt(question, corrections(PORT, question))

    assert read.text == "Who has the helicoptrs?"
    assert [word.text for word in read.topic] == ["helicopters"]
    assert read.corrections == (("helicoptrs", "helicopters"),)
