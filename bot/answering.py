"""Question to Answer or NoAnswer. Synchronous; knows no Telegram."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from time import perf_counter

from bot.citation import clipped
from bot.contradictions import parted, with_other_side
from bot.evidence import Evidence, nearly_as_good, rank_sentences
from bot.followup import follow_up
from bot.ledger import contested
from bot.outlets import by_outlet, each_text_once
from bot.question import Question, read_question, respelt
from bot.quotation import (
    Quotation,
    overlapping,
    quote,
    told_once,
    whole_quotation,
    without_repeats,
)
from bot.recency import Wanted, in_order, wanted_first, without_order
from bot.refusal import that_may_answer, why_not
from bot.scope import EVERYTHING, Scope, unsearchable
from bot.scoping import scoped
from bot.short import short_answer
from bot.sides import denials_bearing_on, denials_of, in_its_words, without_sides
from bot.spelling import corrections
from bot.spoken import whom_asked_for, words_of
from bot.wording import Wording, wording
from index.catalogue import Extent
from index.library import Library
from index.mastheads import Mask

MOST_QUOTES = 3
MOST_NEAREST = 2

NEAR_THE_BEST = 0.8
"""Share of the best score from which on a further quote is shown beside the first, if it has a
word of the question of its own."""

NEAR_IN_TIME = 0.7
"""The same where the newest or the earliest of several is asked for: what tells it need not tell
it best."""

LONGEST_WHOM = 60
"""Code points of a name that is said to be quoted nowhere."""

AS_MUCH = 0.9
"""Share of the best's coverage from which on it tells as much: the newest that only touches on it
is not the latest on it."""

Searched = Extent
"""How much was searched, and the days of publication of the oldest and newest article."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One to MOST_QUOTES quotations, best first; `more` tells whether further ones follow.
    `scope`: which articles were asked."""

    question: Question
    quotations: tuple[Quotation, ...]
    searched: Searched
    more: bool = False
    scope: Scope = EVERYTHING


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """Nothing found that answers; `why` is one sentence for the person; `nearest` may be empty."""

    question: Question
    nearest: tuple[Quotation, ...]
    why: str
    searched: Searched
    scope: Scope = EVERYTHING


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

    def __init__(
        self,
        library: Library,
        *witnesses: Witness,
        always: Scope = EVERYTHING,
        within: Mask | None = None,
        followed: tuple[str, ...] = (),
        first: Wanted | None = None,
    ) -> None:
        """`always`: what every question is asked of, whatever else it says. `within`: the only
        articles that are asked, and whose denials count. `followed`: the questions before, as
        they were typed. `first`: which of several good quotes."""
        self.library = library
        self._witnesses = witnesses
        self._always = always
        self._within = within
        self._followed = followed
        self._first = first
        catalogue = library.catalogue
        self._searched = catalogue.everything if within is None else catalogue.extent(within)

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
            return Answerer(newest, always=self._always)._from_latest(text, after, skip, spoken)
        return self._from_this(text, after, skip, spoken)

    def _from_this(
        self, text: str, after: tuple[str, ...], skip: int, spoken: str | None
    ) -> Answer | NoAnswer:
        """The answer of the articles that the question asks. Where words only mentioned which,
        and those have none, that of the others."""
        scope, earlier = self._scoped(text, after)
        question = self._read(without_order(scope.question), earlier, spoken)
        if scope.taken and question.kind == "who-disputes":
            # Whoever denies what one outlet tells does so in another, too.
            scope = self._always
        answer = self._within_scope(question, scope, after, skip)
        if isinstance(answer, NoAnswer) and (otherwise := scope.otherwise) is not None:
            answered = skip and self._within_scope(question, scope, after, 0)
            if not isinstance(answered, Answer):
                question = self._read(without_order(otherwise.question), earlier, spoken)
                further = self._within_scope(question, otherwise, after, skip)
                if isinstance(further, Answer):
                    answer = replace(further, scope=replace(otherwise, instead_of=scope))
                elif not (answer.nearest or scope.outlets or otherwise.narrows):
                    answer = further
        return replace(answer, question=replace(answer.question, text=text))

    def _scoped(self, text: str, after: tuple[str, ...]) -> tuple[Scope, tuple[str, ...]]:
        """What the question asks, and the questions before without what narrowed them.

        One without a scope of its own that leans on the question before stays with that one's.
        """
        former, bare = EVERYTHING, list[str]()
        for asked in (*after, text):
            scope = scoped(asked, self.library.catalogue)
            stays = former.narrows and former.otherwise is None and former.wrong is None
            if stays and not scope.narrows and follow_up(asked, tuple(bare)).follows == 1:
                scope = replace(former, question=scope.question, taken=True)
            bare.append(scope.question)
            former = scope
        return former.inside(self._always), tuple(bare[:-1])

    def _within_scope(
        self, question: Question, scope: Scope, after: tuple[str, ...], skip: int
    ) -> Answer | NoAnswer:
        mask = scope.mask(self.library) if scope.narrows else None
        words = _words(question)
        if mask is not None:
            why = unsearchable(scope, mask, self.library.catalogue, words)
            if why is not None:
                return NoAnswer(question, (), why, self._searched, scope)
        asked = Answerer(
            self.library,
            always=self._always,
            within=mask,
            followed=after,
            first=wanted_first(scope.question),
        )
        answer = asked._answer(question, skip)
        if isinstance(answer, NoAnswer) and mask is not None and answer.why == words.none_occurs:
            answer = replace(answer, why=words.not_covered)  # elsewhere they may occur
        elif isinstance(answer, NoAnswer) and answer.why == words.no_words and scope.filters:
            hint = words.list_them.format(filter=scope.filters)
            answer = replace(answer, why=f"{answer.why} {hint}")
        return replace(answer, scope=scope)

    def _ranked(self, question: Question) -> list[Evidence]:
        return rank_sentences(self.library, question, within=self._within)

    def _once(self, question: Question, ranked: list[Evidence]) -> list[Evidence]:
        """Near-copies told once, from the original of those that are asked."""
        return each_text_once(self.library, question, ranked, self._within)

    def _answer(self, question: Question, skip: int = 0) -> Answer | NoAnswer:
        if question.kind == "who-disputes":
            return self._who_disputes(question, skip)
        if question.kind == "who-says" and question.after and not question.topic_proper:
            return self._again(question, skip)
        ranked = self._once(question, self._ranked(question))
        evidence = that_may_answer(self.library, question, ranked)
        evidence, unsaid = self._theirs(question, evidence)
        if why := why_not(self.library, question, evidence, ranked) or unsaid:
            nearest = self._quotations(ranked, MOST_NEAREST)
            return NoAnswer(question, nearest, why, self._searched)
        if self._first:
            good = self._in_time(evidence)
        else:
            good = by_outlet(self.library, _best_and(evidence, NEAR_THE_BEST))
        if "denial" in question.expects.answers and not self._first:
            good = with_other_side(self.library, question, evidence, good, MOST_QUOTES)
        quotations = self._quotations(good, skip + MOST_QUOTES + 1)
        short = short_answer(self.library, question, good[0])
        if short and quotations[0].span.contains(short):
            quotations = (replace(quotations[0], answer=short), *quotations[1:])
        return self._page(question, quotations, skip)

    def _theirs(
        self, question: Question, evidence: list[Evidence]
    ) -> tuple[list[Evidence], str | None]:
        """The words of whom the question asks for before others', and why it is not answered
        where it asks for nothing else and they are not told."""
        whom = whom_asked_for(question)
        if whom is None:
            return evidence, None
        theirs = words_of(self.library, question, whom, evidence)
        why = None
        if whom.told and not theirs:
            why = _words(question).no_words_of.format(whom=clipped(whom.text, LONGEST_WHOM))
        return theirs + [e for e in evidence if e not in theirs], why

    def _read(self, text: str, after: tuple[str, ...], spoken: str | None = None) -> Question:
        question = replace(read_question(text, after), spoken=spoken)
        misspelt = corrections(self.library, question)
        return respelt(question, misspelt) if misspelt else question

    def _who_disputes(self, question: Question, skip: int) -> Answer | NoAnswer:
        """Answered by denials alone: those of the quotes that were shown before, where the
        question names nothing else; else those of what it names."""
        found: list[Quotation] = []
        about = without_sides(question)
        bare = not about.topic
        if bare and question.after:
            before = self._read(question.after[-1], question.after[:-1])
            shown = self._shown_before()
            found = denials_of(self.library, shown)
            meant = [] if found else self._ranked(before)
            found = found or denials_bearing_on(self.library, meant, within=shown)
            found = found or denials_bearing_on(self.library, meant)
        why = None
        if not bare:
            found, why = self._denials_of(about)
        if bare and not found and not question.after:
            newest = (dispute.denial.quotation for dispute in contested(self.library))
            found = list(islice(filter(self._asked, newest), MOST_QUOTES))
        found = list(filter(self._asked, found))
        if not found:
            ranked = self._once(question, self._ranked(question))
            found = [] if bare else self._opposing(question, ranked)
        if not found:
            nearest = self._quotations(ranked, MOST_NEAREST)
            why = why or _words(question).nobody_denies
            return NoAnswer(question, nearest, why, self._searched)
        return self._page(question, told_once(self.library, found), skip)

    def _opposing(self, question: Question, ranked: list[Evidence]) -> list[Quotation]:
        """Quotes of who contests or rejects what nobody claims: an election, a plan."""
        evidence = that_may_answer(self.library, question, ranked)
        if not evidence or why_not(self.library, question, evidence, ranked):
            return []
        near = nearly_as_good(evidence, NEAR_THE_BEST)
        opposing = in_its_words(self.library, question, near)
        return list(self._quotations(opposing, MOST_QUOTES))

    def _denials_of(self, about: Question) -> tuple[list[Quotation], str | None]:
        """The denials of what is asked about, and why it cannot be told, if it cannot. Where the
        denials leave open what they deny, one that says so is among those shown first."""
        meant = self._once(about, self._ranked(about))
        why = why_not(self.library, about, that_may_answer(self.library, about, meant), meant)
        if why:
            return denials_bearing_on(self.library, meant), why
        against, other = parted(self.library, about, meant)
        found = denials_bearing_on(self.library, meant, surely=(*against, *other))
        found = without_repeats(found, self._quotations(against, MOST_QUOTES))
        if found and not any(quotation.disputes for quotation in found[:MOST_QUOTES]):
            first = found[: MOST_QUOTES - 1]
            says = self._quotations(other, 1)
            found = without_repeats(first, says, found[len(first) :])
        return found, why

    def _again(self, question: Question, skip: int) -> Answer | NoAnswer:
        """The quotes that were shown before, for a question that asks who says them."""
        return self._page(question, self._shown_before(), skip)

    def _shown_before(self) -> Sequence[Quotation]:
        """The quotes that answered the question before, or came nearest."""
        *earlier, before = self._followed
        asked = Answerer(self.library, always=self._always)
        answer = asked._from_this(before, tuple(earlier), 0, None)
        return answer.quotations if isinstance(answer, Answer) else answer.nearest

    def _asked(self, quotation: Quotation) -> bool:
        """Whether a quote stands in the articles that are asked."""
        if self._within is None:
            return True
        return bool(self._within[self.library.number(quotation.article.id)])

    def _in_time(self, evidence: Sequence[Evidence]) -> list[Evidence]:
        """The newest or earliest first, of what tells as much of what is asked as the best."""
        assert self._first is not None
        good = _best_and(evidence, NEAR_IN_TIME, AS_MUCH)
        return in_order(good, self._first, self._day)

    def _day(self, evidence: Evidence) -> int:
        return self.library.catalogue.day(self.library.number(evidence.sentence.article_id))

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
            told = any(q.text == text for q in quotations)
            if not told and not overlapping(quotations, article.id, span):
                quotations.append(quote(self.library, article, span, e.sentence.paragraph, e.score))
            if len(quotations) == most:
                break
        return tuple(quotations)


def _best_and(evidence: Sequence[Evidence], score: float, coverage: float = 0.0) -> list[Evidence]:
    """The best, whatever it holds, and what is nearly as good."""
    best = evidence[0]
    return [best, *(e for e in nearly_as_good(evidence, score, coverage) if e is not best)]


def _words(question: Question) -> Wording:
    return wording(question.language, question.spoken)
