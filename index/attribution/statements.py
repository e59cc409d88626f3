"""The statements that one sentence reports: whose they are, by what words, and what they say.

Every cue introduces one (see introductions); here the content of each is cut off where the
next statement of the same level begins, and who only passes a statement on is told from whose
it is. Places are indices into the sentence's tokens.
"""

from index.attribution.clauses import main_clause_after, main_verb_after
from index.attribution.contents import end_of
from index.attribution.introductions import Statement, introduced
from index.attribution.phrases import FINITE, Tokens, thing_before, word_set


def statements(tokens: Tokens, language: str) -> list[Statement]:
    """What the sentence reports, in the order of its cues."""
    found = list(introduced(tokens, language))
    found = _with_secondary(tokens, found)
    for place, statement in enumerate(found):
        if statement.left is not None:
            statement.contents.append(statement.left)
        if statement.right is not None:
            last = _last_place(tokens, statement, found[place + 1 :])
            if last >= statement.right.place:
                statement.contents.append((statement.right.place, last))
    return [s for s in found if s.contents or (s.right and s.right.sign == "colon")]


def _with_secondary(tokens: Tokens, found: list[Statement]) -> list[Statement]:
    """ "The official said so, according to the AFP": one statement, of the official."""
    kept: list[Statement] = []
    for statement in found:
        passed_on = [
            other
            for other in kept
            if statement.by_phrase
            and statement.left is not None
            and statement.left[0] <= other.begin
            and other.cue[1] <= statement.left[1]
            and _is_main(tokens, other, statement.left[0])
        ]
        for other in passed_on:
            other.secondary = statement.source
            other.limit = statement.left[1] if statement.left else other.limit
        if not passed_on:
            kept.append(statement)
    return kept


def _is_main(tokens: Tokens, statement: Statement, start: int) -> bool:
    """Whether the statement is what the sentence says, no clause inside it."""
    if statement.left is not None:
        return True
    before = tokens[start : statement.begin]
    relative = statement.cue[0] > 0 and tokens[statement.cue[0] - 1].lower in word_set("relative")
    return not relative and not any(token.tag in FINITE for token in before)


def _last_place(tokens: Tokens, statement: Statement, later: list[Statement]) -> int:
    """Where content right of the cue ends: with the sentence, with the clause of "who", or
    where the next statement of the same level begins."""
    begun = statement.right
    if begun is None:
        return -1
    last = len(tokens) - 1 if statement.limit is None else statement.limit
    close = None
    before = tokens[statement.cue[0] - 1] if statement.cue[0] else None
    if before is not None and before.lower in word_set("relative"):
        if statement.cue[0] > 1 and tokens[statement.cue[0] - 2].tag == ",":
            close = main_verb_after(tokens, begun.place)
    elif _depends(tokens, statement.begin):
        close = main_clause_after(tokens, begun.place)
    if close is not None:
        last = min(last, close - 1)
    for other in later:
        shared = other.source == statement.source
        if begun.place < (other.cue[0] if shared else other.begin) <= last:
            cut = _cut_before(tokens, statement, other)
            if cut is not None and cut > begun.place:
                last = min(last, cut - 1)
    return end_of(tokens, begun, last)


def _depends(tokens: Tokens, begin: int) -> bool:
    """Whether the clause at `begin` depends on another that follows: "After X said"."""
    place = begin - 1
    while place >= 0 and tokens[place].tag in ("RB", "CC"):
        place -= 1
    if place < 0 or tokens[place].lower not in word_set("subordinators"):
        return False
    return place == 0 or tokens[place - 1].tag in (",", ":", "CC", "IN", "RB", "Q")


def _cut_before(tokens: Tokens, statement: Statement, other: Statement) -> int | None:
    """Where the statement's content stops because `other` stands beside it; None where `other`
    lies inside it ("X said Y had denied it")."""
    if other.left is not None and other.left[0] <= statement.begin:
        begin = thing_before(tokens, other.begin)
        return begin - 1 if tokens[begin - 1].tag == "," else begin
    before = other.begin - 1
    if other.source == statement.source:
        before = other.cue[0] - 1
        if tokens[before].tag == "CC" and tokens[before - 1].tag == ",":
            before -= 1
        return before
    token = tokens[before]
    if token.lower in word_set("subordinators") and token.tag in ("IN", "WRB"):
        before -= 1
        token = tokens[before]
        return before if token.tag == "," else None
    if token.tag == "CC":
        return before - 1 if tokens[before - 1].tag == "," else before
    return before if token.text in (";", "--", "—", "–") else None
