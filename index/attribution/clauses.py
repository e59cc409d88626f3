"""Clauses of a sentence: where the main one begins, and what stands left of a speaker.

Places are indices into the tokens of one sentence; a stretch is (first place, last place).
"""

from index.attribution.phrases import FINITE, NOUNS, Tokens, phrase_after, word_set

Stretch = tuple[int, int]

_SUBJECTS = NOUNS | {"PRP"}


def main_clause_after(tokens: Tokens, first: int) -> int | None:
    """The comma behind which the sentence's main clause begins, after a clause that depends
    on it: "After X said so, Y left"."""
    for place in range(first, len(tokens) - 2):
        if tokens[place].tag != ",":
            continue
        if tokens[place + 1].tag in FINITE:
            return place
        end = phrase_after(tokens, place + 1)
        if end is not None and end + 1 < len(tokens) and _verb_stands(tokens, end + 1):
            return place
    return None


def main_verb_after(tokens: Tokens, first: int) -> int | None:
    """The comma behind which the verb of "X, who said so, left" stands."""
    for place in range(first, len(tokens) - 1):
        if tokens[place].tag == "," and _verb_stands(tokens, place + 1):
            return place
    return None


def _verb_stands(tokens: Tokens, place: int) -> bool:
    """Whether a finite verb stands there, adverbs before it passed over."""
    while place < len(tokens) - 1 and tokens[place].tag == "RB":
        place += 1
    return tokens[place].tag in FINITE


def left_of(tokens: Tokens, before: int) -> Stretch | None:
    """The stretch left of a speaker or cue beginning at `before`: "C," or a quotation."""
    last = before - 1
    if last < 0:
        return None
    if tokens[last].tag in (",", ":"):
        last -= 1
    elif tokens[last].tag != "Q":
        return None
    if last < 0:
        return None
    first = 0
    for place in range(last, -1, -1):
        if tokens[place].text == ";":
            first = place + 1
            break
    while first <= last and tokens[first].tag in ("CC", ",", ":"):
        first += 1
    return (first, last) if first <= last else None


def quotes(tokens: Tokens, stretch: Stretch) -> bool:
    """Whether a stretch holds a quotation that says something."""
    return any(t.tag == "Q" for t in tokens[stretch[0] : stretch[1] + 1])


def states(tokens: Tokens, stretch: Stretch) -> bool:
    """Whether a stretch is a statement by itself: a quotation, or a clause that depends on
    nothing outside. "After the vote," is none, "In Ohio, prices rose," is."""
    if quotes(tokens, stretch):
        return True
    first, last = stretch
    opener = tokens[first]
    if opener.tag in ("IN", "TO", "VBN", "VBG", "VBD", "WRB", "RB") or (
        opener.lower in word_set("subordinators")
    ):
        commas = [p for p in range(first, last) if tokens[p].tag == ","]
        if not commas and opener.tag != "RB":
            return False
        first = commas[0] + 1 if commas else first + 1
    return any(
        tokens[place].tag in FINITE
        # "Exports fell by a third": a participle to the tagger
        or (tokens[place].tag == "VBN" and place > first and tokens[place - 1].tag in _SUBJECTS)
        for place in range(first, last + 1)
    )
