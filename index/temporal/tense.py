"""Whether what a time expression dates lies behind or ahead, from the words around it.

No parser: the nearest cue to the left decides ("will meet on Friday"), then the nearest to
the right ("On Friday the team will meet").
"""

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import Literal, NamedTuple

from index.temporal.expressions import word_classes

Tense = Literal[-1, 0, 1]
"""Past, unknown, future."""

_FARTHEST = 30  # words
_CLOSE = 3  # words: "announced in early", "said on"
_BESIDE = 2  # words: "died on Friday will be buried"
_PREPOSITIONS = frozenset(["in", "on", "by", "since", "en", "le", "depuis", "dès"])
_OPENS_CLAUSE = frozenset(["that", "but", "and", "because", "mais", "et", "que", "car", ""])
_ENDS_CLAUSE = frozenset(";:")
_PARTICIPLE = re.compile(r"\w{2,}(?:é|i|u|is|it|rt)e?s?")
_FUTURE = re.compile(r"\w+[^\W_](?:ra|ront|rons|rai|rez)")
_CONDITIONAL = re.compile(r"\w{2,}r(?:ait|aient)")
_IMPERFECT = re.compile(r"\w{2,}(?:ait|aient|èrent)")


class Cue(NamedTuple):
    """What the nearest cue says; `close`: it stands right before the time expression."""

    tense: Tense
    close: bool


def tense(forms: Sequence[str], first: int, last: int, language: str) -> Cue:
    """The tense around the tokens `first` to `last` of a sentence's lower-case `forms`."""
    cue = _CUES[language]
    behind = range(last + 1, min(last + 1 + _FARTHEST, len(forms)))
    if _opens_clause(forms, first, last) and (found := _nearest(cue, forms, behind)):
        return Cue(found[0], close=True)  # "You may remember that in June, voters chose"
    before = range(first - 1, max(first - 1 - _FARTHEST, -1), -1)
    left = _nearest(cue, forms, before)
    if left and first - left[1] <= _BESIDE:
        return Cue(left[0], close=True)
    if beside := _nearest(cue, forms, behind[:1]):
        return Cue(beside[0], close=True)  # "The court, expected to rule, Friday adjourned"
    if left:
        return Cue(left[0], close=first - left[1] <= _CLOSE)
    right = _nearest(cue, forms, behind)
    return Cue(right[0] if right else 0, close=False)


def _nearest(
    cue: Callable[[Sequence[str], int], Tense], forms: Sequence[str], places: range
) -> tuple[Tense, int] | None:
    """The first cue at these places of the clause, and where it stands."""
    for number in places:
        if forms[number] in _ENDS_CLAUSE:
            return None
        if found := cue(forms, number):
            return found, number
    return None


def _opens_clause(forms: Sequence[str], first: int, last: int) -> bool:
    before = _at(forms, first - 1)
    if before in _PREPOSITIONS:
        before = _at(forms, first - 2)
    return _at(forms, last + 1) == "," and before in _OPENS_CLAUSE


def _at(forms: Sequence[str], number: int) -> str:
    return forms[number] if 0 <= number < len(forms) else ""


def _english(forms: Sequence[str], number: int) -> Tense:
    cues, form = word_classes("tense_cues.en"), forms[number]
    if not form.endswith("ed") and form not in _english_cues():
        return 0  # most words
    before, after = _at(forms, number - 1), _at(forms, number + 1)
    if form == "to":
        leads = before in cues["leads_to"] and after not in cues["no_verb"]
        return 1 if leads and after.isalpha() else 0
    if form == "due" and after == "to":  # "due to its loss" is a reason
        return 0 if _at(forms, number + 2) in cues["no_verb"] else 1
    if form in cues["modal"]:
        return -1 if "have" in (after, _at(forms, number + 2)) else 1
    if form in cues["future"]:
        return 1
    if form in cues["present"]:  # "The match is on Saturday"
        return 1 if after == "on" else 0
    past = form in cues["past"] or (
        len(form) > 4 and form.endswith("ed") and form not in cues["no_past"]
    )
    passive = before == "be" or (before == "not" and _at(forms, number - 2) == "be")
    return -1 if past and not passive else 0  # not in "to be completed by May"


@cache
def _english_cues() -> frozenset[str]:
    """All words that may tell, but for those in -ed."""
    cues = word_classes("tense_cues.en")
    listed = (cues[name] for name in ("modal", "future", "present", "past"))
    return frozenset(["to", "due"]).union(*listed)


def _french(forms: Sequence[str], number: int) -> Tense:
    cues = word_classes("tense_cues.fr")
    form = forms[number]
    if form in cues["future"]:
        return 1
    if form in cues["past"]:
        return -1
    if form in cues["auxiliary"]:
        following = forms[number + 1 : number + 4]
        return -1 if any(_PARTICIPLE.fullmatch(word) for word in following) else 0
    if len(form) < 4:
        return 0
    if _FUTURE.fullmatch(form) and form not in cues["no_future"]:
        return 1
    if _IMPERFECT.fullmatch(form) and form not in cues["no_past"]:
        return 0 if _CONDITIONAL.fullmatch(form) else -1
    return 0


_CUES: dict[str, Callable[[Sequence[str], int], Tense]] = {"en": _english, "fr": _french}
