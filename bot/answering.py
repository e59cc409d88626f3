"""Question to Answer or NoAnswer. Synchronous; knows no Telegram."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.evidence import Evidence, rank_sentences
from bot.expected import holds_expected
from bot.question import Question, read_question
from bot.quotation import Quotation, quote, quote_claim, whole_quotation
from bot.sides import denials_bearing_on, denials_of
from index.library import Library

MOST_QUOTES = 3
MOST_NEAREST = 2

COVERED = 0.9
"""From this coverage on a sentence answers, however common the question's words."""

NEAR_THE_BEST = 0.6
"""Share of the best score from which on a further quote is shown beside the first."""

NOBODY_DENIES = "No source in the articles denies that."
NO_FURTHER = "There are no further quotes."


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
        # The more passages, the more words of any question meet in one of them by chance.
        # Measured: refuses nine in ten questions without an answer in libraries of 9 to 450
        # passages (tests/quality: seed, abstain_en, abstain_fr).
        self._least = max(0.3, 0.6 * math.log(library.passage_count + 1) - 0.9)

    def answer(self, text: str, after: tuple[str, ...] = (), skip: int = 0) -> Answer | NoAnswer:
        """The quotes that answer best, those from number `skip` on.

        `after`: the earlier questions of the conversation, oldest first. Any text is answered.
        """
        question = read_question(text, after)
        ranked = rank_sentences(self.library, question)
        if question.kind == "who-disputes":
            return self._who_disputes(question, ranked, skip)
        if question.kind == "who-says" and question.earlier and not question.topic:
            return self._again(question, skip)
        evidence = [e for e in ranked if self._holds_expected(question, e)]
        if why := self._why_not(question, evidence, ranked):
            nearest = self._quotations(ranked, MOST_NEAREST)
            return NoAnswer(question, nearest, why, self._searched)
        good = [e for e in evidence if e.score >= NEAR_THE_BEST * evidence[0].score]
        quotations = self._quotations(good, skip + MOST_QUOTES + 1)
        shown = quotations[skip : skip + MOST_QUOTES]
        if not shown:
            return NoAnswer(question, (), NO_FURTHER, self._searched)
        more = len(quotations) > skip + MOST_QUOTES
        return Answer(question, shown, self._searched, more)

    def _who_disputes(
        self, question: Question, ranked: list[Evidence], skip: int
    ) -> Answer | NoAnswer:
        """Answered by denials alone: those of the quotes that were shown before, where the
        question names nothing else; else those of what it names."""
        found: list[Quotation] = []
        if question.after and not question.topic:
            found = denials_of(self.library, self._shown_before(question))
        found = found or denials_bearing_on(self.library, ranked)
        if not found and not question.topic and not question.after:
            found = [
                quote_claim(self.library, d.denial) for d in self.library.disputes[:MOST_QUOTES]
            ]
        if not found:
            nearest = self._quotations(ranked, MOST_NEAREST)
            return NoAnswer(question, nearest, NOBODY_DENIES, self._searched)
        return self._page(question, found, skip)

    def _again(self, question: Question, skip: int) -> Answer | NoAnswer:
        """The quotes that were shown before, for a question that asks who says them."""
        return self._page(question, self._shown_before(question), skip)

    def _shown_before(self, question: Question) -> Sequence[Quotation]:
        before = self.answer(question.after[-1], question.after[:-1])
        return before.quotations if isinstance(before, Answer) else before.nearest

    def _page(self, question: Question, found: Sequence[Quotation], skip: int) -> Answer | NoAnswer:
        shown = tuple(found[skip : skip + MOST_QUOTES])
        if not shown:
            return NoAnswer(question, (), NO_FURTHER, self._searched)
        return Answer(question, shown, self._searched, more=len(found) > skip + MOST_QUOTES)

    def _holds_expected(self, question: Question, e: Evidence) -> bool:
        article = self.library.articles[e.sentence.article_id]
        return holds_expected(question, e.sentence.span.of(article.text), article.language)

    def _why_not(
        self, question: Question, evidence: list[Evidence], ranked: list[Evidence]
    ) -> str | None:
        """Why the evidence is no answer, in one sentence; None where it is one."""
        if not question.topic and not question.earlier:
            return "Your message holds no word to search for."
        missing = [
            asked
            for asked in question.topic
            if all(not self.library.knows(term) for term in asked.terms)
        ]
        if missing:
            quoted = ", ".join(f"“{asked.text}”" for asked in missing)
            verb = "does" if len(missing) == 1 else "do"
            unknown = f"{quoted} {verb} not occur in the articles."
            if any(asked.name for asked in missing) or len(missing) == len(question.topic):
                return unknown
        if ranked and not evidence:
            return "The articles give no number for that."
        if not ranked:
            return "None of the words of your question occurs in the articles."
        best = evidence[0]
        if best.coverage < COVERED and best.coverage * best.found < self._least:
            return unknown if missing else "No sentence in the articles covers what you ask."
        return None

    def _quotations(self, evidence: list[Evidence], most: int) -> tuple[Quotation, ...]:
        """The best sentences as quotations, none overlapping another."""
        quotations: list[Quotation] = []
        for e in evidence:
            article = self.library.articles[e.sentence.article_id]
            span = whole_quotation(self.library, article, e.sentence.span)
            if not any(q.article == article and q.span.overlaps(span) for q in quotations):
                quotations.append(quote(self.library, article, span, e.sentence.paragraph, e.score))
            if len(quotations) == most:
                break
        return tuple(quotations)
