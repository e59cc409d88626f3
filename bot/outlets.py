"""One event told by several outlets: each text once, and quotes of several of them.

Agency copy stands in many outlets; of one sentence that all of them print, the answer quotes the
original. Of what is left, one outlet's quotes do not crowd out those of another that are nearly
as good.
"""

from collections.abc import Sequence
from dataclasses import replace

from bot.evidence import SENTENCES, Evidence, rank_sentences
from bot.question import Question
from index.library import Library
from index.mastheads import Mask

WAY = 0.9
"""Share of the score of the next sentence, of an outlet that is quoted already, from which on one
of another outlet goes before it."""

ENOUGH = SENTENCES // 3
"""Where so few are left of the best sentences, once each text is told once, more are sought."""

MORE = 10 * SENTENCES


def each_text_once(
    library: Library, question: Question, ranked: Sequence[Evidence], within: Mask | None = None
) -> list[Evidence]:
    """The evidence, each sentence of near-copies once, where it stood first: from the original,
    unless that is not `within` the articles asked."""
    if not library.copies:
        return list(ranked)
    once = _once(library, ranked, within)
    if len(once) < ENOUGH and len(ranked) >= SENTENCES:
        more = rank_sentences(library, question, at_least=MORE, within=within)
        once = _once(library, more, within)
    return once


def by_outlet(library: Library, ranked: Sequence[Evidence]) -> list[Evidence]:
    """Best first, but an outlet that has not been quoted goes before one that has, where it is
    nearly as good. Articles of which no outlet is known stay where they are."""
    left, ordered = list(ranked), list[Evidence]()
    quoted: set[str] = set()
    while left:
        best = left[0]
        if _outlet(library, best) in quoted:
            near = (e for e in left if e.score >= WAY * left[0].score)
            best = next((e for e in near if _outlet(library, e) not in {None, *quoted}), best)
        left.remove(best)
        ordered.append(best)
        if outlet := _outlet(library, best):
            quoted.add(outlet)
    return ordered


def _outlet(library: Library, evidence: Evidence) -> str | None:
    outlet = library.articles[evidence.sentence.article_id].outlet
    return outlet.casefold().strip() if outlet else None


def _once(library: Library, ranked: Sequence[Evidence], within: Mask | None) -> list[Evidence]:
    once: dict[tuple[str, int], Evidence] = {}
    for evidence in ranked:
        first = library.copies.original(evidence.sentence)
        told = evidence
        inside = within is None or bool(within[library.number(first.article_id)])
        if inside and first != evidence.sentence:
            told = replace(evidence, sentence=first)
        once.setdefault((first.article_id, first.span.start), told)
    return list(once.values())
