"""When silence is the right answer, and why.

Told from what of the question is found, never from raw scores: words and names that do not occur,
the kind of answer that is expected and lacking, and how much of the question the best sentence
covers.
"""

import math
from collections.abc import Sequence

from bot.evidence import Evidence
from bot.question import OF_TIME, Asked, Question
from bot.wording import Wording, wording
from index.concepts import SYNONYM
from index.library import Library

FIRST = 3
"""How many of the best sentences are asked how much of the question they cover."""

COVERED = 0.9
"""From this coverage on a sentence answers, however common the question's words."""

MOST = 2.6
"""Nats. More is asked of no sentence, however many are searched."""

LONGEST_NAMED, MOST_NAMED = 60, 8
"""Letters of a word, and words, that are said to be missing; of more, an ellipsis."""

_NEEDED = frozenset([frozenset(["money"]), frozenset(["number"]), frozenset(["money", "number"])])
"""Kinds of answer without which no sentence answers."""


def that_may_answer(question: Question, ranked: Sequence[Evidence]) -> list[Evidence]:
    """The evidence without sentences that lack a kind of answer that cannot lack."""
    if question.expects.answers in _NEEDED:
        return [e for e in ranked if e.expected]
    return list(ranked)


def why_not(
    library: Library, question: Question, evidence: Sequence[Evidence], ranked: Sequence[Evidence]
) -> str | None:
    """Why the evidence is no answer, in one sentence for the person; None where it is one.

    `evidence` is `that_may_answer` of `ranked`.
    """
    words = wording(question.language, question.spoken)
    if not question.topic and not question.earlier:
        return words.no_words
    missing = [word for word in question.topic if not _occurs(library, word)]
    if missing and (len(missing) == len(question.topic) or _unknown_names(question, missing)):
        return _unknown(missing, words)
    if not ranked:
        return words.none_occurs
    if not evidence:
        money = question.expects.answers == {"money"}
        return words.no_money if money else words.no_number
    if lacking := _lacking(library, question, evidence[:FIRST]):
        return words.no_role.format(role=lacking.text)
    covered = max(e.coverage for e in evidence[:FIRST])
    if covered < COVERED and strength(evidence) < least(library):
        if missing:
            return _unknown(missing, words)
        return words.not_covered
    return None


def strength(evidence: Sequence[Evidence]) -> float:
    """How surely the first of the evidence bears on the question, in nats; comparable between
    questions."""
    return max((e.coverage * e.found for e in evidence[:FIRST]), default=0.0)


def least(library: Library) -> float:
    """The strength below which a sentence does not answer.

    The more passages, the more words of any question meet in one of them by chance. Measured:
    refuses nine in ten questions without an answer in libraries of 9 to 450 passages
    (tests/quality: seed, abstain_en, abstain_fr). Among thousands of articles the best sentence
    shares few of the question's words even where it answers, so there it asks for no more.
    """
    return min(MOST, max(0.3, 0.6 * math.log(library.passage_count + 1) - 0.9))


def _lacking(library: Library, question: Question, evidence: Sequence[Evidence]) -> Asked | None:
    """What no answer can do without and the articles of the evidence have not: one of the names
    at least, and in the same article what whoever is asked for is called by."""
    names = [
        word
        for word in question.topic
        if word.name and not word.role and word.weight > OF_TIME and _occurs_itself(library, word)
    ]
    near = evidence
    if names:
        near = [e for e in near if any(_in_the_article(library, name, e) for name in names)]
    if not near:
        return max(names, key=lambda word: library.concordance.rarity(word.terms))
    for word in question.topic:
        if word.role and not any(_in_the_article(library, word, e) for e in near):
            return word
    return None


def _occurs(library: Library, word: Asked) -> bool:
    return any(library.knows(term) for term in word.terms)


def _occurs_itself(library: Library, word: Asked) -> bool:
    return any(library.knows(term) for term, weight in word.terms.items() if weight > SYNONYM)


def _in_the_article(library: Library, word: Asked, evidence: Evidence) -> bool:
    """Whether the article of the evidence has the word itself, in any language."""
    number = library.number(evidence.sentence.article_id)
    return any(
        number in library.concordance.articles(term)[0]
        for term, weight in word.terms.items()
        if weight > SYNONYM
    )


def _unknown_names(question: Question, missing: Sequence[Asked]) -> bool:
    """Whether half of the names that the question gives do not occur."""
    names = [word for word in question.topic if word.name]
    unknown = [word for word in missing if word.name]
    return bool(unknown) and 2 * len(unknown) >= len(names)


def _unknown(missing: Sequence[Asked], words: Wording) -> str:
    named = list(dict.fromkeys(_short(word.text) for word in missing))
    quoted = ", ".join(words.quoted.format(text=text) for text in named[:MOST_NAMED])
    more = ", …" if len(named) > MOST_NAMED else ""
    return words.not_occurring.format(number=len(named), words=quoted + more)


def _short(word: str) -> str:
    return word if len(word) <= LONGEST_NAMED else f"{word[:LONGEST_NAMED]}…"
