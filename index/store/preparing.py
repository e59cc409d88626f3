"""An article made ready to be stored: annotated, and everything packed. Any process can do it,
so that many are at it while one writes."""

from collections.abc import Iterator
from dataclasses import dataclass

from index.analysis import content_words
from index.annotation import annotate
from index.claims import dated, speakers
from index.counting import ArticleTerms, counted
from index.disputes.crossings import Account
from index.duplicates import digest_of, signed
from index.model import Article, Claim, Dispute
from index.store.codec import Known, pack_cut, pack_known, pack_sides

Event = tuple[int, int, int, int, bool, bytes]
"""First and last day as ordinals, where the expression begins, the claim's number among those of
the article, whether it is the day of the statement, and the digest of the sentence."""

Packed = tuple[str, int, bytes]
"""A dispute: strength, where the denial begins, both sides."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """All that is stored of an article by itself."""

    article: Article
    passages: int
    cut: bytes
    known: bytes
    disputes: tuple[Packed, ...]
    events: tuple[Event, ...]
    speakers: tuple[str, ...]
    account: Account | None
    terms: ArticleTerms
    signature: bytes
    said: bytes
    """Digests of the sentences in which somebody says something."""


def prepare(article: Article) -> Prepared:
    """Never fails, whatever the article says."""
    found = annotate(article)
    cut = found.segmentation
    return Prepared(
        article=article,
        passages=len(cut.passages),
        cut=pack_cut(cut),
        known=pack_known(cut, Known(found.timexes, found.attributions, found.claims)),
        disputes=tuple(packed(dispute) for dispute in found.disputes),
        events=tuple(_events(article, found.claims)),
        speakers=tuple(sorted(_words(article, found.claims))),
        account=found.account,
        terms=counted(article, cut),
        signature=signed(article),
        said=_said(article, found.claims),
    )


def packed(dispute: Dispute) -> Packed:
    return dispute.strength, dispute.denial.span.start, pack_sides(dispute)


def _events(article: Article, claims: tuple[Claim, ...]) -> Iterator[Event]:
    """Each expression once, with the first claim that it dates."""
    seen = set()
    for number, claim in enumerate(claims):
        for timex, said, sentence in dated(claim):
            if timex.span not in seen and timex.earliest and timex.latest:
                seen.add(timex.span)
                first, last = timex.earliest.toordinal(), timex.latest.toordinal()
                told = digest_of(sentence.span.of(article.text))
                yield first, last, timex.span.start, number, said, told


def _said(article: Article, claims: tuple[Claim, ...]) -> bytes:
    spoken = (claim for claim in claims if claim.attribution)
    spans = {sentence.span for claim in spoken for sentence in claim.sentences}
    return b"".join(sorted({digest_of(span.of(article.text)) for span in spans}))


def _words(article: Article, claims: tuple[Claim, ...]) -> set[str]:
    """The words of those who say something, folded."""
    return {
        word.folded
        for claim in claims
        for span in speakers(claim)
        for word in content_words(span.of(article.text), "und")
    }
