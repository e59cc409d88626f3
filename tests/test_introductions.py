import pytest

from index.attribution.introductions import introduced
from index.attribution.tagging import tagged

CUES = [
    ("The mayor has however denied it was so.", "en", ["has however denied"]),
    ("The mayor went on to say that it rained.", "en", ["went on to say"]),
    ("The mayor pointed out that it rained.", "en", ["pointed out"]),
    ("According to Ann, it rained.", "en", ["According to"]),
    ("It rained, according to Ann.", "en", ["according to"]),
    ("The mayor declined to say that it rained.", "en", []),
    ("The mayor could say that it rained.", "en", []),
    ("A man said to be rich bought it.", "en", []),
    ("Selon Anne, il pleut.", "fr", ["Selon"]),
    ("D'après Anne, il pleut.", "fr", ["D'après"]),
    ("Il l'a toujours nié, a-t-il ajouté.", "fr", ["a-t-il ajouté"]),
    ("On dit que le roi est mort.", "fr", []),
]


@pytest.mark.parametrize(("text", "language", "cues"), CUES)
def test_the_words_that_introduce_a_statement(text: str, language: str, cues: list[str]) -> None:
    tokens = tagged(text, 0, len(text), language)

    found = [
        text[tokens[s.cue[0]].start : tokens[s.cue[1]].end] for s in introduced(tokens, language)
    ]

    assert found == cues


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The clerk took the money, something Roy denied.", "Roy"),
        ("The clerk took the money, a charge Roy denied.", "Roy"),
        ("The news agency denied it was so.", "The news agency"),
    ],
)
def test_what_was_denied_is_no_part_of_who_denied_it(text: str, source: str) -> None:
    tokens = tagged(text, 0, len(text), "en")
    (found,) = introduced(tokens, "en")

    assert found.source is not None
    assert text[tokens[found.source[0]].start : tokens[found.source[1]].end] == source
