from importlib.resources import files

import pytest

from index.lexicon import lines, words

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
