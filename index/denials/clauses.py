"""A sentence as tokens held against the lists of one lexicon: where phrases and clauses end.

No parser: prepositions, pronouns and auxiliary verbs are few, so lists of them tell where a
noun phrase ends and whether a verb is negated, passive or merely possible.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from index.lexicon import entries, letters, telling
from index.model import Span

QUOTES = frozenset("\"“”«»„'‘’")
_BREAKS = frozenset(";:—–()")
_LONGEST_PHRASE = 14  # tokens
_LONGEST_VERB = 8  # tokens: "has not yet been able to fully"
_WORDS = re.compile(r"\w+(?:-\w+)*")
_TOKENS = {
    "en": re.compile(r"\w+(?:[-'’.]\w+)*|[^\w\s]"),  # "n't" stays with its verb
    "fr": re.compile(r"aujourd['’]hui|\w+['’]|\w+|[^\w\s]"),  # "l'", "accusation"; "a", "-", "t"
}


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The lists of a file of the form "name: entries", for one language."""

    language: str
    lists: Mapping[str, frozenset[tuple[str, ...]]]
    cues: Mapping[str, tuple[tuple[tuple[str, ...], int, str], ...]]
    """By its longest token: entries of the lists that hold cues, longest first; where in the
    entry that token stands; and the list."""
    telling: frozenset[str]
    """Of the longest tokens what is told without cutting a text into tokens."""

    def has(self, name: str, word: str) -> bool:
        return (word,) in self.lists[name]


def tokens(text: str, language: str) -> list[str]:
    return [lowered(match.group()) for match in _TOKENS[language].finditer(text)]


def may_hold(text: str, lexicon: Lexicon) -> bool:
    """False only where no cue of the lexicon stands in `text`; cheap."""
    if lexicon.telling.isdisjoint(letters(text)):
        return False  # most sentences
    return not lexicon.cues.keys().isdisjoint(_WORDS.findall(lowered(text)))


def lowered(text: str) -> str:
    return text.lower().replace("’", "'")


@cache
def lexicon(name: str, language: str, cue_lists: tuple[str, ...]) -> Lexicon:
    """The lexicon in the file name.language.txt; `cue_lists` names the lists that hold cues."""
    lists: dict[str, set[tuple[str, ...]]] = {}
    for list_name, listed in entries(f"{name}.{language}"):
        held = lists.setdefault(list_name, set())
        for entry in listed.split():
            held.add(tuple(tokens(entry.replace("_", " "), language)))
    cues: dict[str, list[tuple[tuple[str, ...], int, str]]] = {}
    for list_name in cue_lists:
        for words in lists[list_name]:
            anchor = max(words, key=len)
            cues.setdefault(anchor, []).append((words, words.index(anchor), list_name))
    return Lexicon(
        language,
        {key: frozenset(held) for key, held in lists.items()},
        {
            anchor: tuple(sorted(found, key=lambda cue: (-len(cue[0]), cue)))
            for anchor, found in cues.items()
        },
        frozenset(map(telling, cues)),
    )


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence as lower-case tokens, where they stand, and the lists they are held against."""

    words: tuple[str, ...]
    bounds: tuple[tuple[int, int], ...]
    capitals: tuple[bool, ...]
    lexicon: Lexicon

    @classmethod
    def of(cls, text: str, sentence: Span, lexicon: Lexicon) -> "Reading":
        found = list(_TOKENS[lexicon.language].finditer(text, sentence.start, sentence.end))
        return cls(
            tuple([lowered(token.group()) for token in found]),
            tuple([token.span() for token in found]),
            tuple([token.group()[0].isupper() for token in found]),
            lexicon,
        )

    def __len__(self) -> int:
        return len(self.words)

    def word(self, at: int) -> str:
        """The token at a place; empty beyond the ends."""
        return self.words[at] if 0 <= at < len(self.words) else ""

    def capital(self, at: int) -> bool:
        return 0 <= at < len(self.words) and self.capitals[at]

    def listed(self, at: int, *names: str) -> bool:
        """Whether the token at a place is in one of the lists."""
        word = self.word(at)
        return word != "" and any(self.lexicon.has(name, word) for name in names)

    def token(self, at: int) -> Span:
        return Span(*self.bounds[at])

    def span(self, start: int, end: int) -> Span | None:
        """From token `start` to before token `end`, without marks at the ends; None if empty."""
        while start < end and not self.words[start][0].isalnum():
            start += 1
        while end > start and not (self.words[end - 1][0].isalnum() or self.words[end - 1] == "%"):
            end -= 1
        return Span(self.bounds[start][0], self.bounds[end - 1][1]) if start < end else None

    def cues(self) -> Iterator[tuple[int, int, str]]:
        """Every cue: its first token, the token after it, and its list."""
        for place, word in enumerate(self.words):
            for entry, offset, name in self.lexicon.cues.get(word, ()):
                at = place - offset
                if at >= 0 and self.words[at : at + len(entry)] == entry:
                    yield at, at + len(entry), name

    def before_verb(self, at: int) -> Iterator[int]:
        """Tokens before the verb at `at` that can belong to it ("had not yet"), nearest first,
        and the first that cannot."""
        for before in range(at - 1, max(-1, at - 1 - _LONGEST_VERB), -1):
            yield before
            passed = self.listed(before, "passed", "undone") or self.adverb(before)
            if not passed and self.words[before] not in QUOTES:
                return

    def adverb(self, at: int) -> bool:
        return self.word(at).endswith("ly" if self.lexicon.language == "en" else "ment")

    def phrase_end(self, start: int) -> int:
        """The token before which the noun phrase that begins at `start` has ended."""
        limit = min(len(self), start + _LONGEST_PHRASE)
        for end in range(start, limit):
            word = self.words[end]
            if end > start and self.listed(end, "preposition", "finite", "subject", "time"):
                return end
            if not word[0].isalnum() and word not in QUOTES and word not in "-&$.%":
                return end
        return limit

    def clause_end(self, start: int) -> int:
        """The token before which the clause that holds token `start` has ended."""
        for end in range(start, len(self)):
            if self.words[end] in _BREAKS or self.words[end] in ("but", "mais"):
                return end
            if self.words[end] == ",":
                following = end + 1 + (self.word(end + 1) in QUOTES)
                if self.listed(following, "clause_starts"):
                    return end
        return len(self)

    def clause_start(self, end: int) -> int:
        """The first token of the clause that ends before token `end`."""
        for start in range(end - 1, -1, -1):
            word = self.words[start]
            if word in _BREAKS or word == "," or (word in QUOTES and word != "'"):
                return start + 1
        return 0

    def noun(self, name: str, start: int, end: int) -> int | None:
        """The token of a list that heads the noun phrase: English the last, French the first."""
        places = [at for at in range(start, end) if self.listed(at, name)]
        if not places:
            return None
        return places[0 if self.lexicon.language == "fr" else -1]

    def owner(self, start: int, noun: int) -> Span | None:
        """Whose the noun is: "Ghana" in "Ghana's claims"."""
        for at in range(noun - 1, start - 1, -1):
            if self.words[at].endswith("'s"):
                owner = self.span(start, at + 1)
                return Span(owner.start, owner.end - 2) if owner and len(owner) > 2 else None
            if self.words[at] in "'’" and self.word(at - 1).endswith("s") and at > start:
                return self.span(start, at)
        return None
