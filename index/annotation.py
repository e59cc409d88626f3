"""All that is known of one article by itself, worked out once, when the article is read."""

from dataclasses import dataclass

from index.attribution import attributions
from index.claims import claims
from index.disputes import disputes_in
from index.disputes.crossings import Account, account
from index.disputes.debate import Debate
from index.model import Article, Attribution, Claim, Dispute, Segmentation, Timex
from index.segmentation import segment
from index.temporal import timexes


@dataclass(frozen=True, slots=True)
class Annotation:
    """An article cut up, with its time expressions, attributions, claims, and the disputes
    between them, everything in the order of the text; `account` is what it brings to disputes
    with other articles, None where it has no date."""

    segmentation: Segmentation
    timexes: tuple[Timex, ...]
    attributions: tuple[Attribution, ...]
    claims: tuple[Claim, ...]
    disputes: tuple[Dispute, ...]
    account: Account | None


def annotate(article: Article) -> Annotation:
    """Annotate an article; one without a body gives empty annotations. Never fails."""
    cut = segment(article)
    times = timexes(article, cut)
    said = attributions(article, cut)
    made = claims(article, cut, said, times)
    debate = Debate(article, made)
    return Annotation(cut, times, said, made, disputes_in(debate), account(debate))
