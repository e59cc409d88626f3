"""Both sides of what is asked, where no dispute between two claims is known: sentences that say
so, and sentences that say not."""

import re
from collections.abc import Iterator, Sequence

from bot.evidence import Evidence, nearly_as_good
from bot.question import Question
from bot.refusal import why_not
from index.analysis import content_tokens
from index.denials import denials
from index.denials.negation import negated
from index.library import Library

NEAR = 0.65
"""Share of the best score from which on a sentence bears on the question too."""

COVERS = 0.4
"""The same of the best's coverage."""

COVERS_WELL = 0.6
"""The same where a negation alone stands against it, and "who disputes" is asked."""

REACHED = 3
"""Content words behind a negation that it surely reaches."""

_ANOTHER_CLAUSE = re.compile(r"\b(?:and|et)\b")


def with_other_side(
    library: Library,
    question: Question,
    evidence: Sequence[Evidence],
    good: Sequence[Evidence],
    shown: int,
) -> list[Evidence]:
    """The good, the first `shown` of them telling both sides, if any evidence tells the other:
    where the best says so one that contradicts it, where that contradicts one that says so."""
    best, *others = good
    against = contradicts(library, question, best)
    if all(contradicts(library, question, e) is against for e in others[: shown - 1]):
        for other in bearing(evidence):
            if contradicts(library, question, other) is not against:
                rest = [e for e in others if e is not other]
                return [best, *rest[: shown - 2], other, *rest[shown - 2 :]]
    return list(good)


def parted(
    library: Library, question: Question, evidence: Sequence[Evidence]
) -> tuple[list[Evidence], list[Evidence]]:
    """The evidence that bears on the question nearly as much as the best, and would answer alone:
    what contradicts, and what does not. Where it only negates something, somebody has to say so."""
    against, other = list[Evidence](), list[Evidence]()
    for e in bearing(evidence):
        if why_not(library, question, [e], evidence):
            continue
        if denies(library, e):
            against.append(e)
        elif not negates(library, question, e):
            other.append(e)
        elif e.coverage >= COVERS_WELL * evidence[0].coverage and _attributed(library, e):
            against.append(e)
    return against, other


def bearing(evidence: Sequence[Evidence]) -> Iterator[Evidence]:
    """The evidence that bears on the question nearly as much as the best of it."""
    return nearly_as_good(evidence, NEAR, COVERS)


def contradicts(library: Library, question: Question, evidence: Evidence) -> bool:
    """Whether a sentence denies something, or negates a word of the question."""
    return denies(library, evidence) or negates(library, question, evidence)


def negates(library: Library, question: Question, evidence: Evidence) -> bool:
    """Whether a sentence negates a word of the question, other than a name."""
    article, span = library.articles[evidence.sentence.article_id], evidence.sentence.span
    asked = {term for word in question.topic if not word.name for term in word.terms}
    for scope in negated(article.text, span, article.language):
        clause = _ANOTHER_CLAUSE.split(scope.of(article.text), 1)[0]
        reached = content_tokens(clause, article.language)[:REACHED]
        if any(not asked.isdisjoint(form.stems) for _, _, form in reached):
            return True
    return False


def denies(library: Library, evidence: Evidence) -> bool:
    """Whether somebody denies something in a sentence."""
    article, span = library.articles[evidence.sentence.article_id], evidence.sentence.span
    told = denials(article.text, span, article.language) or library.denials(evidence.sentence)
    return bool(told)


def _attributed(library: Library, evidence: Evidence) -> bool:
    """Whether somebody is named for what a sentence says, or a part of it."""
    sentence = evidence.sentence
    made = library.claims(sentence.article_id, sentence.span)
    return any(claim.attribution is not None for claim in made if sentence in claim.sentences)
