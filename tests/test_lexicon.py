import re
from importlib.resources import files

import pytest

from index.lexicon import lines, pattern_of, words

FILES = [file.name for file in files("index.lexicon").iterdir()]
LISTS = sorted(name.removesuffix(".txt") for name in FILES if name.endswith(".txt"))
WITH_NAMES = (
    "seats_of_government",
    "news_concepts",
    "english_french.",
    "french_demonyms",
    "time_words",
    "time_patterns",
    "word_classes",
    "web_labels",
)


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_not_empty_and_its_comments_are_left_out(name: str) -> None:
    assert words(name)
    assert not any("#" in line for line in lines(name))


@pytest.mark.parametrize("name", [name for name in LISTS if not name.startswith(WITH_NAMES)])
def test_lists_are_lower_case(name: str) -> None:
    assert all(word == word.lower() for word in words(name))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("she denied it", ["denied"]),
        ("they had nothing to do with it", ["had nothing to do"]),
        ("he had it repaired; refuting is left", ["repaired", "refuting"]),
        ("nothing of the kind", []),
    ],
)
def test_a_pattern_finds_any_of_the_words_listed(text: str, found: list[str]) -> None:
    pattern = pattern_of(["denied", "had_nothing_to_do", "re*", "denies"])

    assert re.findall(rf"\b(?:{pattern})\b", text) == found


def test_of_words_that_begin_at_one_place_the_first_is_found() -> None:
    assert re.findall(pattern_of(["not", "no", "not_true"]), "not true, no") == ["not", "no"]
