"""Word lists as data files, and their reader.

A list is a UTF-8 text file beside this module; `#` starts a comment that runs to the end of
the line.
"""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

UNDERSTOOD = ("en", "fr")
"""Languages whose words the lists hold, as ISO 639-1 codes."""


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
