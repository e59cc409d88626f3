"""Word lists as data files, and their reader.

A list is a UTF-8 text file beside this module: words separated by white space, `#` starts
a comment that runs to the end of the line.
"""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

UNDERSTOOD = ("en", "fr")
"""Languages whose words the lists hold, as ISO 639-1 codes."""


@cache
def words(name: str) -> frozenset[str]:
    """The words of the list `name`, e.g. "function_words.en", as written there."""
    return frozenset(_words(name))


def _words(name: str) -> Iterator[str]:
    text = (files(__package__) / f"{name}.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        yield from line.split("#", 1)[0].split()
