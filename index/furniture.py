"""What stands in the text of a web page beside the article: labels of captions and videos,
pointers to other articles.

News is kept as it was fetched, so furniture stays in the text; but "Story highlights" is no
source that "rejects" something, and the headline of another article is no sentence of this one.
Labels are in index/lexicon/web_labels.txt.
"""

import re
from collections.abc import Iterator
from functools import cache

from index.lexicon import entries, letters
from index.model import Span, stripped


def without_labels(text: str, sentence: Span) -> Iterator[Span]:
    """The sentence cut before and behind every label in it; joined with the white space between
    them the pieces give it back."""
    if _in_labels().isdisjoint(letters(sentence.of(text))):  # most have none
        yield from stripped(text, sentence.start, sentence.end)
        return
    start = sentence.start
    for label in _labels().finditer(text, sentence.start, sentence.end):
        yield from stripped(text, start, label.start())
        yield from stripped(text, label.start(), label.end())
        start = label.end()
    yield from stripped(text, start, sentence.end)


def is_furniture(sentence: str) -> bool:
    """Whether a sentence, as segmentation cuts it, is a label, or points to something else."""
    return bool(_labels().fullmatch(sentence) or _pointers().match(sentence))


@cache
def _labels() -> re.Pattern[str]:
    return _any_of("label")


@cache
def _pointers() -> re.Pattern[str]:
    return _any_of("pointer")


@cache
def _in_labels() -> frozenset[str]:
    """Words of which every label has one."""
    return frozenset(word for of, _ in entries("web_labels") for word in of.split()[1:])


def _any_of(kind: str) -> re.Pattern[str]:
    found = (pattern for of, pattern in entries("web_labels") if of.split()[0] == kind)
    return re.compile("|".join(f"(?:{pattern})" for pattern in found))
