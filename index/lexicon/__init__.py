"""Word lists as data files, and their reader.

A list is a UTF-8 text file beside this module; `#` starts a comment that runs to the end of
the line.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib.resources import files

UNDERSTOOD = ("en", "fr")
"""Languages whose words the lists hold, as ISO 639-1 codes."""

_LETTERS = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=512)  # whoever annotates an article asks for the same sentences
def letters(text: str) -> frozenset[str]:
    """The runs of letters in a text, in lower case: what is not among them stands nowhere in it,
    which is cheaper to ask than to look where it stands."""
    return frozenset(_LETTERS.findall(text.lower()))


def telling(word: str) -> str:
    """The longest run of letters of a word, the last of several: a text without it has not the
    word. ValueError for a word without letters."""
    runs: list[str] = _LETTERS.findall(word.lower())
    return max(reversed(runs), key=len)


@cache
def words(name: str) -> frozenset[str]:
    """The words of the list `name`, e.g. "function_words.en", as written there."""
    return frozenset(word for line in lines(name) for word in line.split())


def lines(name: str) -> Iterator[str]:
    """The lines of the list `name` that hold more than a comment."""
    text = (files(__package__) / f"{name}.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if content := line.split("#", 1)[0].strip():
            yield content


def entries(name: str) -> Iterator[tuple[str, str]]:
    """The lines "key: what is listed" of the list `name`; a key may have several."""
    for line in lines(name):
        key, _, listed = line.partition(":")
        yield key.strip(), listed.strip()


def pattern_of(listed: Iterable[str]) -> str:
    """A regular expression that finds any of some words, where several begin at one place the
    first; underscores stand for spaces, * for any ending. What begins alike stands together, so
    that a character is compared with few of them."""
    by_first: dict[str, list[str]] = {}
    for word in listed:
        by_first.setdefault(word[:1], []).append(_spelled(word[1:]))
    return "|".join(
        f"{_spelled(first)}(?:{'|'.join(others)})" for first, others in by_first.items()
    )


def _spelled(word: str) -> str:
    return re.escape(word).replace("_", " ").replace(r"\*", r"\w*")
