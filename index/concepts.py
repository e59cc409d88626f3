"""Other words by which news tells the same: a list of concepts, English and French.

The list is index/lexicon/news_concepts.txt; its head explains the form.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

from index.analysis import content_tokens, field_of, terms_of
from index.lexicon import lines

SYNONYM = 0.5
"""Weight of a word of the same concept."""

LINKED = 0.25
"""Weight of a word of a concept that is linked."""

_Weights = Mapping[str, float]


def related(term: str) -> _Weights:
    """Terms that mean nearly what `term` means, each with a weight below one.

    `term` is a stem or a bigram as index.analysis makes them. A term of several concepts
    ("fire", "report") says less of each, so its relations weigh less.
    """
    found: dict[str, float] = {}
    concepts = _concepts_of().get(term, ())
    for concept in concepts:
        share = len(concepts) ** -0.5
        for name, weight in ((concept, SYNONYM), *((n, LINKED) for n in _links()[concept])):
            for other in _concepts()[name]:
                found[other] = max(found.get(other, 0.0), weight * share)
    found.pop(term, None)
    return MappingProxyType(found)


@cache
def _concepts() -> Mapping[str, frozenset[str]]:
    concepts = {}
    for line in lines("news_concepts"):
        name, colon, entries = line.partition(":")
        if colon:
            languages = zip(("en", "fr"), entries.split("|"), strict=True)
            concepts[name] = frozenset(
                term
                for language, listed in languages
                for entry in listed.split()
                for term in _terms(entry, language)
            )
    return concepts


@cache
def _links() -> Mapping[str, frozenset[str]]:
    links: dict[str, set[str]] = {name: set() for name in _concepts()}
    for line in lines("news_concepts"):
        name, tilde, others = line.partition("~")
        for other in others.split() if tilde else ():
            links[name.strip()].add(other)
            links[other].add(name.strip())
    return {name: frozenset(others) for name, others in links.items()}


@cache
def _concepts_of() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for name, members in _concepts().items():
        for term in members:
            found[term].append(name)
    return {term: tuple(names) for term, names in found.items()}


def _terms(entry: str, language: str) -> Iterator[str]:
    """The stem of a word; of a phrase its bigrams ("took place"), none where only one of its
    words carries meaning ("pull out")."""
    wanted = "bigram" if "_" in entry else "stem"
    words = content_tokens(entry.replace("_", " "), language)
    for term in terms_of(form for _, _, form in words):
        if field_of(term) == wanted:
            yield term
