"""What stretches of an article are about: keys that can be compared and weighed.

A key is a stem; for a name of a country it is the country, so that "Israeli" meets "Israel".
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from math import log

from index.analysis import Form, content_tokens
from index.concepts import related
from index.disputes.identity import canonical
from index.model import Article, Sentence, Span

NAME = 1.5
"""How much more a name weighs than another word as rare."""

_Keys = frozenset[str]
_Word = tuple[int, int, str, bool]  # where it starts and ends, its key, whether it has a capital


class Topics:
    """The keys of one article's sentences, read once, when first asked for."""

    def __init__(self, article: Article, sentences: Sequence[Sentence]) -> None:
        self._article = article
        self._sentences = sentences

    def keys(self, *spans: Span) -> _Keys:
        """The keys of stretches that lie inside sentences."""
        return frozenset(
            key
            for span in spans
            for _, words in self._words[self._place(span.start) : self._place(span.end) + 1]
            for start, end, key, _ in words
            if span.start <= start and end <= span.end
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
        """Keys that are mostly written with a capital inside sentences."""
        capital: Counter[str] = Counter()
        small: Counter[str] = Counter()
        for _, words in self._words:
            for _, _, key, is_capital in words[1:]:
                (capital if is_capital else small)[key] += 1
        return frozenset(k for k, count in capital.items() if count > small[k])

    @cached_property
    def all(self) -> _Keys:
        """Every key of the article."""
        return frozenset(self._frequencies)

    @cached_property
    def _words(self) -> list[tuple[int, list[_Word]]]:
        return [(sentence.span.start, self._of(sentence.span)) for sentence in self._sentences]

    @cached_property
    def _frequencies(self) -> Counter[str]:
        return Counter(k for _, words in self._words for k in {word[2] for word in words})

    def _place(self, at: int) -> int:
        """The number of the sentence that begins last at or before a place."""
        return max(0, bisect_right(self._words, at, key=lambda words: words[0]) - 1)

    def _of(self, sentence: Span) -> list[_Word]:
        by = sentence.start
        return [
            (start + by, end + by, _name(form) if form.capital else form.stems[0], form.capital)
            for start, end, form in content_tokens(
                sentence.of(self._article.text), self._article.language
            )
        ]


def _name(form: Form) -> str:
    name = canonical(form.folded)
    return name if name != form.folded else form.stems[0]
