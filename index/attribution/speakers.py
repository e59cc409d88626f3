"""Whose words a reporting verb reports: its subject, wherever news puts it.

Places are indices into the tokens of one sentence; a phrase is (first place, last place).
Where several subjects are possible none is given: a wrong speaker is worse than none.
"""

import re

from index.attribution.phrases import (
    FINITE,
    NOUNS,
    Tokens,
    apposition_after,
    phrase_after,
    phrase_before,
    time_before,
    word_set,
)

Phrase = tuple[int, int]

_INSERTS_APART = frozenset(["WP", "WDT", "VBG", "VBN", "IN", "RB", "WRB", "TO", "WP$", "VBD"])
_ABSTRACT = re.compile(r"(?!delegation)[a-z]+(?:tion|sion|ment|ance|ence|ity|ness|ure)")
_DASHES = frozenset(["-", "--", "–", "—"])
_LONGEST_INSERT = 45  # tokens between the commas of "X, who ..., said"
_TAKE_CLAUSES = frozenset(
    ["said", "says", "say", "saying", "thinks", "thought", "believe", "believes", "claimed", "told"]
)


def subject_before(tokens: Tokens, verb: int) -> Phrase | None:
    """The subject that stands before the verb group beginning at `verb`."""
    last = _skipped(tokens, verb - 1)
    if last < 0:
        return None
    token = tokens[last]
    if token.tag == "CC":
        return shared_subject(tokens, last)
    if token.lower in word_set("relative") and token.tag in ("WP", "WDT", "IN"):
        return antecedent(tokens, last)
    if token.text in _DASHES:
        return _around_insert(tokens, last)
    if token.tag == ",":
        before = _skipped(tokens, last - 1)
        if before < last - 1 and before >= 0 and tokens[before].tag == ",":
            return subject_before(tokens, before)  # "X, on Monday, said"
        return _around_insert(tokens, last)
    return _nearest(tokens, last)


def subject_after(tokens: Tokens, verb: int) -> Phrase | None:
    """The subject behind its verb: said X, the Y of Z."""
    first = verb + 1
    while first < len(tokens) and tokens[first].tag == "RB":
        first += 1
    end = phrase_after(tokens, first)
    if end is None or tokens[first].lower in word_set("object_pronouns"):
        return None
    return first, apposition_after(tokens, end)


def shared_subject(tokens: Tokens, before: int) -> Phrase | None:
    """The subject of the clause to which "and said" or ", saying" at `before` goes on: that of
    the first finite verb that stands in no clause depending on another."""
    start = _clause_start(tokens, before)
    for place in range(start, before):
        if tokens[place].tag in FINITE and (place == 0 or tokens[place - 1].tag not in FINITE):
            first = place
            while first > start and tokens[first - 1].tag == "RB":
                first -= 1
            last = _skipped(tokens, first - 1)
            if last < start or tokens[last].lower in word_set("relative"):
                continue
            if tokens[last].tag == "CC":
                continue
            found = (
                _around_insert(tokens, last) if tokens[last].tag == "," else _nearest(tokens, last)
            )
            if found is not None:
                return found
    return None


def antecedent(tokens: Tokens, relative: int) -> Phrase | None:
    """The noun phrase that "who" at `relative` stands for."""
    last = relative - 1
    if last >= 0 and tokens[last].tag == ",":
        last -= 1
    last = _skipped(tokens, last)
    which = tokens[relative].lower == "which"
    start = phrase_before(tokens, last, ties="ties_which" if which else "ties_who")
    if start is None:
        return None
    return (start if which else _of_whom(tokens, start, last), last)


def _of_whom(tokens: Tokens, start: int, last: int) -> int:
    """Where the person begins whom "who" stands for: "a spokesman for Caron, who" is the
    spokesman, "a transformation for Caron, who" Caron."""
    name = last
    while name > start and tokens[name].tag == "NNP":
        name -= 1
    if name in (start, last) or tokens[name].tag != "IN":
        return start
    return name + 1 if _ABSTRACT.fullmatch(tokens[name - 1].text) else start


def _clause_start(tokens: Tokens, before: int) -> int:
    """Where the main clause before `before` begins: behind ";" or ", and", and behind a first
    clause that depends on it ("After the vote, ")."""
    start = 0
    for place in range(before - 1, 0, -1):
        if tokens[place].text == ";" or (
            tokens[place].tag == "CC"
            and tokens[place - 1].tag == ","
            and place + 1 < before
            and tokens[place + 1].tag not in FINITE
        ):
            start = place + 1
            break
    if start < before and tokens[start].lower in word_set("subordinators"):
        for place in range(start, before):
            if tokens[place].tag == ",":
                return place + 1
    return start


def _skipped(tokens: Tokens, last: int) -> int:
    """Past the adverbs and time expressions between a subject and its verb."""
    while last >= 0:
        place = time_before(tokens, last)
        the_north = last > 0 and tokens[last - 1].tag == "DT"
        if place == last and tokens[last].tag == "RB" and not the_north:
            place = last - 1
        if place == last:
            break
        last = place
    return last


def _nearest(tokens: Tokens, last: int) -> Phrase | None:
    if tokens[last].tag in ("VBN", "VBD") and last and tokens[last - 1].tag in NOUNS:
        last -= 1  # "a report published on Monday said"
    start = phrase_before(tokens, last)
    if start is None or tokens[start].lower in word_set("object_pronouns"):
        return None
    if tokens[start].lower in ("au", "aux"):
        return None  # "aux journalistes" is no subject
    if start and _governs(tokens, start - 1):
        # "the groups who wrote to her say": what was found is an object inside a clause
        for place in range(start - 1, 0, -1):
            if tokens[place].tag in (",", "Q", ":"):
                return None
            relative = tokens[place].lower in word_set("relative")
            if relative and tokens[place - 1].tag in NOUNS:
                return antecedent(tokens, place)
        return None
    return start, last


def _governs(tokens: Tokens, place: int) -> bool:
    """Whether the word makes what follows its object."""
    token = tokens[place]
    if token.tag in ("IN", "TO", "DT"):
        return token.lower in word_set("prepositions")
    return token.tag in ("VBN", "VBG", "VB", "VBD") and token.lower not in _TAKE_CLAUSES


def _object_of_verb(tokens: Tokens, start: int) -> bool:
    """Whether the phrase at `start`, before a comma, is the object inside an insert."""
    return start > 0 and (
        _governs(tokens, start - 1)
        or tokens[start - 1].tag in ("VBZ", "VBP", "MD", "IN")
        or tokens[start - 1].lower in word_set("relative")
    )


def _around_insert(tokens: Tokens, closing: int) -> Phrase | None:
    """The subject before ", who ...," or with its apposition ", a Y,"."""
    end = closing - 1
    nearest = None
    for opening in range(closing - 1, max(0, closing - _LONGEST_INSERT), -1):
        if tokens[opening].tag == "Q":
            return None
        if tokens[opening].text != tokens[closing].text:
            continue
        before = _skipped(tokens, opening - 1)
        if tokens[opening + 1].tag in _INSERTS_APART:
            end = before
        start = phrase_before(tokens, before) if before >= 0 else None
        if start is None or _object_of_verb(tokens, start):
            continue
        if start and tokens[start - 1].tag == ",":
            age = tokens[start].tag == "CD" and start == opening - 1
            if age or tokens[start].tag == "DT":
                nearest = nearest or (start, end)
                continue  # "X, 45, a farmer, said", "X, the mayor, who ..., said"
        return start, end
    return nearest
