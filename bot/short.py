"""The short answer inside a quote: "March 31", "two", "Inès Caron".

Given only where one thing alone in the sentence is of the kind asked for; of two dates none is
marked, for the wrong one in bold is worse than none.
"""

from bot.evidence import Evidence
from bot.expected import Candidates
from bot.question import Question
from index.analysis import content_words, folded
from index.library import Library
from index.model import Article, Span

_OF_TIME = frozenset(["date", "time", "year"])
_COUNTED = frozenset(["number", "money"])
_NAMED = frozenset(["person", "organisation", "name"])


def short_answer(library: Library, question: Question, evidence: Evidence) -> Span | None:
    """The span, in the article, of what answers; None where it cannot be told surely."""
    article = library.articles[evidence.sentence.article_id]
    expects = question.expects.answers
    if expects & _OF_TIME:
        return _only(_dates(library, question, article, evidence.sentence.span))
    if question.kind == "who-says":
        return _only(_sources(library, article, evidence.sentence.span))
    if expects & _COUNTED or expects & _NAMED:
        return _only(_candidates(question, article, evidence.sentence.span))
    return None


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


def _candidates(question: Question, article: Article, sentence: Span) -> list[Span]:
    text = sentence.of(article.text)
    spans = {found.span for found in Candidates(question).of(text, article.language)}
    return sorted(span.shifted(sentence.start) for span in spans)


def _given(question: Question, words: str) -> bool:
    asked = {word.folded for word in content_words(question.text, question.language)}
    return bool(asked & set(folded(words).split()))
