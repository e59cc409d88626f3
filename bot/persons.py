"""How surely a name is a person's, by what it is made of and what stands beside it.

No list of names: news introduces people by office ("Judge Inès Caron"), by apposition ("Inès
Caron, a judge") or by what they say. Word lists are in index/lexicon/answer_names.txt.
"""

import re
from functools import cache, lru_cache

from bot.kinds import nouns_of
from index.analysis import folded, folded_in_place
from index.lexicon import entries, pattern_of
from index.model import Span
from index.places import other_names

FULL_NAME = 0.6
"""Two or more words with capitals that are no known name of anything else."""

TITLED = 0.4
"""What a title or an office right before the name adds."""

INTRODUCED = 0.3
"""What an apposition, "who", or a verb of saying right after it adds."""

_BESIDE = 32
"""Characters before and after a name that are looked at."""

_KEPT = 20_000
"""Names, and words, of which it is kept what they are by themselves."""

_APPOSITION = re.compile(r", (?:[a-zà-ÿ]|\d\d\b)| \(")  # "Inès Caron, a judge", ", 54", "(left)"
_WORD = re.compile(r"[\w.-]+")
_LAST_WORD = re.compile(r"(?<![\w-])[\w-]++(?= $)")
_ARTICLE = re.compile(r"\b(?:the|le|la|les|l')\s?$", re.I)
_LONGEST_ARTICLE = 5  # characters, with a space and the end of a line


def likely_person(text: str, name: Span) -> float:
    """0 where the name is surely no person's, to 1. `name` is a span of `text`."""
    behind, by_itself = _by_itself(name.of(text))
    if by_itself is None:
        return 0.0
    start = name.start + behind
    before = text[max(0, start - _BESIDE) : start]
    noun = _LAST_WORD.search(before)
    if _ARTICLE.search(before, len(before) - _LONGEST_ARTICLE) or (
        noun and _of_a_body(noun.group())
    ):
        return 0.0  # "the newsletter Sète Matin"
    after = text[name.end : name.end + _BESIDE]
    return min(
        1.0,
        by_itself
        + TITLED * bool(_title().search(folded_in_place(before)))
        + INTRODUCED
        * bool(_APPOSITION.match(after) or _introduction().match(folded_in_place(after))),
    )


@lru_cache(_KEPT)
def _by_itself(name: str) -> tuple[int, float | None]:
    """Where a person's name begins in it, and how surely it is one, without what stands beside
    it; None where it is surely none."""
    titles = [match.end() for match in _WORD.finditer(name) if _is_title(match.group())]
    inside = [end for end in titles if end + 1 < len(name)]
    behind = inside[-1] + 1 if inside else 0  # "Israeli Prime Minister Inès Caron"
    name = name[behind:]
    words = re.split(r"[ -]", name)
    if name.isupper() or any(_of_a_body(word) or other_names(folded(word)) for word in words):
        return behind, None
    full = " " in name and not re.search(r"\d", name)
    return behind, FULL_NAME * full


def _is_title(word: str) -> bool:
    return folded(word).removesuffix(".") in _listed("title")


@lru_cache(_KEPT)
def _of_a_body(word: str) -> bool:
    plain = folded(word)
    return not {plain, plain.removesuffix("s")}.isdisjoint(_bodies())


@cache
def _bodies() -> frozenset[str]:
    return _listed("body") | nouns_of("organisation")


@cache
def _title() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{pattern_of(_listed('title'))})\.?,? $")


@cache
def _introduction() -> re.Pattern[str]:
    return re.compile(rf",? (?:who|qui|{pattern_of(_listed('said'))})\b")


@cache
def _listed(kind: str) -> frozenset[str]:
    """Folded words of one kind: "body", "title" or "said"."""
    return frozenset(
        word for of, listed in entries("answer_names") if of == kind for word in listed.split()
    )
