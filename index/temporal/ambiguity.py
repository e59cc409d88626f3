"""Whether a word or a number that may mean time does so where it stands.

"May" is a month, a verb and a prime minister; "2000" a year or that many soldiers.
"""

import re
from collections.abc import Sequence

from index.temporal.expressions import Grammar, Token

_NUMBERED = frozenset(["$", "€", "£", "¥", "us$", "rs", "no", "nr", "n°", "№", "#", "+", "~"])
_OPENS_YEAR = frozenset("('’\"“”«‘[-–—/.,;:!?)…")
_HYPHENS = frozenset("-‑–/")
_PREFIXES = frozenset(["mid", "mi", "post", "pre", "early", "late", "fy", "après", "avant"])
_NAMES = ("May", "April", "June", "August", "March", "Mars", "Avril")
# "Theresa May", "Mrs. May"; not "In May"
_NAME = re.compile(rf"\b([A-Z][\w’'-]+)\.? ({'|'.join(_NAMES)})\b(?! \d)")
_IN_THE_NEWS = range(1900, 2061)
"""Years that need no word beside them that shows that they are years."""


class Surroundings:
    """Answers for one text in one language."""

    def __init__(self, grammar: Grammar, text: str) -> None:
        self._grammar = grammar
        self._openers = grammar.classes["before_time"]
        self._sure = grammar.classes["opens_year"]
        self._months = {*grammar.classes["month"], *grammar.classes["month_short"]}
        self._makers = grammar.classes["maker"]
        self._counted = grammar.classes["counted"]
        self._articles = {*_PREFIXES, *grammar.classes["rel"], "the", "each", "every"}
        self._strict = grammar.classes["strict"]
        named = _NAME.findall(text) if any(name in text for name in _NAMES) else ()
        self._names = {
            name.lower()
            for before, name in named
            if not grammar.knows(before.lower()) and before.lower() not in self._openers
        }

    def plausible(self, tokens: Sequence[Token], number: int) -> bool:
        """Whether the doubtful token at `number` of a sentence means time."""
        word = tokens[number].group()
        form = word.lower()
        if form[0] in "'’":  # "in ’98", but "the ’20 volunteers’"
            dotted = _text(tokens, number - 1) == "."
            before = _text(tokens, number - 2 if dotted else number - 1).lower()
            return before in self._sure or before in self._months
        if form[0].isdigit():
            return self._free(tokens, number) and self._is_year(tokens, number)
        after = _text(tokens, number + 1)
        if form in self._grammar.classes.get("frequency", ()):  # "The Weekly Standard"
            return word[0].islower() or (number == 0 and after[:1].islower())
        follower = _text(tokens, number + 2) if after == "." else after
        if form in self._grammar.classes.get("weekday_short", ()):  # "Sun", "Sat"
            dated = follower[:1].isdigit() or follower.lower() in self._months
            return word[0].isupper() and (dated or follower == ",")
        before = _text(tokens, number - 1)
        if before in _HYPHENS:  # "mid-March"
            before = _text(tokens, number - 2)
        if follower[:1].isdigit() or before[:1].isdigit() or before.lower() in self._sure:
            return True
        return form not in self._names and self._is_month(word, before, after)

    def _is_month(self, word: str, before: str, after: str) -> bool:
        opened = before.lower() in self._openers
        if after[:1].isupper() and before.lower() not in self._articles:
            return False  # "April Ryan", but "the June Summit"
        if word.lower() not in self._strict:
            return True
        if word[0].isupper() or self._grammar.language == "fr":
            return opened
        return before.lower() in _PREFIXES  # "early may", but not "to march"

    def _is_year(self, tokens: Sequence[Token], number: int) -> bool:
        before, after = _text(tokens, number - 1), _text(tokens, number + 1)
        opener = before.lower() in self._openers
        if before != before.lower() and not opener and not self._grammar.knows(before.lower()):
            return False  # "Windows 2000", "iPhone 2020"
        if after.lower() in self._makers and after[0].isupper():
            return False  # "the 2012 Ford Focus"
        counted = after.lower() in self._counted and before.lower() not in self._sure
        if counted or after in ("%", "°"):
            return False
        value = int(tokens[number].group()[:4])
        plural = _is_plural(after) and not self._grammar.knows(after)
        if value % 100 == 0 and plural and before.lower() not in ("the", "les", "des"):
            return False  # "1900 troops", but "the 2000 elections"
        earlier = _text(tokens, number - 2).lower()  # "July 4, 1776", "the 4th of July, 1776"
        dated = before == "," and (earlier[:1].isdigit() or earlier in self._months)
        return value in _IN_THE_NEWS or ((opener or dated) and not plural)

    def _free(self, tokens: Sequence[Token], number: int) -> bool:
        """Whether the number is no part of "Mi-2000", "$1999", "no. 1984", "1984-555"."""
        before, after = _text(tokens, number - 1), _text(tokens, number + 1)
        earlier, further = _text(tokens, number - 2).lower(), _text(tokens, number + 2)
        if after in _HYPHENS and further[:1].isdigit() and _touch(tokens, number):
            return False
        if before.lower() in _NUMBERED or (before == "." and earlier in _NUMBERED):
            return False
        if before.isdigit() and earlier not in self._months and earlier != ".":
            return False  # a telephone number
        if number == 0 or not _touch(tokens, number - 1):
            return True
        if before in _HYPHENS and number > 1 and _touch(tokens, number - 2):
            return earlier in _PREFIXES or self._grammar.knows(earlier)  # "mid-2020"
        return before in _OPENS_YEAR and not (before in ".,:" and earlier.isdigit())


def _touch(tokens: Sequence[Token], number: int) -> bool:
    """Whether nothing stands between a token and the next."""
    return tokens[number].end() == tokens[number + 1].start()


def _text(tokens: Sequence[Token], number: int) -> str:
    return tokens[number].group() if 0 <= number < len(tokens) else ""


def _is_plural(word: str) -> bool:
    return len(word) > 3 and word[0].islower() and word.endswith("s") and word[-2] not in "sui'"
