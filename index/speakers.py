"""Whose words a reporting verb reports: its subject, wherever news puts it.

Places are indices into the tokens of one sentence; a phrase is (first place, last place).
"""

from index.phrases import (
    FINITE,
    NOUNS,
    Tokens,
    apposition_after,
    phrase_after,
    phrase_before,
    time_before,
)

Phrase = tuple[int, int]

_OBJECT_PRONOUNS = frozenset(["him", "them", "me", "us", "himself", "herself", "themselves"])
_PREPOSITIONS = frozenset(
    "in of at by for from with to on about against into over under between among through toward"
    " towards without within like via upon near".split()
    + "de d' à en dans par pour sur sous avec sans chez vers entre contre".split()
)
_RELATIVE = frozenset(["who", "which", "that", "qui"])
_INSERTS_APART = frozenset(["WP", "WDT", "VBG", "VBN", "IN", "RB", "WRB", "TO", "WP$"])
_LONGEST_INSERT = 40  # tokens between the commas of "X, who ..., said"


def subject_before(tokens: Tokens, verb: int) -> Phrase | None:
    """The subject that stands before the verb group beginning at `verb`."""
    last = _skipped(tokens, verb - 1)
    if last < 0:
        return None
    token = tokens[last]
    if token.tag == "CC" and token.lower in ("and", "but", "et", "mais", "or"):
        return shared_subject(tokens, last)
    if token.lower in _RELATIVE and token.tag in ("WP", "WDT", "IN", "WP$"):
        return _antecedent(tokens, last)
    if token.tag == ",":
        return _around_insert(tokens, last)
    return _nearest(tokens, last)


def subject_after(tokens: Tokens, verb: int) -> Phrase | None:
    """The subject behind its verb: said X, the Y of Z."""
    first = verb + 1
    while first < len(tokens) and tokens[first].tag == "RB":
        first += 1
    end = phrase_after(tokens, first)
    if end is None or tokens[first].lower in _OBJECT_PRONOUNS:
        return None
    return first, apposition_after(tokens, end)


def shared_subject(tokens: Tokens, before: int) -> Phrase | None:
    """The subject of the last finite verb before `before`: of "X came and said", ", saying"."""
    for place in range(before - 1, -1, -1):
        if tokens[place].tag in FINITE:
            first = place
            while first > 0 and tokens[first - 1].tag in ("RB", "MD", *FINITE):
                first -= 1
            last = _skipped(tokens, first - 1)
            if last >= 0 and tokens[last].lower in _RELATIVE:
                continue
            if last >= 0 and tokens[last].tag == "CC":
                continue
            found = subject_before(tokens, first)
            if found is not None:
                return found
    return None


def _skipped(tokens: Tokens, last: int) -> int:
    while last >= 0:
        place = time_before(tokens, last)
        if place == last and tokens[last].tag == "RB":
            place = last - 1
        if place == last:
            break
        last = place
    return last


def _nearest(tokens: Tokens, last: int) -> Phrase | None:
    start = phrase_before(tokens, last)
    if start is None or tokens[start].lower in _OBJECT_PRONOUNS:
        return None
    ahead = tokens[start - 1] if start else None
    if ahead is not None and (
        (ahead.tag in ("IN", "TO", "DT") and ahead.lower in _PREPOSITIONS)
        or (ahead.tag in ("VBD", "VBN", "VBG", "VB") and not _takes_clause(ahead.lower))
    ):
        # "the groups who wrote to her say": what was found is an object inside a clause
        for place in range(start - 1, 0, -1):
            if tokens[place].tag in (",", "Q", ":"):
                return None
            if tokens[place].lower in _RELATIVE and tokens[place - 1].tag in NOUNS:
                return _antecedent(tokens, place)
        return None
    return start, last


def _takes_clause(verb: str) -> bool:
    return verb in ("said", "thinks", "thought", "believe", "believes", "says", "claimed", "saying")


def _antecedent(tokens: Tokens, relative: int) -> Phrase | None:
    last = relative - 1
    if last >= 0 and tokens[last].tag == ",":
        last -= 1
    last = _skipped(tokens, last)
    start = phrase_before(tokens, last)
    return None if start is None else (start, last)


def _around_insert(tokens: Tokens, closing: int) -> Phrase | None:
    """The subject before ", who ...," or with its apposition ", a Y,"."""
    for opening in range(closing - 1, max(0, closing - _LONGEST_INSERT), -1):
        if tokens[opening].tag == "Q":
            return None
        if tokens[opening].tag != ",":
            continue
        start = phrase_before(tokens, opening - 1)
        if start is None:
            continue
        if (
            tokens[start].tag == "CD"
            and start == opening - 1
            and start
            and tokens[start - 1].tag == ","
        ):
            continue  # "X, 45, a farmer, said"
        inside = tokens[opening + 1]
        if inside.tag in _INSERTS_APART:
            return start, opening - 1
        return start, closing - 1
    return None
