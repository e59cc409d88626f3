"""The outlets of a library, and which of them a name means: "reuters", "AFP", "lemonde.fr"."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from index.analysis import folded

Mask = NDArray[np.bool_]
"""For each article, by the number by which the concordance knows it, whether it is meant."""

_WORD = re.compile(r"[^\W_]+")
_ARTICLES = frozenset(["the", "le", "la", "les", "l"])
_SITE = re.compile(r"(?:https?://)?(?:www\.)?(?P<name>[\w-]+(?:\.[\w-]+)*?)(?:\.\w{2,3}){1,2}/?")
_FEWEST_INITIALS = 2
_SHORTEST_CALLED = 3

_OF_ANY = frozenset(
    [
        *("news", "newspaper", "online", "com", "net", "org", "fr", "be", "ch", "uk", "us", "usa"),
        *("africa", "afrique", "international", "world", "wire", "agency", "service", "tv"),
        *("radio", "english", "francais", "digital"),
    ]
)
"""Words behind a name that are left out when it is spoken of: "Reuters" of "Reuters Africa"."""

Name = tuple[str, ...]
"""The words of a name, folded, without "the" in front: of "The Guardian" ("guardian",)."""


def name_of(text: str) -> Name:
    """Marks and case make no name another: "Agence France-Presse", "agence france presse"."""
    words = tuple(_WORD.findall(folded(text)))
    return words[1:] if len(words) > 1 and words[0] in _ARTICLES else words


class Mastheads:
    """Which outlet published which article. Spellings of one name are one outlet. Immutable."""

    def __init__(self, outlets: Sequence[str | None]) -> None:
        """`outlets`: of each article, by its number."""
        # In one pass over the articles, of which there may be a hundred thousand.
        seen: dict[str | None, int] = {}
        spelt = np.array([seen.setdefault(outlet, len(seen)) for outlet in outlets], np.int32)
        counts = np.bincount(spelt, minlength=len(seen)).tolist()
        names = [name_of(written or "") for written in seen]
        self._numbers = {name: n for n, name in enumerate(sorted(set(names) - {()}))}
        codes = np.array([self._numbers.get(name, -1) for name in names], np.int32)
        self._of_article = codes[spelt] if len(spelt) else spelt
        self._spellings: dict[Name, Counter[str]] = {}
        for written, name, count in zip(seen, names, counts, strict=True):
            if written and name:
                self._spellings.setdefault(name, Counter())[written] += count

    def __contains__(self, name: object) -> bool:
        return name in self._numbers

    def __len__(self) -> int:
        return len(self._numbers)

    @property
    def all(self) -> Iterable[Name]:
        return self._numbers

    @cached_property
    def longest(self) -> int:
        """Words of the longest name."""
        return max(map(len, self._numbers), default=0)

    def called(self, typed: str) -> list[Name]:
        """The outlets of exactly this name; where there is none, those that are called so for
        short or on the web: "BBC" of "BBC News", "Le Monde" of "lemonde.fr"."""
        name = name_of(typed)
        if name in self._numbers:
            return [name]
        asked = dict.fromkeys(("".join(name), "".join(_WORD.findall(folded(typed)))))
        return next((found for key in asked if (found := self._short.get(key))), [])

    @cached_property
    def _short(self) -> dict[str, list[Name]]:
        short: dict[str, list[Name]] = {}
        for name in self._numbers:
            end = len(name)
            while end > 1 and name[end - 1] in _OF_ANY:
                end -= 1
            for key in dict.fromkeys(("".join(name), "".join(name[:end]))):
                if len(key) >= _SHORTEST_CALLED:
                    short.setdefault(key, []).append(name)
        return short

    @cached_property
    def counted(self) -> list[tuple[str, int]]:
        """Each outlet as it is mostly written, and its number of articles: the most first."""
        found = [(self.written(name), sum(s.values())) for name, s in self._spellings.items()]
        return sorted(found, key=lambda one: (-one[1], one[0]))

    def written(self, name: Name) -> str:
        """An outlet as it is mostly written; KeyError where there is no such."""
        spellings = self._spellings[name]
        return min(spellings, key=lambda text: (-spellings[text], text))

    def meant_by(self, typed: str) -> list[Name]:
        """The outlets that somebody may mean: those that have the words in their name, one after
        the other; where none has, those of that site, written as one word, or of these initials.
        """
        wanted = name_of(typed)
        if not wanted:
            return []
        site = _SITE.fullmatch(folded(typed).strip())
        for asked in (wanted, name_of(site["name"]) if site else ()):
            joined = "".join(asked)
            if asked and (found := [name for name in self._numbers if _holds(name, asked)]):
                return found
            if joined and (found := [name for name in self._numbers if joined in _joined(name)]):
                return found
        return [name for name in self._numbers if _is_short_for(wanted, name)]

    def short_for(self, initials: str) -> list[Name]:
        """The outlets of these initials: "AFP" is Agence France-Presse."""
        asked = (folded(initials),)
        return [name for name in self._numbers if _is_short_for(asked, name)]

    def published_by(self, names: Iterable[Name]) -> Mask:
        """The articles of outlets; none of one that has none."""
        numbers = [self._numbers[name] for name in names if name in self._numbers]
        mask: Mask = np.isin(self._of_article, numbers)
        return mask


def _holds(name: Name, words: Name) -> bool:
    """Whether the words stand in the name: "press" in Associated Press, not "ap" in Japan."""
    ends = range(len(words), len(name) + 1)
    return any(name[end - len(words) : end] == words for end in ends)


def _joined(name: Name) -> Iterator[str]:
    """The name as one word, with the article before it, and without "fr" or "com" behind it."""
    joined = "".join(name)
    yield joined
    yield from (article + joined for article in _ARTICLES)
    if len(name) > 1:
        yield "".join(name[:-1])


def _is_short_for(one: Name, other: Name) -> bool:
    """Whether one is the initials of the other, either way round."""
    short, long = (one, other) if len(one) == 1 else (other, one)
    return (
        len(short) == 1
        and len(long) >= _FEWEST_INITIALS
        and short[0] == "".join(word[0] for word in long)
    )
