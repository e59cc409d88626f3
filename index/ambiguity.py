"""Whether a word or a number that may mean time does so where it stands.

"May" is a month, a verb and a prime minister; "2000" a year or that many soldiers.
"""

from collections.abc import Sequence

from index.expressions import Grammar, Token

_ADJACENT_SIGNS = frozenset("-‑–/.:_@#&+=")
_MONEY = frozenset(
    ["$", "€", "£", "¥", "us$", "rs", "fcfa", "no", "nr", "n°", "№", "route", "#", "+"]
)


class Surroundings:
    """Answers for one article in one language.

    `names` are the words of `doubtful` kind that the article uses as a person's name.
    """

    def __init__(self, grammar: Grammar, names: frozenset[str] = frozenset()) -> None:
        self._grammar = grammar
        self._names = names
        classes = grammar.classes
        self._openers = classes["before_time"]
        self._counted = classes["counted"]
        self._calendar = frozenset(
            form for name in ("month", "month_short", "season", "weekday", "holiday_word")
            for form in classes.get(name, ())
        )  # fmt: skip

    def plausible(self, tokens: Sequence[Token], number: int) -> bool:
        token = tokens[number]
        if token.group()[0].isdigit():
            return self._is_year(tokens, number)
        return self._is_time_word(tokens, number)

    def _is_year(self, tokens: Sequence[Token], number: int) -> bool:
        token = tokens[number]
        before, after = _at(tokens, number - 1), _at(tokens, number + 1)
        opener = before is not None and before.group().lower() in self._openers
        if before is not None:
            word = before.group()
            if word.lower() in _MONEY or (_touches(before, token) and not self._joins(word)):
                if not (word in "-–/" and self._joins(_text(tokens, number - 2))):
                    return False
            if not opener and word[0].isupper() and not self._grammar.knows(word.lower()):
                return False  # "Windows 2000", "Boeing 2000"
        if after is not None:
            word = after.group()
            follower = _text(tokens, number + 2)
            if word in "-–/." and _touches(token, after) and follower[:1].isdigit():
                return _touches(after, tokens[number + 2]) is False
            if word in ("%", "°") or (word.lower() in self._counted and not opener):
                return False
        value = int(token.group()[:4])
        plural = (
            after is not None and _plural(after.group()) and not self._grammar.knows(after.group())
        )
        if (
            value % 100 == 0
            and plural
            and not (before and before.group().lower() in ("the", "les"))
        ):
            return False  # "1900 troops", but "the 2000 elections"
        if 1900 <= value <= 2060:
            return True
        return opener and not plural and value >= 1000

    def _joins(self, word: str) -> bool:
        """Whether a year may hang on to it, as in "mid-2020", "l'2020"."""
        return word in "('’\"“”«[" or word.lower() in ("mid", "mi", "post", "pre", "fy")

    def _is_time_word(self, tokens: Sequence[Token], number: int) -> bool:
        token = tokens[number]
        form = token.group().lower()
        before, after = _text(tokens, number - 1), _text(tokens, number + 1)
        if form in self._grammar.classes.get("weekday_short", ()) and form not in ("march", "may"):
            follower = after if after != "." else _text(tokens, number + 2)
            return token.group()[0].isupper() and (
                follower[:1].isdigit() or follower == "," or follower.lower() in self._calendar
            )
        if after[:1].isdigit() or (after == "." and _text(tokens, number + 2)[:1].isdigit()):
            return True
        if before[:1].isdigit() and before[-1:] not in "%":
            return True
        if form in self._names and form not in ():
            return False
        known = before.lower() in self._openers
        if token.group()[0].isupper() and after[:1].isupper() and not known:
            return False  # "April Ryan"
        return known


def _at(tokens: Sequence[Token], number: int) -> Token | None:
    return tokens[number] if 0 <= number < len(tokens) else None


def _text(tokens: Sequence[Token], number: int) -> str:
    token = _at(tokens, number)
    return token.group() if token else ""


def _touches(token: Token, following: Token) -> bool:
    return token.end() == following.start()


def _plural(word: str) -> bool:
    return len(word) > 3 and word[0].islower() and word.endswith("s") and word[-2] not in "sui'"
