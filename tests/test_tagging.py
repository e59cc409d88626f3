import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.attribution.tagging import Token, tagged

ENGLISH = [
    ("He claims the report reads well.", "claims", "VBZ"),
    ("The claims were false.", "claims", "NNS"),
    ("The general didn't say that.", "say", "VB"),
    ("The general didn't say that.", "n't", "RB"),
    ("Gen. Doe left.", "Gen.", "NNP"),
    ("The officials said so.", "said", "VBD"),
    ("It has denied this.", "denied", "VBN"),
    ("The Zorgon zorgified it.", "Zorgon", "NNP"),
]
FRENCH = [
    ("Le ministre a déclaré forfait.", "déclaré", "VBN"),
    ("Le groupe déclaré terroriste part.", "déclaré", "JJ"),
    ("L'annonce a surpris.", "annonce", "NN"),
    ("Il annonce un départ.", "annonce", "VBZ"),
    ("« Oui », dit-il.", "-il", "PRP"),
    ("L'armée part.", "L'", "DT"),
    ("Jeudi, Paul Roy est parti.", "Roy", "NNP"),
]


@pytest.mark.parametrize(("text", "word", "tag"), ENGLISH)
def test_english_words_in_their_sentence(text: str, word: str, tag: str) -> None:
    assert {t.text: t.tag for t in tagged(text, 0, len(text), "en")}[word] == tag


@pytest.mark.parametrize(("text", "word", "tag"), FRENCH)
def test_french_words_in_their_sentence(text: str, word: str, tag: str) -> None:
    assert {t.text: t.tag for t in tagged(text, 0, len(text), "fr")}[word] == tag


def test_a_whole_stands_as_it_is() -> None:
    text = 'He said "it is so" twice.'
    whole = Token(8, 18, text[8:18], "", "Q")

    assert [t.text for t in tagged(text, 0, len(text), "en", [whole])] == [
        "He", "said", '"it is so"', "twice", ".",
    ]  # fmt: skip


@given(st.text(max_size=80), st.sampled_from(["en", "fr"]))
def test_tokens_are_the_text_in_order_and_leave_out_only_white_space(
    text: str, language: str
) -> None:
    at = 0
    for token in tagged(text, 0, len(text), language):
        assert token.text == text[token.start : token.end]
        assert not text[at : token.start].strip()
        assert token.tag
        at = token.end
    assert not text[at:].strip()
