import pytest

from index.attribution.brill import guessed, in_dictionary, lexicon, mended


def test_the_lexicon_gives_the_commonest_tag_of_a_word() -> None:
    assert lexicon()["house"] == "NN"
    assert in_dictionary("house")
    assert not in_dictionary("zorgify")


@pytest.mark.parametrize(
    ("word", "tag"),
    [
        ("Zorgon", "NNP"),
        ("@zorgon", "NNP"),
        ("zorgingly", "RB"),
        ("zorgified", "VBN"),
        ("zorgs", "NNS"),
        ("3-zorg", "JJ"),
        ("3zorg", "CD"),
        ("zorg", "NN"),
    ],
)
def test_an_unknown_word_is_told_by_its_capital_or_its_ending(word: str, tag: str) -> None:
    assert guessed(word) == tag


def test_rules_on_neighbours_change_tags() -> None:
    assert mended(["PRP", "VBD", "TO", "NN"], ["They", "wanted", "to", "report"])[3] == "VB"


def test_a_sentence_without_words_has_no_tags() -> None:
    assert mended([], []) == []
