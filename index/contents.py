"""What a reporting verb reports: where its content begins and ends in the sentence.

Places are indices into the tokens of one sentence; a stretch is (first place, last place).
"""

from index.cues import Verb
from index.lexicon import words
from index.phrases import FINITE, Tokens, phrase_after, time_after

Stretch = tuple[int, int]

_QUESTION_WORDS = frozenset("whether if why how what who when where".split() + ["si", "pourquoi"])
_SUBORDINATORS = frozenset(
    "after before since as because while if when until though although whether than once".split()
    + "lorsque lorsqu' quand puisque alors si comme".split()
)
_THAT = frozenset(["that", "que", "qu'"])


def right_of(tokens: Tokens, head: int, verb: Verb) -> tuple[int, str] | None:
    """Where content begins right of the verb, and by what sign it was known."""
    place = _adverbials(tokens, head + 1)
    sign = _sign(tokens, place, verb)
    if sign:
        return sign
    if "person" in verb.frames or "to" in verb.frames or "of" in verb.frames:
        end = phrase_after(tokens, place)
        if end is not None:
            after = _adverbials(tokens, end + 1)
            sign = _sign(tokens, after, verb, spoken_to=True)
            if sign:
                return (place, "to") if sign[1] in ("to", "of") else sign
    while (
        place < len(tokens)
        and tokens[place].tag in ("IN", "TO")
        and (tokens[place].lower not in _THAT and tokens[place].lower not in _SUBORDINATORS)
    ):
        end = phrase_after(tokens, place + 1)
        if end is None:
            return None
        place = _adverbials(tokens, end + 1)
        sign = _sign(tokens, place, verb)
        if sign and sign[1] not in ("thing", "of", "to"):
            return sign
    return None


def _adverbials(tokens: Tokens, place: int) -> int:
    while place < len(tokens):
        after = time_after(tokens, place)
        if after == place and tokens[place].tag == "RB":
            after = place + 1
        if after == place:
            return place
        place = after
    return place


def _sign(
    tokens: Tokens, place: int, verb: Verb, spoken_to: bool = False
) -> tuple[int, str] | None:
    if place >= len(tokens):
        return None
    token = tokens[place]
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    if token.lower in _THAT and following is not None:
        return place, "that"
    if token.tag in ("Q", "QN"):
        return place, "quote"
    if token.text == ":" and following is not None:
        return place + 1, "colon"
    if token.tag == "," and following is not None and following.tag == "Q":
        return place + 1, "quote"
    if token.tag == ",":
        return place + 1, "comma"
    if token.lower in _QUESTION_WORDS and following is not None and "clause" in verb.frames:
        return place, "that"
    frames = verb.frames
    if "to" in frames and token.lower == "to" and following is not None and following.tag == "VB":
        return place, "to"
    if "of" in frames and token.tag in ("IN", "TO") and following is not None:
        return (place, "of") if token.lower not in _SUBORDINATORS else None
    if spoken_to and "person" not in frames:
        return None
    if "clause" in frames and _begins_clause(tokens, place):
        return place, "clause"
    if "thing" in frames or "claim" in frames:
        end = phrase_after(tokens, place)
        if end is not None and (
            "thing" in frames
            or any(t.lower in words("claim_nouns") for t in tokens[place : end + 1])
        ):
            return place, "thing"
    return None


def _begins_clause(tokens: Tokens, place: int) -> bool:
    """Whether a subject and a finite verb come before any mark: "said the talks had failed"."""
    if tokens[place].tag == "EX":
        return True
    end = phrase_after(tokens, place)
    if end is None:
        return False
    for token in tokens[end + 1 : end + 12]:
        if token.tag in FINITE or token.tag == "VB":
            return True
        if token.tag in (",", ".", ":", "Q", "CC"):
            return False
    return False


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


def says_something(tokens: Tokens, stretch: Stretch) -> bool:
    """Whether a stretch holds a quotation or a finite verb."""
    return any(
        t.tag == "Q" or t.tag in FINITE or t.tag == "VB"
        for t in tokens[stretch[0] : stretch[1] + 1]
    )
