"""The short answer inside a quote: "March 31", "two", "Inès Caron".

Given only where one thing alone in the sentence is of the kind asked for, and the sentence tells
most of what is asked, near to it: of two dates none is marked, for the wrong one in bold is worse
than none.
"""

from bot.evidence import Evidence, closeness
from bot.expected import Candidate, Candidates
from bot.question import Question
from index.analysis import content_words, folded
from index.library import Library
from index.model import Article, Span

_OF_TIME = frozenset(["date", "time", "year"])
_COUNTED = frozenset(["number", "money"])
_NAMED = frozenset(["person", "organisation", "name"])

COVERED = 0.7
"""Coverage from which on what the sentence holds may be marked. Where a sentence of squad2 and of
piaf_fr answers, 79 and 60 in a hundred of all that could be marked are right; of dates and numbers
that pass these bounds 95 and 85, of names 90 and 80."""

CLOSE = 0.25
"""Share of the question's words that stand close to a date or a number that is marked."""

SURE = 0.5
"""How surely a name is a person's, as `Candidate` tells, that is marked."""


def short_answer(library: Library, question: Question, evidence: Evidence) -> Span | None:
    """The span, in the article, of what answers; None where it cannot be told surely."""
    article = library.articles[evidence.sentence.article_id]
    expects = question.expects.answers
    if evidence.coverage < COVERED:
        return None
    if question.kind == "who-says":
        return _only(_sources(library, article, evidence.sentence.span))
    found = None
    if expects & _OF_TIME:
        found = _only(_dates(library, question, article, evidence.sentence.span))
    elif expects & _COUNTED:
        found = _only(_candidates(question, article, evidence.sentence.span))
    elif expects & _NAMED:
        return _only(_candidates(question, article, evidence.sentence.span, SURE))
    return found if found and _close(library, question, article, evidence, found) else None


def _close(
    library: Library, question: Question, article: Article, evidence: Evidence, found: Span
) -> bool:
    sentence = evidence.sentence.span
    here = [Candidate("", found.shifted(-sentence.start))]
    close = closeness(library, question).of(sentence.of(article.text), article.language, here)
    return close >= CLOSE


def _only(found: list[Span]) -> Span | None:
    return found[0] if len(found) == 1 else None


def _dates(library: Library, question: Question, article: Article, sentence: Span) -> list[Span]:
    """Dates that the question does not give; when something was said only if there is no other."""
    times = [
        timex
        for timex in library.timexes(article.id)
        if sentence.contains(timex.span)
        and timex.type in ("DATE", "TIME")
        and timex.earliest
        and not _given(question, timex.span.of(article.text))
    ]
    said = {claim.stated_on for claim in library.claims(article.id) if claim.stated_on}
    happened = [timex.span for timex in times if timex not in said]
    return happened or [timex.span for timex in times]


def _sources(library: Library, article: Article, sentence: Span) -> list[Span]:
    return [
        Span(attribution.source[0].start, attribution.source[-1].end)
        for attribution in library.attributions(article.id)
        if attribution.source
        and sentence.contains(attribution.source[0])
        and sentence.contains(attribution.source[-1])
    ]


def _candidates(
    question: Question, article: Article, sentence: Span, sure: float = 0.0
) -> list[Span]:
    """Those of the kind asked for; none where the only one is not surely of it."""
    found = list(Candidates(question).of(sentence.of(article.text), article.language))
    spans = {candidate.span for candidate in found}
    surely = max((candidate.sure for candidate in found), default=0.0) >= sure
    return sorted(span.shifted(sentence.start) for span in spans) if surely else []


def _given(question: Question, words: str) -> bool:
    asked = {word.folded for word in content_words(question.text, question.language)}
    return bool(asked & set(folded(words).split()))
