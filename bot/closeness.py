"""How much of a question stands close to what may answer it.

"Gunmen killed two and fled; police arrested nine" holds two numbers: that which answers stands
beside the words asked about.
"""

from bisect import bisect_left
from collections.abc import Sequence

from bot.expected import Candidate
from index.analysis import content_tokens
from index.model import Query

REACH = 4
"""Content words between the answer and a word of the question; measured from 3 to 8."""


class Closeness:
    """Tells of sentences how much of one question stands close to what may answer it.

    `asked`: the terms of each word of the question, weighted, and how much the word counts.
    """

    def __init__(self, asked: Sequence[tuple[Query, float]]) -> None:
        everything = sum(counts for _, counts in asked) or 1.0
        self._counts = [counts / everything for _, counts in asked]
        self._meant: dict[str, list[tuple[int, float]]] = {}
        for number, (terms, _) in enumerate(asked):
            for term, share in terms.items():
                self._meant.setdefault(term, []).append((number, share))

    def of(self, sentence: str, language: str, candidates: Sequence[Candidate]) -> float:
        """The share of the question, 0 to 1, within REACH of the best of `candidates`."""
        if not candidates:
            return 0.0
        found = content_tokens(sentence, language)
        held = [
            (place, number, share)
            for place, (_, _, form) in enumerate(found)
            for stem in form.stems
            if stem in self._meant
            for number, share in self._meant[stem]
        ]
        if not held:
            return 0.0
        starts = [start for start, _, _ in found]
        best = 0.0
        for span in {candidate.span for candidate in candidates}:
            at = bisect_left(starts, span.start)
            shares: dict[int, float] = {}
            for place, number, share in held:
                if abs(place - at) > REACH:
                    continue
                start, end, _ = found[place]
                if not (span.start <= start and end <= span.end):
                    shares[number] = max(shares.get(number, 0.0), share)
            best = max(best, sum(share * self._counts[number] for number, share in shares.items()))
        return best
