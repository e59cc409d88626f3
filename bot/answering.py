"""Question to Answer or NoAnswer. Synchronous; knows no Telegram."""

from dataclasses import dataclass
from datetime import date

from bot.evidence import Evidence, rank_sentences
from bot.question import Question, read_question
from bot.refusal import that_may_answer, why_not
from index.library import Library
from index.model import Article, Segmentation, Span

MOST_QUOTES = 3
MOST_NEAREST = 2

NEAR_THE_BEST = 0.6
"""Share of the best score from which on a further quote is shown beside the first."""

LONGEST_QUOTE = 1_500
"""Code points. A quotation of several sentences is quoted whole up to this length."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Whole sentences of one article, verbatim by construction: text is never stored here."""

    article: Article
    span: Span
    paragraph: int
    score: float

    @property
    def text(self) -> str:
        return self.span.of(self.article.text)


@dataclass(frozen=True, slots=True)
class Searched:
    """How much was searched, and the days of publication of the oldest and newest article."""

    articles: int
    passages: int
    first: date | None = None
    last: date | None = None
    undated: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """One to MOST_QUOTES quotations, best first; `more` tells whether further ones follow."""

    question: Question
    quotations: tuple[Quotation, ...]
    searched: Searched
    more: bool = False


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """Nothing found that answers; `why` is one sentence for the person; `nearest` may be empty."""

    question: Question
    nearest: tuple[Quotation, ...]
    why: str
    searched: Searched


class Answerer:
    """Answers questions from one library. Keeps nothing between questions."""

    def __init__(self, library: Library) -> None:
        self.library = library
        days = [a.published for a in library.articles.values() if a.published]
        self._searched = Searched(
            articles=len(library.articles),
            passages=library.passage_count,
            first=min(days, default=None),
            last=max(days, default=None),
            undated=len(library.articles) - len(days),
        )

    def answer(self, text: str, after: tuple[str, ...] = (), skip: int = 0) -> Answer | NoAnswer:
        """The quotes that answer best, those from number `skip` on.

        `after`: the earlier questions of the conversation, oldest first. Any text is answered.
        """
        question = read_question(text, after)
        ranked = rank_sentences(self.library, question)
        evidence = that_may_answer(question, ranked)
        if why := why_not(self.library, question, evidence, ranked):
            nearest = self._quotations(ranked, MOST_NEAREST)
            return NoAnswer(question, nearest, why, self._searched)
        good = [e for e in evidence if e.score >= NEAR_THE_BEST * evidence[0].score]
        quotations = self._quotations(good, skip + MOST_QUOTES + 1)
        shown = quotations[skip : skip + MOST_QUOTES]
        if not shown:
            return NoAnswer(question, (), "There are no further quotes.", self._searched)
        more = len(quotations) > skip + MOST_QUOTES
        return Answer(question, shown, self._searched, more)

    def _quotations(self, evidence: list[Evidence], most: int) -> tuple[Quotation, ...]:
        """The best sentences as quotations, none overlapping another."""
        quotations: list[Quotation] = []
        for e in evidence:
            article = self.library.articles[e.sentence.article_id]
            span = _whole_quotation(self.library.segmentation(article.id), e.sentence.span)
            if not any(q.article == article and q.span.overlaps(span) for q in quotations):
                quotations.append(Quotation(article, span, e.sentence.paragraph, e.score))
            if len(quotations) == most:
                break
        return tuple(quotations)


def _whole_quotation(segmentation: Segmentation, sentence: Span) -> Span:
    """The sentence with the others of the quotation that it is part of, while that is short
    enough to be shown whole."""
    span = sentence
    for quotation in segmentation.quotations:
        if quotation.overlaps(span):
            inside = [s.span for s in segmentation.sentences if s.span.overlaps(quotation)]
            whole = Span(min(span.start, inside[0].start), max(span.end, inside[-1].end))
            if len(whole) <= LONGEST_QUOTE:
                span = whole
    return span
