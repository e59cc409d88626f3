"""Time expressions as a grammar over words: which words, in which order, per language.

A sentence becomes a string with one character for each token: known words have their own
character, numbers one for their shape, all else is OTHER. The rules of
lexicon/time_patterns are compiled into one regular expression over such strings, so that its
work grows with the number of words, not of characters, and a word may play several parts
("second", "last", "May"). Nothing is dated here.
"""

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from index.lexicon import entries, letters, lines, telling

OTHER: Final = "o"
Token = re.Match[str]
Check = Callable[[Sequence[Token], int], bool]
"""Whether a doubtful token ("May", "1900") is meant as time in its surroundings."""

SHAPES: Final = {
    "day": "D", "nth": "N", "year": "Y", "year_short": "A", "whole": "I", "decimal": "F",
    "iso": "S", "slashed": "L", "clock": "C", "decade": "E", "years": "P", "quarter_code": "Q",
    "fiscal": "G", "clock_half": "H",
}  # fmt: skip
"""The classes of tokens that are no words, with their characters."""

_TOKEN = re.compile(
    # White space is passed over at once; the groups are empty and come last: what a token begins
    # with is looked at first.
    r"""(?=\S)(?:
    [^\W\d_]+(?:\.[^\W\d_]+)*(?:(?<=[Oo])['’]clock|(?<=[Aa]ujourd)['’]hui)?(?!\w)(?P<word>)
  | \d{4}-\d\d-\d\d(?![\w-])(?P<iso>)
  | \d{1,2}(?P<bar>[/.])\d{1,2}(?P=bar)(?:\d{4}|\d\d)(?![\w/]|\.\d)(?P<slashed>)
  | (?<!\w)['’]\d\d(?![\w'’])(?P<year_short>)
  | \d{1,2}(?::\d\d)?[ap]m(?!\w)(?P<clock_half>)
  | \d{1,2}(?::\d\d(?::\d\d)?|[hH](?:\d\d)?)(?![\w:])(?P<clock>)
  | FY(?:\d\d){1,2}(?!\w)(?P<fiscal>)
  | (?:1\d|20)?\d0['’]?s(?!\w)(?P<decade>)
  | \d{1,3}(?:st|nd|rd|th|er|ère|e|è|ème|ième|nde?|ᵉ)(?!\w)(?P<nth>)
  | (?:1[89]|20)\d\d[-–/](?:(?:1[89]|20)\d\d|\d\d)(?![\w-])(?P<years>)
  | \d+(?:[.,]\d+)+(?!\w)(?P<decimal>)
  | \d+(?!\w)(?P<digits>)
  | [QqTtHhSs][1-4](?!\w)(?P<quarter_code>)
  | (?:\w+|[^\w\s])(?P<odd>)
    )""",
    re.VERBOSE,
)
_SPELLED = frozenset(["word", "odd"])  # known by how they are spelled, not by their shape
_SIGNS_KEPT = 100_000
_DIGIT = re.compile(r"\d")
_RULE = re.compile(r"(?P<name>\w+) (?P<sign>:?=) (?P<pattern>.+)")
_ATOM = re.compile(
    r"\(\?[<=!]+"  # looking around: kept as it is
    r"|(?P<class>[a-z_]+)|(?P<macro>[A-Z_]+)"
    r"|'(?P<word>[^'\s]+)'|\"(?P<quoted>[^\"\s]+)\"|\(|\s+"
)


class _Signs(dict[str, str]):
    """The characters of words as they are written; "" where what stands beside one decides."""

    def __init__(self, known: Mapping[str, str], doubtful: Container[str]) -> None:
        super().__init__()
        self._known, self._doubtful = known, doubtful

    def __missing__(self, word: str) -> str:
        if len(self) >= _SIGNS_KEPT:
            self.clear()
        form = word.lower()
        self[word] = sign = "" if form in self._doubtful else self._known.get(form, OTHER)
        return sign


@dataclass(frozen=True, slots=True)
class Expression:
    """Tokens that a rule fits: `first` and `last` are their numbers within the sentence.

    `forms` are the tokens in lower case.
    """

    rule: str
    first: int
    last: int
    tokens: tuple[Token, ...]
    forms: tuple[str, ...]
    grammar: "Grammar"

    def values(self, name: str) -> list[str]:
        """The values of the words of class `name`, in order; the text of other tokens."""
        known = self.grammar.classes.get(name)
        if known is None:
            return [t.group() for t in self.tokens if self.grammar.shape(t) == name]
        return [known[form] for form in self.forms if form in known]

    def value(self, name: str) -> str | None:
        found = self.values(name)
        return found[0] if found else None

    def holiday(self) -> str:
        """When the holiday is that the expression names, as the list of holidays writes it."""
        forms = self.forms
        found = [
            phrase
            for phrase in self.grammar.holidays
            if any(forms[n : n + len(phrase)] == phrase for n in range(len(forms)))
        ]
        return self.grammar.holidays[max(found, key=len)]

    def has(self, *words: str) -> bool:
        return any(form in words for form in self.forms)


@cache
def word_classes(name: str) -> dict[str, dict[str, str]]:
    """The list `name` of lines "class: form form=value": form → value (or form) by class."""
    classes: dict[str, dict[str, str]] = {}
    for kind, listed in entries(name):
        members = classes.setdefault(kind, {})
        for entry in listed.split():
            form, _, value = entry.partition("=")
            members[form] = value or form
    return classes


class Grammar:
    """The words and rules of one language, compiled. `classes` holds form → value by class."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.classes = dict(word_classes(f"time_words.{language}"))
        self._doubtful = self.classes.pop("doubtful")
        self._characters: dict[str, str] = {}
        for members in self.classes.values():
            for form in members:
                self._character(form)
        self.holidays = {
            tuple(token.group() for token in self.tokens(name)): when
            for name, when in (line.split(" = ") for line in lines(f"holidays.{language}"))
        }
        self._rules = self._compiled(list(lines(f"time_patterns.{language}")))
        self._signs = _Signs(self._characters, self._doubtful)

    def tokens(self, text: str) -> list[Token]:
        return list(_TOKEN.finditer(text))

    def may_hold(self, text: str) -> bool:
        """False only where no time expression stands in `text`; cheap."""
        return not self._telling.isdisjoint(letters(text)) or bool(_DIGIT.search(text))

    def knows(self, form: str) -> bool:
        return form in self._characters

    def shape(self, token: Token) -> str | None:
        """The class of a token that is no word, None for words and signs."""
        kind = token.lastgroup
        if kind != "digits":
            return kind if kind in SHAPES else None
        digits = token.group()
        if len(digits) == 4 and "1000" <= digits < "2200":
            return "year"
        if len(digits) <= 2 and 1 <= int(digits) <= 31:
            return "day"
        return "whole"

    def expressions(self, tokens: Sequence[Token], plausible: Check) -> Iterator[Expression]:
        """What the rules find in a sentence's tokens, from left to right, not overlapping."""
        signs = self._signs
        spelled = [
            # most are words that mean no time
            (token.lastgroup in _SPELLED and signs[token.group()])
            or self._spelled(tokens, number, plausible)
            for number, token in enumerate(tokens)
        ]
        for match in self._rules.finditer("".join(spelled)):
            rule = match.lastgroup
            if rule is not None and not rule.startswith("none"):
                first, end = match.span()
                inside = tuple(tokens[first:end])
                forms = tuple(token.group().lower() for token in inside)
                name = rule.rstrip("0123456789")
                yield Expression(name, first, end - 1, inside, forms, self)

    def _spelled(self, tokens: Sequence[Token], number: int, plausible: Check) -> str:
        token = tokens[number]
        kind = token.lastgroup
        if kind in _SPELLED:
            form = token.group().lower()
            if form in self._doubtful and not plausible(tokens, number):
                return OTHER
            return self._characters.get(form, OTHER)
        shape = self.shape(token) or "whole"
        if shape in ("year", "year_short", "years") and not plausible(tokens, number):
            return SHAPES["whole"]
        return SHAPES[shape]

    def _character(self, form: str) -> str:
        return self._characters.setdefault(form, chr(0xE000 + len(self._characters)))

    def _alternatives(self, phrases: Iterable[tuple[str, ...]]) -> str:
        spelled = ("".join(self._character(form) for form in phrase) for phrase in phrases)
        return f"(?:{'|'.join(sorted(spelled, key=len, reverse=True))})"

    def _compiled(self, rules: list[str]) -> re.Pattern[str]:
        macros = {"HOLIDAY": self._alternatives(self.holidays)}
        self.classes["holiday"] = {phrase[0]: when for phrase, when in self.holidays.items()}
        branches: list[str] = []
        for line in rules:
            match = _RULE.fullmatch(line)
            if match is None:
                raise ValueError(f"no rule of a grammar: {line!r}")
            pattern = self._translated(match["pattern"], macros)
            if match["sign"] == ":=":
                macros[match["name"]] = f"(?:{pattern})"
            else:
                # The group as above: what a rule begins with is looked at first.
                branches.append(f"(?:{pattern})(?P<{match['name']}{len(branches)}>)")
        time = re.compile(macros["TIME"])
        words = {form: sign for form, sign in self._characters.items() if time.fullmatch(sign)}
        self._telling = frozenset(map(telling, words))
        signs = "".join({*words.values(), *filter(time.fullmatch, SHAPES.values())})
        # Most places are given up after a look ahead: no time expression without a word that
        # means time, and none with an unknown one.
        return re.compile(f"(?=[^{OTHER}]{{0,16}}?[{signs}])(?:{'|'.join(branches)})")

    def _translated(self, pattern: str, macros: dict[str, str]) -> str:
        def atom(match: re.Match[str]) -> str:
            if name := match["class"]:
                if name in SHAPES:
                    return SHAPES[name]
                return f"[{''.join(self._character(form) for form in self.classes[name])}]"
            if name := match["macro"]:
                return macros[name]
            if form := match["word"] or match["quoted"]:
                return self._character(form)
            return "(?:" if match.group() == "(" else match.group().strip()

        return _ATOM.sub(atom, pattern)


@cache
def grammar(language: str) -> Grammar:
    return Grammar(language)
