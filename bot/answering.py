"""Question to Answer or NoAnswer. Synchronous; knows no Telegram."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from time import perf_counter

from bot.evidence import Evidence, rank_sentences
from bot.ledger import contested
from bot.outlets import by_outlet, each_text_once
from bot.question import Question, read_question, respelt
from bot.quotation import Quotation, quote, told_once, whole_quotation
from bot.refusal import that_may_answer, why_not
from bot.scope import Scope, scoped, within
from bot.short import short_answer
from bot.sides import denials_bearing_on, denials_of, without_sides
from bot.spelling import corrections
from bot.wording import Wording, wording
from index.library import Library

MOST_QUOTES = 3
MOST_NEAREST = 2

NEAR_THE_BEST = 0.8
"""Share of the best score from which on a further quote is shown beside the first, if it has a
word of the question of its own."""


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


@dataclass(frozen=True, slots=True)
class Asked:
    """That something was asked, whether the articles have an answer, and how many seconds it took
    to look for it. `question` is None where it would tell nobody anything: without a word to
    search for, or where the words of somebody else were looked up."""

    question: str | None
    after: tuple[str, ...]
    answered: bool
    seconds: float


Witness = Callable[[Asked], None]
"""Hears of everything that is asked, in the thread that answers: quick, and never fails."""


class Answerer:
    """Answers questions from one library. Keeps nothing between questions."""

    def __init__(self, library: Library, *witnesses: Witness) -> None:
        self.library = library
        self._witnesses = witnesses
        self._within: frozenset[str] | None = None
        first, last, undated = library.published
        self._searched = Searched(
            len(library.articles), library.passage_count, first, last, undated
        )

    def answer(
        self, text: str, after: tuple[str, ...] = (), skip: int = 0, spoken: str | None = None
    ) -> Answer | NoAnswer:
        """The quotes that answer best, those from number `skip` on.

        `after`: the earlier questions of the conversation, oldest first. `spoken`: the language
        to speak where that of the question cannot be told. Any text is answered; the witnesses
        hear of it, once for all its quotes.
        """
        began = perf_counter()
        answer = self._from_latest(text, after, skip, spoken)
        if not skip:
            searched = answer.question.topic or answer.question.earlier
            told = text if searched else None
            self.tell(Asked(told, after, isinstance(answer, Answer), perf_counter() - began))
        return answer

    def tell(self, asked: Asked) -> None:
        """Let the witnesses hear of it."""
        for witness in self._witnesses:
            witness(asked)

    def _from_latest(
        self, text: str, after: tuple[str, ...], skip: int, spoken: str | None
    ) -> Answer | NoAnswer:
        newest = self.library.latest()
        if newest is not self.library:  # one question is answered from one state of the library
            return Answerer(newest)._from_latest(text, after, skip, spoken)
        bare, scope = scoped(text)
        question = self._read(bare, tuple(scoped(earlier)[0] for earlier in after), spoken)
        if scope is None:
            return self._answer(question, skip)
        if scope.wrong:
            why = _words(question).bad_filter.format(filter=scope.wrong)
            return NoAnswer(question, (), why, self._searched)
        narrowed = self._narrowed(scope)
        if not narrowed._within:
            why = _words(question).no_article_there.format(filter=scope.written)
            return NoAnswer(question, (), why, self._searched)
        return narrowed._answer(question, skip)

    def _narrowed(self, scope: Scope) -> "Answerer":
        """One that searches only the articles that the scope leaves."""
        found = list(within(self.library, scope))
        days = [date.fromordinal(day) for _, day, _ in found if day]
        narrowed = Answerer(self.library)
        narrowed._within = frozenset(article_id for article_id, *_ in found)
        narrowed._searched = Searched(
            len(found),
            sum(passages for *_, passages in found),
            min(days, default=None),
            max(days, default=None),
            len(found) - len(days),
        )
        return narrowed

    def _ranked(self, question: Question) -> list[Evidence]:
        return rank_sentences(self.library, question, within=self._within)

    def _once(self, question: Question, ranked: list[Evidence]) -> list[Evidence]:
        """Near-copies told once, from the original; not where the original may be left out."""
        if self._within is not None:
            return ranked
        return each_text_once(self.library, question, ranked)

    def _answer(self, question: Question, skip: int = 0) -> Answer | NoAnswer:
        ranked = self._ranked(question)
        if question.kind == "who-disputes":
            return self._who_disputes(question, ranked, skip)
        if question.kind == "who-says" and question.after and not without_sides(question).topic:
            return self._again(question, skip)
        ranked = self._once(question, ranked)
        evidence = that_may_answer(question, ranked)
        if why := why_not(self.library, question, evidence, ranked):
            nearest = self._quotations(ranked, MOST_NEAREST)
            return NoAnswer(question, nearest, why, self._searched)
        near = NEAR_THE_BEST * evidence[0].score
        good = evidence[:1] + [e for e in evidence[1:] if e.holds and e.score >= near]
        good = by_outlet(self.library, good)
        quotations = self._quotations(good, skip + MOST_QUOTES + 1)
        short = short_answer(self.library, question, good[0])
        if short and quotations[0].span.contains(short):
            quotations = (replace(quotations[0], answer=short), *quotations[1:])
        return self._page(question, quotations, skip)

    def _read(self, text: str, after: tuple[str, ...], spoken: str | None = None) -> Question:
        question = replace(read_question(text, after), spoken=spoken)
        misspelt = corrections(self.library, question)
        return respelt(question, misspelt) if misspelt else question

    def _who_disputes(
        self, question: Question, ranked: list[Evidence], skip: int
    ) -> Answer | NoAnswer:
        """Answered by denials alone: those of the quotes that were shown before, where the
        question names nothing else; else those of what it names."""
        found: list[Quotation] = []
        about = without_sides(question)
        bare = not about.topic
        if bare and question.after:
            before = self._read(question.after[-1], question.after[:-1])
            shown = self._shown(before)
            meant = self._ranked(before)
            found = denials_of(self.library, shown)
            found = found or denials_bearing_on(self.library, meant, within=shown)
            found = found or denials_bearing_on(self.library, meant)
        if not bare:
            found = denials_bearing_on(self.library, self._ranked(about))
        if bare and not found and not question.after:
            newest = contested(self.library)[:MOST_QUOTES]
            found = [dispute.denial.quotation for dispute in newest]
        if not found:
            nearest = self._quotations(self._once(question, ranked), MOST_NEAREST)
            return NoAnswer(question, nearest, _words(question).nobody_denies, self._searched)
        return self._page(question, told_once(self.library, found), skip)

    def _again(self, question: Question, skip: int) -> Answer | NoAnswer:
        """The quotes that were shown before, for a question that asks who says them."""
        before = self._read(question.after[-1], question.after[:-1])
        return self._page(question, self._shown(before), skip)

    def _shown(self, question: Question) -> Sequence[Quotation]:
        """The quotes that answer a question, or come nearest."""
        answer = self._answer(question)
        return answer.quotations if isinstance(answer, Answer) else answer.nearest

    def _page(self, question: Question, found: Sequence[Quotation], skip: int) -> Answer | NoAnswer:
        shown = tuple(found[skip : skip + MOST_QUOTES])
        if not shown:
            return NoAnswer(question, (), _words(question).no_more, self._searched)
        return Answer(question, shown, self._searched, more=len(found) > skip + MOST_QUOTES)

    def _quotations(self, evidence: list[Evidence], most: int) -> tuple[Quotation, ...]:
        """The best sentences as quotations, none overlapping or repeating another."""
        quotations: list[Quotation] = []
        for e in evidence:
            article = self.library.articles[e.sentence.article_id]
            span = whole_quotation(self.library, article, e.sentence.span)
            text = span.of(article.text)
            if not any(
                q.text == text or (q.article == article and q.span.overlaps(span))
                for q in quotations
            ):
                quotations.append(quote(self.library, article, span, e.sentence.paragraph, e.score))
            if len(quotations) == most:
                break
        return tuple(quotations)


def _words(question: Question) -> Wording:
    return wording(question.language, question.spoken)
