"""Whether what a time expression dates lies behind or ahead, from the words around it.

No parser: the nearest cue to the left decides ("will meet on Friday"), then the nearest to
the right ("On Friday the team will meet").
"""

import re
from collections.abc import Callable, Sequence
from typing import Literal

from index.expressions import word_classes

Tense = Literal[-1, 0, 1]
"""Past, unknown, future."""

_FARTHEST = 30  # words
_PARTICIPLE = re.compile(r"\w{2,}(?:é|i|u|is|it|rt)e?s?")
_FUTURE = re.compile(r"\w+[^\W_](?:ra|ront|rons|rai|rez)")
_CONDITIONAL = re.compile(r"\w{2,}r(?:ait|aient)")
_IMPERFECT = re.compile(r"\w{2,}(?:ait|aient|èrent)")


def tense(forms: Sequence[str], first: int, last: int, language: str) -> Tense:
    """The tense around the tokens `first` to `last` of a sentence's lower-case `forms`."""
    cue = _CUES.get(language, _english)
    for number in range(first - 1, max(first - 1 - _FARTHEST, -1), -1):
        if found := cue(forms, number):
            return found
    for number in range(last + 1, min(last + 1 + _FARTHEST, len(forms))):
        if found := cue(forms, number):
            return found
    return 0


def _english(forms: Sequence[str], number: int) -> Tense:
    cues = word_classes("tense_cues.en")
    form = forms[number]
    before = forms[number - 1] if number else ""
    after = forms[number + 1] if number + 1 < len(forms) else ""
    if form == "to":
        leads = before in cues["leads_to"] and after not in cues["no_verb"]
        return 1 if leads and after.isalpha() else 0
    if form in cues["modal"]:
        beyond = forms[number + 2] if number + 2 < len(forms) else ""
        return -1 if "have" in (after, beyond) else 1
    if form in cues["future"]:
        return 1
    past = form in cues["past"] or (
        len(form) > 4 and form.endswith("ed") and form not in cues["no_past"]
    )
    if (
        not past
        or before in cues["be"]
        or before == "not"
        and number > 1
        and forms[number - 2] == "be"
    ):
        return 0  # "to be completed by May"
    return -1


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
