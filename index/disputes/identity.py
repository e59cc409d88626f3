"""Whether two sources are one: told from their names, never from pronouns.

Only ever used to keep a source from disputing itself, and to let a denier's next sentence
belong to the denial; a wrong "same" loses a dispute, it invents none.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest

from index.analysis import Word, content_words, folded
from index.lexicon import UNDERSTOOD, words
from index.model import Article, Claim, Span
from index.places import other_names

_PRONOUNS = frozenset(
    [
        *("he", "she", "it", "they", "him", "her", "them", "i", "we"),
        *("il", "elle", "ils", "elles", "on", "celui-ci", "celle-ci", "ceux-ci"),
    ]
)
_DEFINITE = ("the ", "le ", "la ", "l'", "l’", "ce ", "cette ", "this ", "that ")


@dataclass(frozen=True, slots=True)
class Identity:
    """What is known of a source: its names and its other words, as stems.

    `back`: a pronoun or a description ("the official") that may stand for the source before.
    """

    names: frozenset[str]
    others: frozenset[str]
    back: bool = False

    def same(self, other: "Identity") -> bool:
        """Whether both are, or may well be, one source."""
        if self.names and other.names:
            shared = self.names & other.names
            if any(not (country(name) or name in _common()) for name in shared):
                return True
            if any(name in _common() for name in shared) and self.names != other.names:
                shared = frozenset(name for name in shared if name not in _common())
            if not shared:
                return False
            return self._rest() == other._rest() or (self._state() and other._state())
        bare, rich = (self, other) if other.names else (other, self)
        if len(bare.others) == 1 and bare.others <= rich.others | rich.names:
            return True  # "the mayor" and "Anne Roy, mayor of Sète"
        return len(bare.others & rich.others) > bool(rich.names)

    def _rest(self) -> frozenset[str]:
        return self.others | {name for name in self.names if not country(name)}

    def _state(self) -> bool:
        """Whether a country speaks here, or an office of it: "Israel", "the Israeli army"."""
        rest = self._rest()
        return not rest or not rest.isdisjoint(_officials())


def identity(article: Article, claim: Claim) -> Identity | None:
    """The source of a claim; None where the article itself speaks or no source is named."""
    if claim.attribution is None or not claim.attribution.source:
        return None
    return identity_of(article, claim.attribution.source, claim.attribution.antecedent)


def identity_of(
    article: Article, spans: tuple[Span, ...], antecedent: Span | None = None
) -> Identity:
    """The source that the spans name."""
    found = [
        word for span in spans for word in content_words(span.of(article.text), article.language)
    ]
    own = " ".join(span.of(article.text) for span in spans).lower()
    if antecedent is not None:
        found += content_words(antecedent.of(article.text), article.language)
    names = frozenset(_names(found))
    others = frozenset(word.stems[0] for word in found if not word.capital)
    described = own.startswith(_DEFINITE) and not names and len(others) == 1 and others <= _again()
    back = own in _PRONOUNS or not found or (described and antecedent is None)
    return Identity(names, others, back)


def country(name: str) -> bool:
    """Whether a name, folded, means a country: "israel", "israeli", "moscow"."""
    return bool(other_names(name))


def _names(found: Sequence[Word]) -> Iterator[str]:
    """The capitalised words, each as a name; for a country one name of all it has."""
    skipped = False
    for word, following in zip_longest(found, found[1:]):
        if skipped or not word.capital:
            skipped = False
            continue
        pair = f"{word.folded} {following.folded}" if following and following.capital else ""
        skipped = country(pair)
        yield canonical(pair if skipped else word.folded)  # "North Korea" is not "South Korea"


@cache
def canonical(name: str) -> str:
    """One form for all names of a country ("russian", "moscow"); other names as they are."""
    return min(other_names(name) | {name}) if other_names(name) else name


@cache
def _officials() -> frozenset[str]:
    return _stems(words("officials"))


@cache
def _common() -> frozenset[str]:
    return frozenset(folded(word) for word in words("source_words"))


@cache
def _again() -> frozenset[str]:
    return _stems(words("sources_again"))


def _stems(listed: frozenset[str]) -> frozenset[str]:
    return frozenset(
        stem
        for language in UNDERSTOOD
        for word in listed
        for found in content_words(word, language)
        for stem in found.stems
    )
