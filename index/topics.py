"""What stretches of an article are about: keys that can be compared and weighed.

A key is a stem; for a name of a country it is the country, so that "Israeli" meets "Israel".
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from math import log

from index.analysis import Word, content_words
from index.concepts import related
from index.identity import canonical
from index.model import Article, Sentence, Span

NAME = 1.5
"""How much more a name weighs than another word as rare."""

_Keys = frozenset[str]


class Topics:
    """The keys of one article's sentences, read once, when first asked for."""

    def __init__(self, article: Article, sentences: Sequence[Sentence]) -> None:
        self._article = article
        self._sentences = sentences

    def keys(self, *spans: Span) -> _Keys:
        """The keys of stretches that lie inside sentences."""
        return frozenset(
            key(word)
            for span in spans
            for sentence, words in self._words
            if sentence.overlaps(span)
            for word in words
            if span.contains(word.span)
        )

    def weight(self, keys: Iterable[str]) -> float:
        """How much keys tell apart the sentences of this article."""
        return sum(
            log(1 + len(self._words) / self._frequencies.get(key, 1))
            * (NAME if key in self.names else 1.0)
            for key in keys
        )

    def share(self, wanted: _Keys, held: _Keys) -> float:
        """How much of `wanted`, by weight, is in `held`; words of one concept count in part."""
        total = self.weight(wanted)
        if not total:
            return 0.0
        met = self.weight(wanted & held)
        for key in wanted - held:
            others = related(key)
            if others:
                met += self.weight((key,)) * max((others.get(h, 0.0) for h in held), default=0.0)
        return met / total

    @cached_property
    def names(self) -> _Keys:
        """Keys that are written with a capital inside a sentence."""
        return frozenset(key(word) for _, words in self._words for word in words[1:] if word.capital)

    @cached_property
    def _words(self) -> list[tuple[Span, list[Word]]]:
        return [(s.span, list(self._of(s))) for s in self._sentences]

    @cached_property
    def _frequencies(self) -> Counter[str]:
        return Counter(k for _, words in self._words for k in {key(word) for word in words})

    def _of(self, sentence: Sentence) -> Iterator[Word]:
        text = sentence.span.of(self._article.text)
        for word in content_words(text, self._article.language):
            yield Word(word.span.shifted(sentence.span.start), word.folded, word.stems, word.capital)


def key(word: Word) -> str:
    """What a word is compared by."""
    if word.capital:
        name = canonical(word.folded)
        if name != word.folded:
            return name
    return word.stems[0]
