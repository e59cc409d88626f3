"""Questions about the sides themselves, "Who disputes it?", "Who says so?", answered from the
disputes and attributions that the index knows, not from words that happen to meet."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from bot.evidence import Evidence
from bot.question import Asked, Question
from bot.quotation import Quotation, overlapping, quote_claim
from index.analysis import content_tokens
from index.library import Library
from index.model import Claim, Dispute, Span

BEARS = 0.6
"""Share of the question's words, by rarity, that a side of a dispute needs to hold."""

_DENYING = frozenset(["deni", "disput", "doubt", "contradict", "refut", "nie", "dement", "contred"])
"""Stems of words that say that something is not so, rather than that somebody is against it."""

FOREMOST = 3
"""How many of the best sentences need to hold only MEANT: a long question is never told whole in
the sentence that denies what it asks about."""

MEANT = 0.3

TOUCHES = 0.2
"""The same in an article that was quoted just before, where less tells what is meant."""


def without_sides(question: Question) -> Question:
    """The question without its words of denying and saying: only what they are about."""
    return replace(question, topic=question.topic_proper)


def in_its_words(
    library: Library, question: Question, evidence: Iterable[Evidence]
) -> list[Evidence]:
    """The evidence that has the question's own word of contesting or rejecting, and another word
    of it: whoever contests an election denies nothing that somebody claims. What is denied or
    disputed is claimed, so there it finds nothing."""
    about = question.topic_proper
    other = {term for asked in about for term in asked.terms}
    contesting = (asked for asked in question.topic if asked not in about)
    denying = {term for asked in contesting if not _denies(asked) for term in asked.terms}
    return [
        e
        for e in evidence
        if not denying.isdisjoint(stems := set(_stems(library, e))) and not other.isdisjoint(stems)
    ]


def _denies(asked: Asked) -> bool:
    return not _DENYING.isdisjoint(term for term, weight in asked.terms.items() if weight == 1)


def _stems(library: Library, evidence: Evidence) -> Iterator[str]:
    article = library.articles[evidence.sentence.article_id]
    text = evidence.sentence.span.of(article.text)
    return (stem for *_, form in content_tokens(text, article.language) for stem in form.stems)


def denials_of(library: Library, quotations: Iterable[Quotation]) -> list[Quotation]:
    """The denials of what the quotes claim; where nobody denies them, those of the quotes that
    are denials themselves."""
    quoted = list(quotations)
    sides = [side.claim for q in quoted for side in q.disputed_by]
    own = [denial for q in quoted for denial in _denials_in(library, q)]
    return _quotations(library, ((claim, 0.0) for claim in sides or own))


def denials_bearing_on(
    library: Library,
    ranked: Sequence[Evidence],
    within: Iterable[Quotation] = (),
    surely: Iterable[Evidence] = (),
) -> list[Quotation]:
    """The denials of the disputes whose sides hold what the question is about, best first; then
    denials of which no claim is known. `within` the articles of quotes, if there are any.
    `surely`: the evidence that is known to bear on the question, however little it holds."""
    near = {quotation.article.id for quotation in within}
    known = {id(e) for e in surely}
    scores = {
        (e.sentence.article_id, e.sentence.span): e
        for place, e in enumerate(ranked)
        if id(e) in known
        or (e.sentence.article_id in near and e.coverage >= TOUCHES)
        or (not near and e.holds and e.coverage >= (MEANT if place < FOREMOST else BEARS))
    }
    paired = [
        (dispute.denial, score)
        for dispute in _touched(library, scores)
        if (score := max(_scores((dispute.denial, *dispute.claims), scores), default=0.0))
    ]
    alone = [
        (claim, e.score)
        for e in scores.values()
        for claim in library.denials(e.sentence)
        if not library.disputes_from(e.sentence)
    ]
    ordered = [
        *sorted(paired, key=lambda pair: -pair[1]),
        *sorted(alone, key=lambda pair: -pair[1]),
    ]
    return _quotations(library, ordered)


def _denials_in(library: Library, quotation: Quotation) -> Iterator[Claim]:
    """What the quote says against its other sides; not what stands beside it in its sentence."""
    denied = [side.claim for side in quotation.disputes]
    for sentence in library.segmentation(quotation.article.id).sentences:
        if sentence.span.overlaps(quotation.span):
            for dispute in library.disputes_from(sentence):
                if any(claim in denied for claim in dispute.claims):
                    yield dispute.denial


def _touched(library: Library, scores: dict[tuple[str, Span], Evidence]) -> Iterator[Dispute]:
    """The disputes with a side among the sentences, each once."""
    seen: set[Dispute] = set()
    for e in scores.values():
        for dispute in (*library.disputes_over(e.sentence), *library.disputes_from(e.sentence)):
            if dispute not in seen:
                seen.add(dispute)
                yield dispute


def _scores(claims: Iterable[Claim], scores: dict[tuple[str, Span], Evidence]) -> Iterator[float]:
    for claim in claims:
        for sentence in claim.sentences:
            if (e := scores.get((claim.article_id, sentence.span))) is not None:
                yield e.score


def _quotations(library: Library, found: Iterable[tuple[Claim, float]]) -> list[Quotation]:
    quotations: list[Quotation] = []
    for claim, score in found:
        if not overlapping(quotations, claim.article_id, claim.span):
            quotations.append(quote_claim(library, claim, score))
    return quotations
