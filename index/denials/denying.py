"""What a denial is, and how to tell who makes it and whether it is real."""

from dataclasses import dataclass
from typing import Literal

from index.denials.clauses import Reading
from index.model import Span

Grade = Literal["denies", "rejects", "doubts"]

LONGEST_SUBJECT = 12
"""Tokens; longer ones are no subjects but sentences misread."""

_RELATIVES = frozenset(["who", "which", "whose", "qui", "dont", "lequel", "laquelle"])
_SHORTEST_CLAUSE = 4  # tokens; a comma before is part of it


@dataclass(frozen=True, slots=True)
class Denial:
    """One denial inside a sentence.

    `denied` are the words that say what is denied; None where they only point back ("this
    information", "it"). `told`: those of them by which the sentence itself tells an allegation
    ("accusations that it smuggled arms"). `claimant`: whose claim it is said to be ("Ghana's
    claims"). `object`: everything behind the cue that belongs to it. `denier`: who denies, where
    the sentence says it plainly before the cue, or after it ("disputed by two officials").
    `misdeed`: nothing is named but a kind of guilt ("denied any involvement"). `pronoun`: "it
    is untrue". `verdict`: no verb of denying, so whoever says it denies. `appended`: what is
    denied stands before it in the sentence ("a charge that the club denies"). `said`: its object
    is something said ("the report").
    """

    cue: Span
    grade: Grade
    denied: Span | None = None
    told: Span | None = None
    told_as: Span | None = None
    object: Span | None = None
    claimant: Span | None = None
    denier: Span | None = None
    misdeed: bool = False
    pronoun: bool = False
    verdict: bool = False
    appended: bool = False
    said: bool = False


def denier_of(reading: Reading, at: int) -> Span | None:
    """The subject of the verb at `at`, where it stands unmistakably before it."""
    end = at
    while reading.listed(end - 1, "be", "have", "passed") or reading.adverb(end - 1):
        end -= 1
    if reading.listed(end - 1, "document"):  # "the union issued a statement denying"
        issued = [n for n in range(max(0, end - 5), end) if reading.listed(n, "issues")]
        end = issued[0] if issued else end
        while end > 1 and reading.listed(end - 2, "time_opens"):
            end -= 2
    if reading.word(end) == "to" and end > 0:
        end -= 1  # "the club continued to deny"
    begin = reading.clause_start(end)
    start = begin
    for place in range(begin, end):
        first = place == start
        if reading.listed(place, "before_subject") and (first or reading.word(place) != "and"):
            start = place + 1
    for place in range(start, end - 1):
        opens = reading.listed(place + 1, "determiner", "subject") or reading.capital(place + 1)
        if opens and (reading.listed(place, "claim") or reading.word(place) == "something"):
            start = place + 1  # "an allegation | the minister denies"
    if not 0 < end - start <= LONGEST_SUBJECT:
        return None
    opens = reading.listed(start, "determiner", "subject") or reading.capital(start)
    whole = not any(
        reading.listed(place, "finite", "time") or reading.word(place).endswith("n't")
        for place in range(start, end)
    )
    return reading.span(start, end) if opens and whole else None


def undone(reading: Reading, at: int) -> bool:
    """Whether a negation reaches the cue: "did not immediately deny", "no one disputes"."""
    for before in reading.before_verb(at):
        if reading.word(before + 1) in ("only", "just", "cesse", "cessé"):
            return False  # "not only denied", "ne cesse de nier"
        if reading.listed(before, "undone") or reading.word(before).endswith("n't"):
            return True
    return False


def unreal(reading: Reading, at: int) -> bool:
    """Whether nobody has done yet what the cue says: "could deny", "plans to deny"."""
    for before in reading.before_verb(at):
        if reading.listed(before, "unreal"):
            return True
        if reading.word(before + 1) == "to" and reading.listed(before, "before_to"):
            return True
    for before in range(at - 1, max(-1, at - LONGEST_SUBJECT), -1):
        if reading.word(before) == "whether":
            return True  # "was not asked whether he denied it"
        if not reading.word(before)[:1].isalnum():
            break
    start = reading.clause_start(at)
    return reading.word(start) in ("if", "whether", "unless", "si")


def clause_at(reading: Reading, start: int, limit: int) -> Span | None:
    """The words that are denied, up to where other things are told: "rebels, who fight"."""
    for at in range(start + 1, limit):
        far = at >= start + _SHORTEST_CLAUSE
        aside = far and (reading.words[at] == "," or reading.words[at] in _RELATIVES)
        if aside or (reading.words[at] in ("and", "or") and reading.word(at + 1).endswith("ing")):
            return reading.span(start, at)  # "denied the arrest and asking for restraint"
    return reading.span(start, limit)
