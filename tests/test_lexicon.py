from importlib.resources import files

import pytest

from index.lexicon import lines, words

LISTS = sorted(
    p.name.removesuffix(".txt") for p in files("index.lexicon").iterdir() if ".txt" in p.name
)


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_not_empty_and_its_comments_are_left_out(name: str) -> None:
    assert words(name)
    assert not any("#" in line for line in lines(name))


@pytest.mark.parametrize(
    "name", [n for n in LISTS if n not in ("seats_of_government", "news_concepts")]
)
def test_lists_are_lower_case(name: str) -> None:
    assert all(word == word.lower() for word in words(name))
