"""Disputes: denials with the claims that they deny, inside one article and across articles.

In doubt there is no dispute: a false "disputed" is worse than a missing one.
"""

from collections.abc import Iterable, Sequence
from functools import partial

from index.disputes.conflicts import conflicts
from index.disputes.crossings import Crossings, Recollection, account
from index.disputes.debate import Debate
from index.disputes.pairing import Pair, answers, paired
from index.model import Article, Claim, Dispute, Strength

_STRONGEST: tuple[Strength, ...] = ("denies", "rejects", "doubts", "may concern")


def disputes_within(article: Article, claims: Sequence[Claim]) -> tuple[Dispute, ...]:
    """The disputes between claims of one article, in the order of their denials."""
    return disputes_in(Debate(article, claims))


def disputes_in(debate: Debate) -> tuple[Dispute, ...]:
    """The same of an article that has been read as a debate."""
    found: dict[Claim, list[Pair]] = {}
    for answer, pairs in answers(debate):
        found.setdefault(answer, []).extend(pairs)
    for denied, pairs in paired(debate):
        found.setdefault(denied.statement.claim, []).extend(pairs)
    disputes = [_dispute(denial, pairs) for denial, pairs in found.items() if pairs]
    known = {(d.denial.span, c.span) for d in disputes for c in d.claims}
    for kind, later, earlier in conflicts(debate):
        if (later.span, earlier.span) not in known:
            disputes.append(Dispute(later, (earlier,), kind))
            known.add((later.span, earlier.span))
    return tuple(sorted(disputes, key=lambda dispute: dispute.denial.span))


def disputes_across(
    annotated: Sequence[tuple[Article, Sequence[Claim]]],
) -> tuple[Dispute, ...]:
    """The disputes whose denial and claims stand in different articles, which must be dated."""
    record = Recollection()
    crossings = Crossings(record)
    found: list[Dispute] = []
    for number, (article, claims) in enumerate(annotated):
        record.debates[number] = partial(Debate, article, claims)
        if (brought := account(record.debates[number]())) is not None:
            crossed = crossings.add(number, brought, record.debates[number])
            found += [dispute for _, _, dispute in crossed]
    return tuple(found)


def _dispute(denial: Claim, pairs: Iterable[Pair]) -> Dispute:
    """One dispute of what several cues of a denial dispute; the strongest word counts."""
    strengths, claims = zip(*pairs, strict=True)
    ordered = sorted(dict.fromkeys(claims), key=lambda claim: claim.span)
    return Dispute(denial, tuple(ordered), min(strengths, key=_STRONGEST.index))
