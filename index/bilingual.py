"""English words for French ones and the reverse, as index terms.

The words are the lists index/lexicon/english_french.*.txt, an entry a line:
    English words | French words
Every word of one side translates every word of the other; underscores stand for spaces. Words
that are in none of the lists are tried as cognates: "mobilité" is "mobility".

The lists hold thousands of entries and stemming is slow, so only the entries are stemmed whose
spelling begins as the term looked up does.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from itertools import pairwise
from types import MappingProxyType

from index.analysis import content_words, folded
from index.lexicon import UNDERSTOOD, lines

TRANSLATION = 0.8
"""Weight of a translation."""

OTHER_FORM = 0.5
"""Weight of a translation of a word with the same stem but spelled otherwise."""

FALSE_FRIEND = 0.3
"""Weight of a translation that is also a word of the language asked in, with another meaning:
"pays", the country, has the stem of "pay"."""

COGNATE = 0.6
"""Weight of a cognate: likely, not known, to mean the same."""

LISTS = tuple(
    f"english_french.{field}"
    for field in (
        "verbs",
        "arms",
        "politics",
        "justice",
        "economy",
        "society",
        "health",
        "nature",
        "transport",
        "culture",
        "places",
        "general",
        "everyday",
    )
)

# What ends French words and how English ends the same. Longest first; folded, singular.
_CORRESPONDENCES = (
    ("ationnel", "ational"),
    ("itaire", "itarian"),
    ("logique", "logical"),
    ("isation", "ization"),
    ("ateur", "ator"),
    ("trice", "tor"),
    ("cratie", "cracy"),
    ("ifier", "ify"),
    ("iser", "ize"),
    ("isme", "ism"),
    ("iste", "ist"),
    ("ique", "ic"),
    ("ique", "ical"),
    ("teur", "tor"),
    ("aire", "ary"),
    ("oire", "ory"),
    ("euse", "ous"),
    ("ete", "ety"),
    ("ite", "ity"),
    ("quer", "cate"),
    ("eux", "ous"),
    ("eur", "or"),
    ("ien", "ian"),
    ("ier", "y"),
    ("nel", "nal"),
    ("iel", "ial"),
    ("uel", "ual"),
    ("aux", "al"),
    ("ain", "an"),
    ("phe", "ph"),
    ("ie", "y"),
    ("if", "ive"),
    ("ve", "ve"),
    ("er", "ate"),
    ("er", "e"),
    ("er", ""),
)
_JOINTS = (re.compile("_"), re.compile("[_']"), re.compile("[_'-]"))
"""What may part the words of an entry: presqu'île is one word, s'effondrer two."""

_SHORTEST_ROOT = 4
"""Letters that must stand before the ending: "cite" is not "city" by rule, "pied" not "py"."""


def translations(term: str, language: str, spelled: str = "") -> Mapping[str, float]:
    """Terms of the other language for a stem or bigram of `language`, with weights below one.

    `spelled` is the word of the stem as it was typed, folded: entries that have it in this form
    count for more, so that "livre" is a book rather than a delivery. Empty where the lists have
    no entry.
    """
    return _translations(term, language, spelled)


def cognates(word: str, language: str) -> Mapping[str, float]:
    """Stems of the other language to which the ending of a word, as typed, corresponds.

    They are guesses: a stem need not occur in the other language. Empty for a word with a
    translation; the word unchanged is not among them.
    """
    bare = folded(word)
    found = content_words(bare, language)
    if len(found) != 1 or translations(found[0].stems[0], language):
        return MappingProxyType({})
    other = _other(language)
    own = {stem for each in content_words(bare, other) for stem in each.stems}
    stems = {
        each.stems[0]
        for guess in _respelled(bare, language)
        for each in content_words(guess, other)
    }
    return MappingProxyType(dict.fromkeys(sorted(stems - own), COGNATE))


@lru_cache(maxsize=20_000)
def _translations(term: str, language: str, spelled: str) -> Mapping[str, float]:
    other = _other(language)
    entries = _entries_of(term, language)
    forms = {spelled, spelled.removesuffix("s"), spelled.removesuffix("x")}
    exact = {n for n in entries if forms & {folded(e) for e in _lexicon()[n][language]}}
    found: dict[str, float] = {}
    for number in entries:
        weight = TRANSLATION if not exact or number in exact else OTHER_FORM
        for entry in _lexicon()[number][other]:
            for translated in _terms(entry, other):
                found[translated] = max(found.get(translated, 0.0), weight)
    return MappingProxyType(
        {
            translated: min(weight, FALSE_FRIEND)
            if translated != term and _entries_of(translated, language)
            else weight
            for translated, weight in found.items()
        }
    )


@lru_cache(maxsize=50_000)
def _entries_of(term: str, language: str) -> tuple[int, ...]:
    """The numbers of the entries that have the term on the side of `language`."""
    index = _index(language)
    head = term.partition(" ")[0]
    # A stem's last letters may not be its word's: "parti" of party, "recent" of récemment.
    start = head[: max(2, len(head) - 2)]
    found = set()
    for place in range(bisect_left(index, (start,)), len(index)):
        word, entry, number = index[place]
        if not word.startswith(start):
            break
        if term in _terms(entry, language):
            found.add(number)
    return tuple(sorted(found))


@cache
def _lexicon() -> tuple[Mapping[str, tuple[str, ...]], ...]:
    """The entries in the order of the lists, each with its words by language."""
    return tuple(
        {
            language: tuple(side.split())
            for language, side in zip(UNDERSTOOD, line.split("|"), strict=True)
        }
        for name in LISTS
        for line in lines(name)
    )


@cache
def _index(language: str) -> list[tuple[str, str, int]]:
    """Each word of each entry: folded, the entry as written, its number; sorted."""
    found = []
    for number, sides in enumerate(_lexicon()):
        for entry in sides[language]:
            bare = folded(entry)
            found.append((bare, entry, number))
            if not bare.isalpha():
                parts = {part for joints in _JOINTS for part in joints.split(bare)} - {bare}
                found += [(part, entry, number) for part in parts if len(part) > 1]
    return sorted(found)


@lru_cache(maxsize=50_000)
def _terms(entry: str, language: str) -> tuple[str, ...]:
    """The stem of a word; of a phrase its bigrams, none where one word alone carries meaning."""
    if entry.isupper():  # "WHO" is no function word
        return (folded(entry),)
    found = content_words(entry.replace("_", " "), language)
    if "_" not in entry:
        return tuple(word.stems[0] for word in found[:1])
    return tuple(f"{first.stems[-1]} {second.stems[0]}" for first, second in pairwise(found))


def _respelled(word: str, language: str) -> Iterator[str]:
    singular = word[:-1] if word.endswith("s") and not word.endswith("ss") else word
    for french, english in _CORRESPONDENCES:
        ending, written = (french, english) if language == "fr" else (english, french)
        root = singular.removesuffix(ending)
        if ending and root != singular and len(root) >= _SHORTEST_ROOT:
            yield root + written


def _other(language: str) -> str:
    return "fr" if language == "en" else "en"
