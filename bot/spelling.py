"""Words of a question that are misspelt: "helicoptrs" is taken for "helicopters".

Only what no article holds and no dictionary knows is taken for another word, and only for one
of the articles' own that is nearly the same; whoever asked is told.
"""

from collections.abc import Iterator

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from bot.question import Question
from index.attribution.brill import in_dictionary
from index.bilingual import COGNATE
from index.library import Library

SHORTEST = 5
"""Letters of a word; shorter ones are too near to too many others."""

LONG = 8
"""Letters from which on a word may be wrong in two places."""

SHORTEST_FRENCH = 7
"""Letters of a word of a French question, for there is no dictionary of French at hand."""


def corrections(library: Library, question: Question) -> tuple[tuple[str, str], ...]:
    """What of the question is taken for what, both as words, in the order of the question."""
    return tuple(_corrections(library, question))


def _corrections(library: Library, question: Question) -> Iterator[tuple[str, str]]:
    for word in question.topic:
        typed = word.text.strip("'’")
        french = question.language != "en"
        if len(typed) < (SHORTEST_FRENCH if french else SHORTEST):
            continue
        if not typed.isalpha() or in_dictionary(typed.lower()):
            continue
        if any(library.knows(term) for term, weight in word.terms.items() if weight >= COGNATE):
            continue
        most = 2 if len(typed) >= LONG and not word.name and not french else 1
        near = process.extract(
            typed.lower(),
            library.vocabulary,
            scorer=DamerauLevenshtein.distance,
            score_cutoff=most,
            limit=20,
        )
        # The first letter is seldom wrong; of equals the commoner word is meant.
        near = [n for n in near if n[0][0] == typed[0].lower() and n[0] != typed.lower()]
        if near:
            best = min(near, key=lambda n: (n[1], -library.frequency(n[0]), n[0]))
            yield word.text, best[0]
