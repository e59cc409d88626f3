"""The claims of a library, each text once: what near-copies tell again is told where it stood
first, and disputed by whoever disputes any of them."""

from collections.abc import Callable, Iterator, Sequence

from index.copies import Place
from index.duplicates import as_told
from index.library import Library
from index.model import Claim, Dispute

ClaimsOf = Callable[[Library, str], Sequence[Claim]]
DisputesOf = Callable[[Library, Claim], Sequence[Dispute]]


class Printings:
    """All claims, by what they are in every near-copy that has them."""

    def __init__(self, library: Library, claims_of: ClaimsOf) -> None:
        self._library = library
        self._claims_of = claims_of
        self._same: dict[object, list[Claim]] = {}
        for group in library.copies.groups:
            for article_id in sorted(group, key=library.copies.age):
                for claim in claims_of(library, article_id):
                    self._same.setdefault(self._key(claim), []).append(claim)

    def claims(self, article_id: str) -> Iterator[Claim]:
        """The claims of an article that no earlier printing of them has."""
        for claim in self._claims_of(self._library, article_id):
            if self.first(claim) == claim:
                yield claim

    def first(self, claim: Claim) -> Claim:
        """The claim where it stood first."""
        return self.printings(claim)[0]

    def printings(self, claim: Claim) -> Sequence[Claim]:
        """The claim in all articles that have it, earliest published first."""
        if not self._library.copies.of(claim.article_id):
            return (claim,)
        return self._same.get(self._key(claim), (claim,))

    def also_in(self, claim: Claim) -> list[Place]:
        """Where else it stands."""
        return [
            Place(self._library.articles[c.article_id], c.span, c.sentences[0].paragraph)
            for c in self.printings(claim)
            if c.article_id != claim.article_id
        ]

    def disputes(self, claim: Claim, disputes_of: DisputesOf) -> list[Dispute]:
        """The disputes over it in any of them, each denial once."""
        found: dict[object, Dispute] = {}
        for printed in self.printings(claim):
            for dispute in disputes_of(self._library, printed):
                found.setdefault((dispute.strength, self._key(self.first(dispute.denial))), dispute)
        return list(found.values())

    def _key(self, claim: Claim) -> object:
        article = self._library.articles[claim.article_id]
        span = claim.sentences[0].span
        place = self._library.copies.first(article, span)
        source = claim.attribution.source if claim.attribution else ()
        told = (as_told(part.of(article.text)) for part in (*source, *claim.content))
        return (*place, len(source), *told)
