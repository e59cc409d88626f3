"""What is quoted, and what stands beside it: who says it, when, and who says otherwise.

All of it is read off what the index knows; nothing is worked out when a question comes.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from index.copies import Place
from index.duplicates import as_told
from index.library import Library
from index.model import STRENGTHS, Article, Claim, Dispute, Sentence, Span, Timex

LONGEST_QUOTE = 1_500
"""Code points. A quotation of several sentences is quoted whole up to this length."""

MOST_SIDES = 3
"""Denials shown with a claim, or claims with a denial."""

MOST_PRINTINGS = 8
"""Near-copies that are looked into for further sides."""

MOSTLY = 0.4
"""Share of a quote from which on its words count as those of a source, not of the article."""

RIVAL = 0.2
"""Share of a quote from which on a second source beside the first keeps either from being named
for the whole."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Whole sentences of one article, verbatim by construction: text is never stored here.

    `claims` are those made in it, the one that covers most of it first; a claim without
    attribution is the article's own. `speaking` is the attributed claim for which it is quoted,
    or that covers most of it; None where the article speaks most of it itself. `answer` is the
    short answer inside the quote, where it was found with confidence. `disputed_by` and
    `disputes` are the other sides, strongest first; theirs are left empty.
    """

    article: Article
    span: Span
    paragraph: int
    score: float
    answer: Span | None = None
    claims: tuple[Claim, ...] = ()
    speaking: Claim | None = None
    disputed_by: tuple["Side", ...] = ()
    disputes: tuple["Side", ...] = ()
    also_in: tuple[Place, ...] = ()
    """Where else the same sentences stand: in near-copies of the article, earliest first."""

    @property
    def text(self) -> str:
        return self.span.of(self.article.text)

    @property
    def cue(self) -> int | None:
        """Where the words begin that say who is speaking; None where the article is."""
        attribution = self.speaking.attribution if self.speaking else None
        return attribution.cue[0].start if attribution else None

    def dates(self) -> Iterator[tuple[Timex, bool]]:
        """The time expressions of its claims in the order of the text, and whether each says
        when something was said (else: when it happened). When somebody else in it spoke than
        the one who is named as speaking is left out: it would be taken for his date."""
        stated = {claim.stated_on for claim in self.claims if claim.stated_on}
        said = stated if self.speaking is None else stated & {self.speaking.stated_on}
        happened = {timex for claim in self.claims for timex in claim.timexes} - stated
        for timex in sorted(said | happened, key=lambda t: t.span):
            if timex.span.overlaps(self.span):
                yield timex, timex in said


@dataclass(frozen=True, slots=True)
class Side:
    """A claim that stands against a quote, quoted itself, and how: a strength of
    index.model.Dispute."""

    quotation: Quotation
    claim: Claim
    strength: str


def quote(
    library: Library,
    article: Article,
    span: Span,
    paragraph: int,
    score: float = 0.0,
    answer: Span | None = None,
    speaking: Claim | None = None,
) -> Quotation:
    """The quotation at `span` with all that stands beside it; `speaking` where it is quoted for
    that claim, whichever covers most of it."""
    bare = _bare(library, article, span, paragraph)
    bare = replace(bare, speaking=speaking or bare.speaking)
    places = library.copies.places(article, span)
    also_in = tuple(place for place in places if place.article.id != article.id)
    against = list(_against(library, bare))
    by = list(_by(library, bare))
    for same in _printings(library, bare, also_in):  # a later one may have a denial more
        against += _against(library, same)
        by += _by(library, same)
    against, by = sorted(dict.fromkeys(against), key=_rank), sorted(dict.fromkeys(by), key=_rank)
    return replace(
        bare,
        score=score,
        answer=answer,
        disputed_by=_sides(library, bare, ((d.denial, d) for d in against)),
        disputes=_sides(library, bare, ((claim, d) for d in by for claim in d.claims)),
        also_in=also_in,
    )


def quote_claim(library: Library, claim: Claim, score: float = 0.0) -> Quotation:
    """The sentences of a claim as a quotation."""
    article = library.articles[claim.article_id]
    speaking = claim if claim.attribution else None
    paragraph = claim.sentences[0].paragraph
    return quote(library, article, quoted_span(claim), paragraph, score, speaking=speaking)


def quoted_span(claim: Claim) -> Span:
    """The sentences of a claim, from the first on as far as LONGEST_QUOTE goes."""
    start = claim.sentences[0].span.start
    ends = [s.span.end for s in claim.sentences if s.span.end - start <= LONGEST_QUOTE]
    return Span(start, max(ends, default=claim.sentences[0].span.end))


def whole_quotation(library: Library, article: Article, sentence: Span) -> Span:
    """The sentence with the others of the quotation that it is part of, while that is short
    enough to be shown whole."""
    segmentation = library.segmentation(article.id)
    span = sentence
    for quotation in segmentation.quotations:
        if quotation.overlaps(span):
            inside = [s.span for s in segmentation.sentences if s.span.overlaps(quotation)]
            whole = Span(min(span.start, inside[0].start), max(span.end, inside[-1].end))
            if len(whole) <= LONGEST_QUOTE:
                span = whole
    return span


def _bare(library: Library, article: Article, span: Span, paragraph: int) -> Quotation:
    """Without the other sides."""
    claims = sorted(
        library.claims(article.id, span), key=lambda claim: (-_share(claim, span), claim.span)
    )
    mostly = claims[0] if claims and _share(claims[0], span) >= MOSTLY else None
    if mostly and any(_rivals(article.text, mostly, other, span) for other in claims[1:]):
        mostly = None
    return Quotation(article, span, paragraph, 0.0, claims=tuple(claims), speaking=mostly)


def _rivals(text: str, first: Claim, other: Claim, span: Span) -> bool:
    """Whether two speak side by side in the span, so that neither may be named for all of it:
    "A said …, but B said …"; not where one tells what the other says."""
    own, theirs = _stretch(first, span), _stretch(other, span)
    if own is None or theirs is None or _source(text, first) == _source(text, other):
        return False
    nested = own.contains(theirs) or theirs.contains(own)
    return not nested and len(theirs) >= RIVAL * len(span)


def _share(claim: Claim, span: Span) -> float:
    """How much of the span is what an attributed claim says, or says who says it."""
    stretch = _stretch(claim, span)
    return len(stretch) / len(span) if stretch else 0.0


def _stretch(claim: Claim, span: Span) -> Span | None:
    """From the first to the last word in the span of what an attributed claim says, and of who
    says it."""
    attribution = claim.attribution
    if attribution is None:
        return None
    parts = (*attribution.source, *attribution.cue, *attribution.content)
    inside = [part for part in parts if part.overlaps(span)]
    if not inside:
        return None
    start = max(span.start, min(part.start for part in inside))
    return Span(start, min(span.end, max(part.end for part in inside)))


def _printings(library: Library, own: Quotation, also_in: Sequence[Place]) -> Iterator[Quotation]:
    """The quote as it stands in near-copies, where the same one is known to be speaking."""
    for place in also_in[:MOST_PRINTINGS]:
        same = _bare(library, place.article, place.span, place.paragraph)
        if own.speaking is None:
            yield replace(same, speaking=None)
            continue
        told = _as_told(own.article, own.speaking)
        for claim in same.claims:
            if _as_told(place.article, claim) == told:
                yield replace(same, speaking=claim)
                break


def _as_told(article: Article, claim: Claim) -> list[str]:
    """Who says it, and what."""
    source = claim.attribution.source if claim.attribution else ()
    return [as_told(span.of(article.text)) for span in (*source, *claim.content)]


def _against(library: Library, own: Quotation) -> Iterator[Dispute]:
    """The disputes over what the quote claims."""
    for sentence in _sentences(library, own):
        for dispute in library.disputes_over(sentence):
            if _of_speaker(own, dispute.claims):
                yield dispute


def _by(library: Library, own: Quotation) -> Iterator[Dispute]:
    """The disputes whose denial is the quote."""
    for sentence in _sentences(library, own):
        for dispute in library.disputes_from(sentence):
            if _of_speaker(own, (dispute.denial,)):
                yield dispute


def _sentences(library: Library, own: Quotation) -> list[Sentence]:
    cut = library.segmentation(own.article.id)
    return [sentence for sentence in cut.sentences if sentence.span.overlaps(own.span)]


def _of_speaker(own: Quotation, claims: Iterable[Claim]) -> bool:
    """Whether one of the claims is made by the one who is named as speaking, or shares words
    with what he says: what another in the same sentence says would be taken for his. True where
    nobody is named."""
    speaking = own.speaking
    if speaking is None:
        return True
    text = own.article.text
    return any(
        _source(text, claim) == _source(text, speaking)
        or any(said.overlaps(theirs) for said in speaking.content for theirs in claim.content)
        for claim in claims
        if claim.article_id == own.article.id
    )


def _source(text: str, claim: Claim) -> list[str]:
    return [span.of(text) for span in claim.attribution.source] if claim.attribution else []


def _rank(dispute: Dispute) -> int:
    return STRENGTHS.index(dispute.strength)


def one_text(library: Library, one: Quotation, other: Quotation) -> bool:
    """Whether two quotes overlap, or are the same words of near-copies."""
    if one.article == other.article:
        return one.span.overlaps(other.span)
    first = library.copies.first
    return first(one.article, one.span) == first(other.article, other.span)


def without_repeats(*found: Iterable[Quotation]) -> list[Quotation]:
    """The quotes of all of `found`, in their order, without those that overlap one before."""
    kept: list[Quotation] = []
    for quotation in chain.from_iterable(found):
        if not overlapping(kept, quotation.article.id, quotation.span):
            kept.append(quotation)
    return kept


def overlapping(quotations: Iterable[Quotation], article_id: str, span: Span) -> bool:
    """Whether any of the quotes holds a part of the span of an article."""
    return any(q.article.id == article_id and q.span.overlaps(span) for q in quotations)


def told_once(library: Library, found: Sequence[Quotation]) -> list[Quotation]:
    """The quotes, of those that are one text in near-copies the earliest alone, in the place of
    the first."""
    once: dict[object, Quotation] = {}
    copies = library.copies
    for quotation in found:
        key = copies.first(quotation.article, quotation.span)
        first = once.setdefault(key, quotation)
        once[key] = min(first, quotation, key=lambda q: copies.age(q.article.id))
    return list(once.values())


def _sides(
    library: Library, own: Quotation, found: Iterable[tuple[Claim, Dispute]]
) -> tuple[Side, ...]:
    sides: list[Side] = []
    for claim, dispute in found:
        article = library.articles[claim.article_id]
        side = _bare(library, article, quoted_span(claim), claim.sentences[0].paragraph)
        taken = [*(s.quotation for s in sides), own]
        if not any(one_text(library, q, side) for q in taken):
            sides.append(Side(side, claim, dispute.strength))
    return tuple(sides[:MOST_SIDES])
