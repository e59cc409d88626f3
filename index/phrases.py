"""Noun phrases and verb groups in a tagged sentence, found from where a cue stands.

No parser: a phrase is walked word by word, from its last word back or from its first word on.
Places are indices into the sentence's tokens; None where no such phrase stands there.
"""

from collections.abc import Sequence
from functools import cache

from index.lexicon import words
from index.tagging import Token

Tokens = Sequence[Token]

NOUNS = frozenset(["NN", "NNS", "NNP", "NNPS", "QN"])
"""Tags of nouns; "QN" is a word or phrase in quotation marks that names rather than says."""
FINITE = frozenset(["VBZ", "VBD", "VBP", "MD"])
_BEFORE_NOUNS = NOUNS | {"JJ", "JJR", "JJS", "CD", "POS", "PRP$", "WP$", "DT", "PDT", "VBN", "VBG"}
_STARTS = frozenset(["DT", "PRP$", "WP$"])
_PRONOUN_LIKE = frozenset(
    "both all some many others most several few another one those these each none more half".split()
    + "certains certaines plusieurs beaucoup tous toutes d'autres".split()
)
_JOINS = frozenset(
    "of for at in from with to on by under against near within behind about over between".split()
    + "de d' à en du des au aux dans pour sur chez auprès par".split()
)
_JOINS_NAMES = frozenset(["in", "en", "dans", "on", "to", "by", "from", "par"])
_MEDIA = frozenset(
    "statement interview letter note report tweet email e-mail post speech message memo blog"
    " article conference briefing address call video telephone phone television radio"
    " communiqué entretien lettre tribune discours conférence message point".split()
)
_TITLES_AFTER = frozenset(["jr.", "sr.", "inc.", "ltd.", "ii", "iii"])


def phrase_before(tokens: Tokens, last: int) -> int | None:
    """Where the noun phrase that ends with tokens[last] begins, its attributes included."""
    start = _base_before(tokens, last)
    if start is None:
        return None
    while True:
        grown = _attached_before(tokens, start)
        if grown is None:
            break
        start = grown
    return _trimmed(tokens, start, last)


def phrase_after(tokens: Tokens, first: int) -> int | None:
    """The last place of the noun phrase that begins at tokens[first]."""
    end = _base_after(tokens, first)
    if end is None:
        return None
    while True:
        grown = _attached_after(tokens, end)
        if grown is None:
            return end
        end = grown


def time_before(tokens: Tokens, last: int) -> int:
    """The place before the time expression that ends at `last`; `last` where none does."""
    place = last
    while place >= 0 and _of_time(tokens[place]):
        place -= 1
    if place == last:
        return last
    if place >= 0 and tokens[place].lower in _TIME_OPENERS:
        place -= 1
    return place


def time_after(tokens: Tokens, first: int) -> int:
    """The place after the time expression that begins at `first`; `first` where none does."""
    place = first
    if place + 1 < len(tokens) and tokens[place].lower in _TIME_OPENERS:
        place += 1
    begun = place
    while place < len(tokens) and _of_time(tokens[place]):
        place += 1
    if place == begun or not any(t.lower in time_words() for t in tokens[begun:place]):
        return first
    return place


_TIME_OPENERS = frozenset(
    "on in late early at during since by le en au dans depuis ce cette dès".split()
)
_TIME_PARTS = frozenset(
    "last this next late early earlier later a the same of few".split()
    + "dernier dernière prochain prochaine ce cette".split()
)


@cache
def time_words() -> frozenset[str]:
    return words("time_adverbials.en") | words("time_adverbials.fr")


def _of_time(token: Token) -> bool:
    return token.lower in time_words() or token.tag == "CD" or token.lower in _TIME_PARTS


def _base_before(tokens: Tokens, last: int) -> int | None:
    """The start of the noun phrase without attributes behind its noun."""
    if last < 0:
        return None
    token = tokens[last]
    if token.tag == "PRP":
        return last
    if token.tag == ")":
        opened = last
        while opened >= 0 and tokens[opened].tag != "(":
            opened -= 1
        return _base_before(tokens, opened - 1) if opened > 0 else None
    headed = token.tag in NOUNS or token.tag == "CD" or token.lower in _PRONOUN_LIKE
    if not headed and not (token.tag in ("JJ", "VBN") and _after_article(tokens, last)):
        return None
    start = last
    while start > 0 and tokens[start].tag not in _STARTS and tokens[start].tag != "PRP":
        before = tokens[start - 1]
        if before.tag in ("VBN", "VBG") and not _attributive(tokens, start - 1):
            break
        if before.tag == "RB" and tokens[start].tag in ("JJ", "VBN", "CD") and start > 1:
            start -= 1
            continue
        if before.tag not in _BEFORE_NOUNS and before.text != "&":
            break
        if tokens[start].tag == "NNP" and before.lower in time_words():
            break  # "On Monday Mr. Smith"
        start -= 1
    return start


def _after_article(tokens: Tokens, place: int) -> bool:
    while place > 0 and tokens[place].tag in ("JJ", "VBN", "RB"):
        place -= 1
    return tokens[place].tag == "DT"


def _attributive(tokens: Tokens, place: int) -> bool:
    """Whether a participle stands before its noun: "the visiting minister"."""
    return place == 0 or tokens[place - 1].tag in ("DT", "PRP$", "JJ", "CD", "CC", "POS", ",", "RB")


def _attached_before(tokens: Tokens, start: int) -> int | None:
    """The start of the phrase to whose noun the phrase beginning at `start` belongs."""
    place = start - 1
    if place < 1:
        return None
    joint = tokens[place]
    if joint.lower in _JOINS and joint.tag in ("IN", "TO", "DT"):
        before = place - 1
        if tokens[before].tag in ("VBN", "JJ", "VBG", "RB") and before > 0:
            if tokens[before - 1].tag in NOUNS:
                before -= 1  # "sources familiar with the talks"
            else:
                return None
        return _base_before(tokens, before) if tokens[before].tag != "PRP" else None
    if joint.tag == "CC" and joint.lower in ("and", "or", "&", "et", "ou"):
        earlier = _base_before(tokens, place - 1)
        if earlier is None or tokens[place - 1].tag == "PRP":
            return None
        while (grown := _attached_before(tokens, earlier)) is not None:
            earlier = grown
        ahead = tokens[earlier - 1].tag if earlier else ","
        return earlier if ahead in (",", ":", "(", "IN_CLAUSE", ".") else None
    if joint.tag == "," and start < len(tokens) and tokens[place - 1].tag in NOUNS:
        return None
    return None


def _trimmed(tokens: Tokens, start: int, last: int) -> int | None:
    while start <= last and tokens[start].tag in ("RB", "CC", "POS", "PDT"):
        if tokens[start].tag == "PDT":
            break
        start += 1
    return start if start <= last else None


def _base_after(tokens: Tokens, first: int) -> int | None:
    if first >= len(tokens):
        return None
    if tokens[first].tag == "PRP":
        return first
    end = first
    noun = None
    while end < len(tokens):
        token = tokens[end]
        if token.tag in NOUNS or token.tag == "CD" or token.lower in _PRONOUN_LIKE:
            if noun is not None and tokens[end - 1].lower not in time_words():
                if token.lower in time_words():
                    break  # "said the minister Monday"
            noun = end
        elif token.tag == "(":
            closed = end
            while closed < len(tokens) and tokens[closed].tag != ")":
                closed += 1
            if noun is None or closed >= len(tokens) or closed - end > 6:
                break
            noun = end = closed
        elif token.tag in _STARTS and end > first:
            break
        elif token.tag not in _BEFORE_NOUNS and token.tag != "RB" and token.text != "&":
            break
        elif token.tag in ("RB", "VBN", "VBG") and noun is not None:
            break
        end += 1
    return noun


def _attached_after(tokens: Tokens, end: int) -> int | None:
    """The end of what belongs to the noun at `end`: "of the army", "and his wife"."""
    place = end + 1
    if place + 1 >= len(tokens):
        return None
    joint = tokens[place]
    if joint.tag == "," and tokens[place + 1].lower in _TITLES_AFTER:
        return place + 1
    if joint.lower in _JOINS and joint.tag in ("IN", "TO", "DT"):
        if time_after(tokens, place) > place:
            return None
        grown = _base_after(tokens, place + 1)
        if grown is None:
            return None
        if any(t.lower in _MEDIA for t in tokens[place : grown + 1]):
            return None
        if joint.lower in _JOINS_NAMES and not tokens[grown].text[:1].isupper():
            return None
        return grown
    if joint.lower in ("and", "&", "et") and tokens[place + 1].tag in ("NNP", "DT", "NNS"):
        grown = _base_after(tokens, place + 1)
        if grown is not None and (grown + 1 >= len(tokens) or tokens[grown + 1].tag not in FINITE):
            return grown
    return None


def apposition_after(tokens: Tokens, end: int) -> int:
    """The end of the appositions to the noun at `end`: ", the head of the army"."""
    while end + 2 < len(tokens) and tokens[end + 1].tag == ",":
        first = end + 2
        if tokens[first].tag not in NOUNS | {"DT", "CD", "JJ", "PRP$"}:
            break
        if time_after(tokens, first) > first:
            break
        grown = phrase_after(tokens, first)
        if grown is None:
            break
        following = tokens[grown + 1].tag if grown + 1 < len(tokens) else "."
        if following in FINITE or following in ("VBN", "VBG", "CC"):
            break
        end = grown
    return end
