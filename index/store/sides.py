"""The disputes of one article by where their sides stand in it."""

from collections import defaultdict
from collections.abc import Sequence

from index.model import STRENGTHS, Dispute, Span


class Sides:
    """The disputes with a side in one article, strongest first, and where these sides stand."""

    def __init__(self, article_id: str, found: Sequence[Dispute]) -> None:
        self.all = found
        self.over: dict[Span, list[Dispute]] = defaultdict(list)
        self.denied: dict[Span, list[Dispute]] = defaultdict(list)
        for dispute in found:
            for sentence in dispute.denial.sentences:
                if sentence.article_id == article_id:
                    self.denied[sentence.span].append(dispute)
            for place in dict.fromkeys(s for claim in dispute.claims for s in claim.sentences):
                if place.article_id == article_id:
                    self.over[place.span].append(dispute)


def by_strength(dispute: Dispute) -> tuple[int, str, Span]:
    """Strongest first, then by article and place."""
    return STRENGTHS.index(dispute.strength), dispute.denial.article_id, dispute.denial.span
