import pytest

from bot.question import read_question
from index.forms import other_forms


@pytest.mark.parametrize(
    ("word", "language", "other"),
    [
        ("overthrew", "en", "overthrown"),
        ("gunmen", "en", "gunman"),
        ("recu", "fr", "recoivent"),
        ("sold", "und", "sell"),
    ],
)
def test_other_forms_of_a_word_are_known(word: str, language: str, other: str) -> None:
    assert other in other_forms(word, language)
    assert word not in other_forms(word, language)


def test_a_word_that_stemming_is_enough_for_has_none() -> None:
    assert not other_forms("deliver", "en")


def test_a_question_finds_the_other_form_as_the_word_itself() -> None:
    (overthrew,) = read_question("Who overthrew them?").topic

    assert overthrew.terms["overthrown"] == 1
