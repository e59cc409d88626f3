"""Negation: which words of a sentence stand in its scope.

What a denier negates tells which claims are meant: of "were [not] orders from the regime" the
orders and the regime are disputed, the rest of the sentence is not.
"""

import re
from functools import cache

from index.denials.clauses import QUOTES, Reading, lexicon, lowered
from index.lexicon import UNDERSTOOD, pattern_of
from index.model import Span

_PASSED = QUOTES | frozenset("-,%&$€.")


def negated(text: str, stretch: Span, language: str) -> tuple[Span, ...]:
    """The stretches within `stretch` that a negation reaches, in the order of the text."""
    found: list[Span] = []
    for one in (language,) if language in UNDERSTOOD else UNDERSTOOD:
        if not _marks(one).search(lowered(text[stretch.start : stretch.end])):
            continue
        reading = Reading.of(text, stretch, lexicon("negation", one, ()))
        reached = 0
        for at in range(len(reading)):
            if at >= reached and _negates(reading, at):
                reached = _reach(reading, at + 1)
                span = reading.span(at + 1, reached)
                if span is not None:
                    found.append(span)
    return tuple(sorted(set(found)))


@cache
def _marks(language: str) -> re.Pattern[str]:
    """Finds something in every sentence that negates."""
    listed = lexicon("negation", language, ()).lists["negation"]
    return re.compile(rf"\b(?:{pattern_of(words[0] for words in listed)})|n't")


def _negates(reading: Reading, at: int) -> bool:
    if reading.word(at).endswith("n't"):
        return True
    idiom = reading.word(at + 1)
    return reading.listed(at, "negation") and not reading.lexicon.has("idiom", idiom)


def _reach(reading: Reading, start: int) -> int:
    """The token before which the scope of a negation before `start` ends."""
    for end in range(start, len(reading)):
        word = reading.words[end]
        bracket = word == "]" and end == start  # "[not] orders"
        if not (word[0].isalnum() or word in _PASSED or bracket):
            return end
        if reading.listed(end, "ends") or (
            word in ",." and end + 1 < len(reading) and not reading.word(end + 1)[0].isdigit()
        ):
            return end
    return len(reading)
