"""When silence is the right answer, and why.

Told from what of the question is found, never from raw scores: words and names that do not occur,
the kind of answer that is expected and lacking, and how much of the question the best sentence
covers.
"""

import math
from collections.abc import Sequence

from bot.evidence import Evidence
from bot.question import Asked, Question
from index.library import Library

COVERED = 0.9
"""From this coverage on a sentence answers, however common the question's words."""

_LACKING = {
    frozenset(["money"]): "The articles give no amount of money for that.",
    frozenset(["number"]): "The articles give no number for that.",
    frozenset(["money", "number"]): "The articles give no number for that.",
}
"""Kinds of answer without which no sentence answers, and what is said where they lack."""


def that_may_answer(question: Question, ranked: Sequence[Evidence]) -> list[Evidence]:
    """The evidence without sentences that lack a kind of answer that cannot lack."""
    if question.expects.answers in _LACKING:
        return [e for e in ranked if e.expected]
    return list(ranked)


def why_not(
    library: Library, question: Question, evidence: Sequence[Evidence], ranked: Sequence[Evidence]
) -> str | None:
    """Why the evidence is no answer, in one sentence for the person; None where it is one.

    `evidence` is `that_may_answer` of `ranked`.
    """
    if not question.topic and not question.earlier:
        return "Your message holds no word to search for."
    missing = [word for word in question.topic if not _occurs(library, word)]
    if any(word.name for word in missing) or (missing and len(missing) == len(question.topic)):
        return _unknown(missing)
    if not ranked:
        return "None of the words of your question occurs in the articles."
    if not evidence:
        return _LACKING[question.expects.answers]
    best = evidence[0]
    if best.coverage < COVERED and strength(best) < least(library):
        if missing:
            return _unknown(missing)
        return "No sentence in the articles covers what you ask."
    return None


def strength(evidence: Evidence) -> float:
    """How surely a sentence bears on the question, in nats; comparable between questions."""
    return evidence.coverage * evidence.found


def least(library: Library) -> float:
    """The strength below which a sentence does not answer.

    The more passages, the more words of any question meet in one of them by chance. Measured:
    refuses nine in ten questions without an answer in libraries of 9 to 450 passages
    (tests/quality: seed, abstain_en, abstain_fr).
    """
    return max(0.3, 0.6 * math.log(library.passage_count + 1) - 0.9)


def _occurs(library: Library, word: Asked) -> bool:
    return any(library.knows(term) for term in word.terms)


def _unknown(missing: Sequence[Asked]) -> str:
    quoted = ", ".join(f"“{word.text}”" for word in missing)
    return f"{quoted} {'does' if len(missing) == 1 else 'do'} not occur in the articles."
