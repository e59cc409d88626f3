"""When silence is the right answer, and why.

Told from what of the question is found, never from raw scores: words and names that do not occur,
the kind of answer that is expected and lacking, and how much of the question the best sentence
covers.
"""

import math
from collections.abc import Iterable, Sequence
from datetime import date

from bot.evidence import TOLD, Evidence
from bot.question import OF_TIME, Asked, Question
from bot.wording import Wording, wording
from index.concepts import SYNONYM
from index.library import Library
from index.model import Article

FIRST = 3
"""How many of the best sentences are asked how much of the question they cover."""

ASKED_WHAT = 2
"""How many of them are asked whether they tell of what happened."""

COVERED = 0.9
"""From this coverage on a sentence answers, however common the question's words."""

MOST = 2.6
"""Nats. More is asked of no sentence, however many are searched."""

LONGEST_NAMED, MOST_NAMED = 60, 8
"""Letters of a word, and words, that are said to be missing; of more, an ellipsis."""

NAME = ((6.0, 22.0), (4.0, 12.0))
"""Nats of rarity from which on a name of the question is missed where it is not near a sentence,
and nats of the question near it with which it is not: of what many articles name fewer."""

WORD = ((7.3, 12.0),)
"""The same of other words, in the place of which articles more often have others."""

LONG_AFTER = 200
"""Days after a time from which on an article that does not name its year tells of another."""

TELLING = 3.5
"""Nats of rarity of a word that tells what happened."""

_ABBREVIATION = 3
"""Letters up to which capitals abbreviate an office or a body more often than they name it."""

_NEEDED = frozenset([frozenset(["money"]), frozenset(["number"]), frozenset(["money", "number"])])
"""Kinds of answer without which no sentence answers."""


def that_may_answer(
    library: Library, question: Question, ranked: Sequence[Evidence]
) -> list[Evidence]:
    """The evidence without what was written too early or too late to tell of it, and without
    sentences that lack a kind of answer that cannot lack."""
    found = _of_that_time(library, question, ranked)
    if question.expects.answers in _NEEDED:
        return [e for e in found if e.expected]
    return found


def _of_that_time(
    library: Library, question: Question, ranked: Sequence[Evidence]
) -> list[Evidence]:
    """The evidence without what was published before the time that the question is about, and
    without what was so long after that only an article that names the year can mean it."""
    if question.period is None:
        return list(ranked)
    first, last = question.period.reported
    years = {str(question.period.first.year), str(question.period.last.year)}
    articles = ((e, library.articles[e.sentence.article_id]) for e in ranked)
    return [e for e, article in articles if _may_tell_of(article, first, last, years)]


def _may_tell_of(article: Article, first: date, last: date, years: Iterable[str]) -> bool:
    """Whether an article may tell of what was reported from `first` to `last` in the years."""
    day = article.published
    if day is None or day < first:
        return day is None
    return (day - last).days <= LONG_AFTER or any(year in article.text for year in years)


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
    if not evidence:
        return _none(library, question, ranked, words)
    if lacks := _lacks(library, question, evidence, words):
        return lacks
    covered = max(e.coverage for e in evidence[:FIRST])
    if covered < COVERED and strength(evidence) < least(library):
        if missing:
            return _unknown(missing, words)
        return words.not_covered
    return None


def _none(library: Library, question: Question, ranked: Sequence[Evidence], words: Wording) -> str:
    """Why nothing of what was found may answer."""
    if not ranked:
        return words.none_occurs
    if not _of_that_time(library, question, ranked):
        return words.other_time
    return words.no_money if question.expects.answers == {"money"} else words.no_number


def _lacks(
    library: Library, question: Question, evidence: Sequence[Evidence], words: Wording
) -> str | None:
    """What of the question the evidence has nothing of."""
    if absent := _lacking(library, question, evidence[:FIRST]):
        return words.no_role.format(role=_short(absent.text))
    apart = _apart(library, question, evidence[0])
    apart = apart or _untold(library, question, evidence[:ASKED_WHAT])
    return words.apart.format(word=_short(apart.text)) if apart else None


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


def _apart(library: Library, question: Question, evidence: Evidence) -> Asked | None:
    """The rarest word of the question that stands nowhere near the evidence, in an article that
    is not about it. Of a long question some always do, so there none is missed."""
    weighed = [
        (_rarity(library, word), standing, word)
        for word, standing in zip(_words(question), evidence.standing, strict=True)
    ]
    near = sum(rarity * standing.near for rarity, standing, _ in weighed)
    apart = [
        (rarity, word)
        for rarity, standing, word in weighed[: len(question.topic)]
        for rare, enough in (NAME if word.name else WORD)
        if rarity >= rare and near < enough and not _abbreviates(word)
        if standing.near < TOLD and not standing.about
    ]
    return max(apart, key=lambda one: one[0])[1] if apart else None


def _untold(library: Library, question: Question, evidence: Sequence[Evidence]) -> Asked | None:
    """The rarest of the words that tell what happened, where none of them stands near any of the
    evidence: it is about the names that the question gives, but of something else."""
    telling = [
        (rarity, number)
        for number, word in enumerate(_words(question))
        if not word.name and (rarity := _rarity(library, word)) >= TELLING
    ]
    told = (e.standing[number].near >= TOLD for e in evidence for _, number in telling)
    return _words(question)[max(telling)[1]] if telling and not any(told) else None


def _words(question: Question) -> tuple[Asked, ...]:
    """In the order of `Evidence.standing`."""
    return (*question.topic, *question.earlier)


def _rarity(library: Library, word: Asked) -> float:
    return word.weight * library.concordance.rarity(word.terms)


def _abbreviates(word: Asked) -> bool:
    """Whether it is short for an office or a body rather than its name: "GM", "the MP"."""
    return word.text.isupper() and len(word.text) <= _ABBREVIATION


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
