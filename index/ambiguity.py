"""Whether a word or a number that may mean time does so where it stands.

"May" is a month, a verb and a prime minister; "2000" a year or that many soldiers.
"""

import re
from collections.abc import Sequence

from index.expressions import Grammar, Token

_NUMBERED = frozenset(["$", "€", "£", "¥", "us$", "rs", "no", "nr", "n°", "№", "#", "+", "~"])
_OPENS_YEAR = frozenset("('’\"“”«‘[-–—/")
_HYPHENS = frozenset("-‑–/")
_PREFIXES = frozenset(["mid", "mi", "post", "pre", "early", "late", "fy", "après", "avant"])
# "Theresa May", "Mrs. May"; not "In May"
_NAME = re.compile(r"\b([A-Z][\w’'-]+)\.? (May|April|June|August|March|Mars|Avril)\b(?! \d)")
_YEARS = (1900, 2060)  # those in the news without a word that shows that they are years


class Surroundings:
    """Answers for one text in one language."""

    def __init__(self, grammar: Grammar, text: str) -> None:
        self._grammar = grammar
        classes = grammar.classes
        self._openers = classes["before_time"]
        self._counted = classes["counted"]
        self._strict = classes["strict"]
        self._abbreviated = classes.get("weekday_short", {})
        self._names = {
            name.lower()
            for before, name in _NAME.findall(text)
            if not grammar.knows(before.lower()) and before.lower() not in self._openers
        }

    def plausible(self, tokens: Sequence[Token], number: int) -> bool:
        """Whether the doubtful token at `number` of a sentence means time."""
        if tokens[number].group()[0].isdigit():
            return self._is_year(tokens, number)
        return self._is_time_word(tokens, number)

    def _is_year(self, tokens: Sequence[Token], number: int) -> bool:
        token, before, after = tokens[number], _text(tokens, number - 1), _text(tokens, number + 1)
        if not (self._free_before(tokens, number) and self._free_after(tokens, number)):
            return False
        opener = before.lower() in self._openers
        if before[:1].isupper() and not opener and not self._grammar.knows(before.lower()):
            return False  # "Windows 2000", "Boeing 2000"
        if after in ("%", "°") or (after.lower() in self._counted and not opener):
            return False
        value = int(token.group()[:4])
        plural = _is_plural(after) and not self._grammar.knows(after)
        if value % 100 == 0 and plural and before.lower() not in ("the", "les", "des"):
            return False  # "1900 troops", but "the 2000 elections"
        if _YEARS[0] <= value <= _YEARS[1]:
            return True
        return opener and not plural

    def _free_before(self, tokens: Sequence[Token], number: int) -> bool:
        """Not a part of something else, such as "Mi-2000", "$1999", "no. 1984"."""
        before = _text(tokens, number - 1)
        if before.lower() in _NUMBERED or (before == "." and _text(tokens, number - 2) in "noNo"):
            return before == ""
        if not before or tokens[number - 1].end() < tokens[number].start():
            return True
        if before in _HYPHENS:
            further = _text(tokens, number - 2).lower()
            joined = number > 1 and tokens[number - 2].end() == tokens[number - 1].start()
            return not joined or further in _PREFIXES or self._grammar.knows(further)
        return (
            before in _OPENS_YEAR
            or before in ".,;:!?)…"
            and not _text(tokens, number - 2).isdigit()
        )

    def _free_after(self, tokens: Sequence[Token], number: int) -> bool:
        """Not followed at once by more of a number: "1984-555", "2000/3"."""
        after, further = _text(tokens, number + 1), _text(tokens, number + 2)
        joined = after in _HYPHENS and further[:1].isdigit()
        return not (joined and tokens[number].end() == tokens[number + 1].start())

    def _is_time_word(self, tokens: Sequence[Token], number: int) -> bool:
        word, before = tokens[number].group(), _text(tokens, number - 1)
        after, further = _text(tokens, number + 1), _text(tokens, number + 2)
        form = word.lower()
        if form in self._abbreviated:  # "Sun", "Sat"
            follower = further if after == "." else after
            dated = follower[:1].isdigit() or follower.lower() in self._grammar.classes["month"]
            return word[0].isupper() and (dated or follower == ",")
        if after[:1].isdigit() or (after == "." and further[:1].isdigit()):
            return True
        if before[:1].isdigit() and (
            word[0].isupper() or before in self._strict or len(before) < 5
        ):
            return True
        opener = before.lower() in self._openers
        if form in self._names or (after[:1].isupper() and not opener):
            return False  # "April Ryan"
        if form not in self._strict:
            return True
        if word[0].isupper() or self._grammar.language == "fr":
            return opener
        return before.lower() in ("in", "since", "until", "mid", "early", "late")


def _text(tokens: Sequence[Token], number: int) -> str:
    return tokens[number].group() if 0 <= number < len(tokens) else ""


def _is_plural(word: str) -> bool:
    return len(word) > 3 and word[0].islower() and word.endswith("s") and word[-2] not in "sui'"
