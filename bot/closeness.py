"""How much of a question stands close to what may answer it.

"Gunmen killed two and fled; police arrested nine" holds two numbers: that which answers stands
beside the words asked about.
"""

from collections.abc import Sequence

from bot.expected import Candidate
from index.analysis import content_words
from index.model import Query

REACH = 4
"""Content words between the answer and a word of the question; measured from 3 to 8."""


def closeness(
    asked: Sequence[tuple[Query, float]],
    sentence: str,
    language: str,
    candidates: Sequence[Candidate],
) -> float:
    """The share of the question, 0 to 1, that stands within REACH of the best of `candidates`.

    `asked`: the terms of each word of the question, weighted, and how much the word counts.
    """
    everything = sum(counts for _, counts in asked)
    if not candidates or not everything:
        return 0.0
    found = content_words(sentence, language)
    held = [
        (place, number, share)
        for place, word in enumerate(found)
        for number, (terms, _) in enumerate(asked)
        if (share := max((terms.get(stem, 0.0) for stem in word.stems), default=0.0))
    ]
    best = 0.0
    for span in {candidate.span for candidate in candidates}:
        at = next((n for n, word in enumerate(found) if word.span.start >= span.start), len(found))
        shares: dict[int, float] = {}
        for place, number, share in held:
            if abs(place - at) <= REACH and not span.contains(found[place].span):
                shares[number] = max(shares.get(number, 0.0), share)
        near = sum(share * asked[number][1] for number, share in shares.items())
        best = max(best, near / everything)
    return best
