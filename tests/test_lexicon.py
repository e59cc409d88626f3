import re
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.lexicon import letters, lines, pattern_of, telling, words

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


def test_a_text_is_known_by_its_runs_of_letters() -> None:
    assert letters("L'Été 2020: NO co-op_s!") == {"l", "été", "no", "co", "op", "s"}


def test_a_word_is_told_by_its_longest_run_of_letters() -> None:
    assert telling("aujourd'hui") == "aujourd"
    assert telling("a.m") == "m"


@given(st.text(max_size=20), st.text(min_size=1, max_size=20).filter(letters), st.text(max_size=20))
def test_a_text_with_a_word_has_what_tells_it(before: str, word: str, behind: str) -> None:
    assert telling(word) in letters(f"{before} {word} {behind}")
