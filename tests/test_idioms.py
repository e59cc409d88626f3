import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.idioms import idioms_in
from index.lexicon import lines


def found(text: str, language: str) -> list[tuple[list[str], str]]:
    return [
        ([span.of(text) for span in idiom.spans], idiom.plain[0])
        for idiom in idioms_in(text, language)
    ]


@pytest.mark.parametrize(
    ("text", "language", "phrase", "plain"),
    [
        ("Who was at the helm of the ferry?", "en", ["at the helm"], "captain"),
        ("Did the judge let the two bankers off?", "en", ["let", "off"], "acquit"),
        ("which minister shot the plan down", "en", ["shot", "down"], "shot down"),
        ("When did the treasurer Pass Away?", "en", ["Pass Away"], "die"),
        ("why did the talks fall through", "en", ["fall through"], "fail"),
        ("who footed the bill for the stadium?", "en", ["footed the bill"], "pay"),
        ("Qui a donné le feu vert au barrage ?", "fr", ["feu vert"], "autoriser"),
        ("Qui était à la tête du syndicat ?", "fr", ["à la tête"], "diriger"),
    ],
)
def test_an_idiom_is_read_as_the_plain_word(
    text: str, language: str, phrase: list[str], plain: str
) -> None:
    assert found(text, language) == [(phrase, plain)]


@pytest.mark.parametrize(
    "text",
    [
        "Who let the dogs in?",
        "Who wore a green hat in the light?",
        "who let one two three four five of them off",  # more words than a phrase holds
    ],
)
def test_words_of_an_idiom_that_stand_otherwise_are_no_idiom(text: str) -> None:
    assert found(text, "en") == []


def test_the_longest_phrase_is_read() -> None:
    assert found("who turned a blind eye", "en")[0][0] == ["turned a blind eye"]


def test_a_text_of_unknown_language_is_read_in_all() -> None:
    assert found("feu vert", "und")
    assert found("green light", "und")


@given(st.text(max_size=80), st.sampled_from(["en", "fr", "und"]))
def test_idioms_of_any_text_lie_in_it_in_order(text: str, language: str) -> None:
    for idiom in idioms_in(text, language):
        assert list(idiom.spans) == sorted(idiom.spans)
        assert idiom.spans[-1].end <= len(text)
        assert idiom.plain


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_phrase_of_the_list_is_found_as_it_stands(language: str) -> None:
    for line in lines(f"idioms.{language}"):
        phrase = line.partition(":")[0]
        spoken = " x ".join(
            " ".join(word.split("/")[0] for word in part.split()) for part in phrase.split("...")
        )
        assert found(spoken, language), spoken
