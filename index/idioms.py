"""Idioms and phrasal verbs of everyday speech, and the plain words that news uses for them.

"Let off" is "acquit", "at the helm" is "captain". The lists are index/lexicon/idioms.*.txt;
their head explains the form.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from index.analysis import folded_in_place
from index.lexicon import UNDERSTOOD, entries
from index.model import Span

GAP = 4
"""Most words between the parts of a phrase: "let the old president off"."""

_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Idiom:
    """Where the words of a phrase stand, and the plain words for it, the plainest first.

    `spans` are those of its own words, without what stands between its parts.
    """

    spans: tuple[Span, ...]
    plain: tuple[str, ...]


def idioms_in(text: str, language: str) -> Iterator[Idiom]:
    """The idioms in `text`, in its order, none overlapping another.

    Any `language` but those understood ("und") looks for those of all.
    """
    bare = folded_in_place(text)
    phrases = _phrases(language)
    end = 0
    for word in _WORD.finditer(bare):
        if word.start() < end:
            continue
        for pattern, plain in phrases.get(word.group(), ()):
            if match := pattern.match(bare, word.start()):
                spans = tuple(Span(*match.span(n)) for n in range(1, len(match.groups()) + 1))
                yield Idiom(spans, plain)
                end = spans[0].end  # a phrase may stand in the gap of another
                break


@cache
def _phrases(language: str) -> Mapping[str, list[tuple[re.Pattern[str], tuple[str, ...]]]]:
    """By the first word of each phrase: its pattern, a group for each part, and its plain words."""
    found: dict[str, list[tuple[re.Pattern[str], tuple[str, ...]]]] = {}
    for known in (language,) if language in UNDERSTOOD else UNDERSTOOD:
        for phrase, plain in entries(f"idioms.{known}"):
            parts = [_pattern(part.split()) for part in phrase.split("...")]
            gap = rf"(?: [\w'-]+){{0,{GAP}}}? "
            pattern = re.compile(gap.join(rf"({part})" for part in parts) + r"(?!\w)")
            words = tuple(word.strip().replace("_", " ") for word in plain.split(","))
            for first in phrase.split()[0].split("/"):
                found.setdefault(first, []).append((pattern, words))
    # The longest phrase that begins with a word goes first: "turn a blind eye" before "turn in".
    return {
        first: sorted(held, key=lambda one: -len(one[0].pattern)) for first, held in found.items()
    }


def _pattern(words: list[str]) -> str:
    return " ".join(
        rf"(?:{'|'.join(re.escape(form) for form in word.split('/'))})" for word in words
    )
