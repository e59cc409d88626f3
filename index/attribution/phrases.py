"""Noun phrases and time expressions in a tagged sentence, found from where a cue stands.

No parser: a phrase is walked word by word, from its last word back or from its first word on.
Places are indices into the sentence's tokens; None where no such phrase stands there.
"""

from collections.abc import Sequence
from functools import cache

from index.attribution.tagging import Token
from index.lexicon import entries, words

Tokens = Sequence[Token]

NOUNS = frozenset(["NN", "NNS", "NNP", "NNPS", "QN"])
"""Tags of nouns; "QN" is a word or phrase in quotation marks that names rather than says."""

FINITE = frozenset(["VBZ", "VBD", "VBP", "MD"])
"""Tags of verbs that make a clause."""

_BEFORE_NOUNS = NOUNS | {"JJ", "JJR", "JJS", "CD", "POS", "PRP$", "WP$", "DT", "PDT", "VBN", "VBG"}
_STARTS = frozenset(["DT", "PRP$", "WP$"])
_LONGEST_BRACKET = 8  # tokens: "(R-S.C.)", "(the union of teachers)"


@cache
def word_set(name: str) -> frozenset[str]:
    """The words of the row `name` of index/lexicon/clause_words.txt."""
    return frozenset(
        word for key, listed in entries("clause_words") if key == name for word in listed.split()
    )


@cache
def time_words() -> frozenset[str]:
    """Words of which time expressions are made: "monday", "week", « août »."""
    return words("time_adverbials.en") | words("time_adverbials.fr")


# Time expressions


def time_before(tokens: Tokens, last: int) -> int:
    """The place before the time expression that ends at `last`; `last` where none does."""
    place = last
    while place >= 0 and _of_time(tokens[place]) and not _surname(tokens, place):
        place -= 1
    if not any(t.lower in time_words() for t in tokens[place + 1 : last + 1]):
        return last
    while place >= 0 and tokens[place].lower in word_set("time_openers"):
        place -= 1
    return place


def time_after(tokens: Tokens, first: int) -> int:
    """The place after the time expression that begins at `first`; `first` where none does."""
    place = first
    while place + 1 < len(tokens) and tokens[place].lower in word_set("time_openers"):
        place += 1
    begun = place
    while place < len(tokens) and _of_time(tokens[place]) and not _surname(tokens, place):
        place += 1
    if not any(t.lower in time_words() for t in tokens[begun:place]):
        return first
    while tokens[place - 1].tag == "DT":
        place -= 1  # "said Monday the talks"
    return place


def _surname(tokens: Tokens, place: int) -> bool:
    """Whether the name of a month is a person's: "Theresa May", but not "in London May 3"."""
    if tokens[place].text not in ("May", "April", "June", "August") or not place:
        return False
    before, after = tokens[place - 1], tokens[min(place + 1, len(tokens) - 1)]
    return before.tag == "NNP" and before.lower not in time_words() and after.tag != "CD"


def _of_time(token: Token) -> bool:
    return token.lower in time_words() or token.tag == "CD" or token.lower in word_set("time_parts")


# Noun phrases, from their last word back


def phrase_before(tokens: Tokens, last: int, ties: str = "ties") -> int | None:
    """Where the noun phrase that ends with tokens[last] begins, its attributes included.

    `ties`: the row of clause_words.txt whose words may tie an attribute to its noun.
    """
    start = _base_before(tokens, last)
    if start is None:
        return None
    while (grown := _attached_before(tokens, start, ties)) is not None:
        start = grown
    while start < last and tokens[start].tag in ("RB", "CC", "POS"):
        start += 1
    return start


def thing_before(tokens: Tokens, source: int) -> int:
    """Where "something" or "a charge" begins before the source that denied it; else `source`."""
    named = tokens[source - 1].lower if source else ""
    if named in word_set("things") or named in words("claim_nouns"):
        start = phrase_before(tokens, source - 1)
        return source if start is None else start
    return source


def _base_before(tokens: Tokens, last: int) -> int | None:
    """The start of the noun phrase without the attributes behind its noun."""
    if last < 0:
        return None
    token = tokens[last]
    if token.tag == "PRP":
        return last
    if token.tag == ")":
        opened = last
        while opened >= 0 and tokens[opened].tag != "(" and last - opened < _LONGEST_BRACKET:
            opened -= 1
        closed = opened > 0 and tokens[opened].tag == "("
        return _base_before(tokens, opened - 1) if closed else None
    if not (_heads(token) or (token.tag in ("JJ", "VBN", "RB") and _after_article(tokens, last))):
        return None
    start = last
    while start > 0 and tokens[start].tag not in _STARTS and _grows(tokens, start):
        start -= 1
    while start < last and tokens[start].tag in ("RB", "POS"):
        start += 1
    return start


def _heads(token: Token) -> bool:
    """Whether a noun phrase can end with the token."""
    return (
        token.tag in NOUNS
        or token.tag == "CD"
        or token.lower in word_set("pronoun_like")
        or token.lower.endswith(("-quarters", "-thirds", "-half", "-third"))
    )


def _grows(tokens: Tokens, start: int) -> bool:
    """Whether the word before `start` belongs to the same noun."""
    before = tokens[start - 1]
    if before.tag in ("VBN", "VBG") and not (start > 1 and before.text[0].isupper()):
        if before.lower == "including":
            return False  # "reports, including the Courier and others,"
        ahead = tokens[start - 2].tag if start > 1 else ","
        # "the visiting minister", but not "by visiting ministers"
        return ahead in ("DT", "PRP$", "JJ", "CD", "POS", "RB", ",")
    if before.tag == "RB":
        return tokens[start].tag in ("JJ", "VBN", "CD") and start > 1
    if tokens[start].tag == "NNP" and before.lower in time_words():
        return False  # "On Monday Mr. Smith"
    if before.lower in word_set("things") or (
        tokens[start].tag == "NNP" and before.lower in words("claim_nouns")
    ):
        return False  # "something Smith denied", "a charge Smith denied"
    return before.tag in _BEFORE_NOUNS or before.text == "&"


def _after_article(tokens: Tokens, place: int) -> bool:
    """Whether an adjective stands for a noun: "the accused"."""
    while place > 0 and tokens[place].tag in ("JJ", "VBN", "RB"):
        place -= 1
    return tokens[place].tag == "DT"


def _attached_before(tokens: Tokens, start: int, ties: str) -> int | None:
    """The start of the phrase to whose noun the phrase beginning at `start` is tied."""
    place = start - 1
    if place < 1:
        return None
    joint = tokens[place]
    if tokens[start].lower in ("du", "des", "au", "aux") and joint.tag in NOUNS:
        return _base_before(tokens, place)  # "le président | du club"
    if joint.lower in word_set(ties) and joint.tag in ("IN", "TO", "DT", "VBG"):
        before = place - 1
        if tokens[before].tag in ("VBN", "JJ", "VBG") and before > 0:
            # "sources familiar with the talks"; but "the company based in Paris" likewise
            if tokens[before - 1].tag not in NOUNS:
                return None
            before -= 1
        if time_before(tokens, before) < before and tokens[before].tag != "CD":
            return None  # "On Monday in Paris"
        return _base_before(tokens, before) if tokens[before].tag != "PRP" else None
    if joint.tag == "CC" and joint.lower in ("and", "or", "&", "et", "ou"):
        return _listed_before(tokens, place - 1)
    return None


def _listed_before(tokens: Tokens, last: int) -> int | None:
    """The start of "A, B" before "and C", where a list of subjects can begin there."""
    if tokens[last].tag == ",":
        last -= 1
    if last < 0:
        return None
    earlier = _base_before(tokens, last)
    if earlier is None:
        return None
    while (grown := _attached_before(tokens, earlier, "ties")) is not None:
        earlier = grown
    if earlier == 0:
        return earlier
    ahead = tokens[earlier - 1]
    if ahead.tag == "," and earlier > 1:
        further = _base_before(tokens, earlier - 2)
        if further is not None and (further == 0 or tokens[further - 1].lower in _CLAUSE_OPENERS):
            return further  # "A, B and C said"
        return earlier
    opens = ahead.tag in (":", "(", ".", "Q") or ahead.lower in _CLAUSE_OPENERS
    return earlier if opens else None


_CLAUSE_OPENERS = frozenset(["that", "but", "while", "as", "if", "because", "que", "mais"])


# Noun phrases, from their first word on


def phrase_after(tokens: Tokens, first: int, closed: bool = False) -> int | None:
    """The last place of the noun phrase that begins at tokens[first].

    `closed`: a mark ends it in any case, so "in" may tie whatever it wants ("a teacher in a
    village"); else only names ("said a teacher in Lagos", but "said a teacher in a letter").
    """
    end = _base_after(tokens, first)
    if end is None or tokens[end].tag == "PRP":
        return end
    while (grown := _attached_after(tokens, end, closed)) is not None:
        end = grown
    return end


def base_after(tokens: Tokens, first: int) -> int | None:
    """The same without what is tied to it: only the nearest noun."""
    return _base_after(tokens, first)


def apposition_after(tokens: Tokens, end: int, most: int = 3) -> int:
    """The end of the appositions, at most so many, to the noun at `end`: ", the head of the
    army"."""
    for _ in range(most):
        if end + 2 >= len(tokens) or tokens[end + 1].tag != ",":
            break
        first = end + 2
        while first < len(tokens) - 1 and tokens[first].tag == "RB":
            first += 1  # "now the head of the army"
        if tokens[first].tag not in NOUNS | {"DT", "CD", "JJ", "PRP$"}:
            break
        if time_after(tokens, first) > first:
            break
        named = tokens[end].text[:1].isupper() or tokens[first].tag == "NNP"
        if not named and tokens[first].lower not in ("a", "an", "un", "une"):
            break  # one of the two is a name
        grown = phrase_after(tokens, first, closed=True)
        if grown is None:
            break
        if grown + 1 < len(tokens) and tokens[grown + 1].tag not in (",", ".", ":", "IN", "WP"):
            break
        end = grown
    return end


def _base_after(tokens: Tokens, first: int) -> int | None:
    if first < len(tokens) and tokens[first].tag == "PRP":
        return first
    noun = None
    end = first
    while end < len(tokens):
        token = tokens[end]
        if _heads(token):
            timely = token.lower in time_words() and token.tag != "CD"
            if noun is not None and timely and not _surname(tokens, end):
                break  # "said the minister Monday"
            noun = end
        elif token.tag == "(" and noun is not None:
            closed = _closing(tokens, end)
            if closed is None:
                break
            noun = end = closed
        elif not _goes_on(token, noun is not None, end == first):
            break
        end += 1
    return noun


def _goes_on(token: Token, named: bool, at_start: bool) -> bool:
    """Whether a word that is no noun can stand inside a noun phrase."""
    if token.tag in ("RB", "VBN", "VBG"):
        return not named
    if token.tag in _STARTS:
        return at_start
    return token.tag in _BEFORE_NOUNS or token.text == "&"


def _closing(tokens: Tokens, opened: int) -> int | None:
    for place in range(opened, min(len(tokens), opened + _LONGEST_BRACKET)):
        if tokens[place].tag == ")":
            return place
    return None


def _attached_after(tokens: Tokens, end: int, closed: bool) -> int | None:
    """The end of what is tied to the noun at `end`: "of the army", "and his wife"."""
    place = end + 1
    if place + 1 >= len(tokens):
        return None
    joint = tokens[place]
    if joint.lower in word_set("ties") and joint.tag in ("IN", "TO", "DT"):
        if time_after(tokens, place) > place:
            return None
        grown = _base_after(tokens, place + 1)
        if grown is None or tokens[grown].tag == "PRP":
            return None
        if any(t.lower in word_set("media") for t in tokens[place : grown + 1]):
            return None
        capital = tokens[grown].text[:1].isupper()
        return grown if closed or capital or joint.lower not in word_set("ties_names") else None
    if joint.lower in ("and", "&", "et") and tokens[place + 1].tag in ("NNP", "DT", "NNS", "PRP$"):
        grown = _base_after(tokens, place + 1)
        followed = grown is not None and grown + 1 < len(tokens)
        if grown is not None and not (followed and tokens[grown + 1].tag in FINITE):
            return grown
    return None
