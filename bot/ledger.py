"""Views over the whole library: what is disputed, what happened when, what somebody says."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bot.quotation import Quotation, Side, quote_claim
from index.analysis import content_words
from index.library import Library
from index.model import Article, Claim, Dispute, Sentence, Span, Timex

Narrowed = Callable[[Claim], bool]
"""Whether a claim bears on what a view is narrowed to."""


@dataclass(frozen=True, slots=True)
class Contested:
    """A dispute with all its sides quoted."""

    claims: tuple[Side, ...]
    denial: Side


@dataclass(frozen=True, slots=True)
class Event:
    """What the articles date: a time expression, the sentence around it, and the claim that it
    dates; `said` where the day is that of a statement, not of what it tells."""

    timex: Timex
    first: date
    last: date
    said: bool
    article: Article
    sentence: Sentence
    claim: Claim


def contested(library: Library, bears: Narrowed | None = None) -> list[Contested]:
    """Each dispute with both sides quoted; newest denial first, undated last."""

    def newest_first(dispute: Dispute) -> tuple[int, str, Span]:
        denial = dispute.denial
        day = library.articles[denial.article_id].published
        return -day.toordinal() if day else 0, denial.article_id, denial.span

    def side(dispute: Dispute, claim: Claim) -> Side:
        return Side(quote_claim(library, claim), claim, dispute.strength)

    return [
        Contested(tuple(side(d, claim) for claim in d.claims), side(d, d.denial))
        for d in sorted(library.disputes, key=newest_first)
        if bears is None or any(bears(claim) for claim in (d.denial, *d.claims))
    ]


def timeline(library: Library, bears: Narrowed | None = None) -> list[Event]:
    """Dated events and statements, earliest first; a day before the month that it lies in."""
    events: dict[tuple[str, Span], Event] = {}
    for article_id in library.articles:
        for claim in library.claims(article_id):
            if bears is None or bears(claim):
                for event in _events(library, claim):
                    events.setdefault((article_id, event.timex.span), event)
    return sorted(events.values(), key=lambda e: (e.first, e.last, e.article.id, e.timex.span))


def said_by(library: Library, name: str) -> list[Quotation]:
    """All that the articles have somebody say whose name, or description, holds these words;
    newest article first. "Trump" finds "Donald Trump", "Donald Trump" finds "Trump"."""
    sought = _words(name)
    found = [
        claim
        for article in _newest_first(library)
        for claim in library.claims(article.id)
        if sought and any(_same(sought, words) for words in _names(article, claim))
    ]
    return _quotations(library, found)


def said_too(library: Library, quotation: Quotation) -> list[Quotation]:
    """What else the source of a quote says: in its article, and where the source has a name in
    the other articles too."""
    speaking = quotation.speaking
    if speaking is None:
        return []
    names = list(_names(quotation.article, speaking))
    named = any(_named(library, quotation.article, span) for span in _sources(speaking))
    articles = _newest_first(library) if named else [quotation.article]
    articles.sort(key=lambda article: article != quotation.article)
    found = [
        claim
        for article in articles
        for claim in library.claims(article.id)
        if any(_same(ours, theirs) for ours in names for theirs in _names(article, claim))
    ]
    return [
        q
        for q in _quotations(library, found)
        if q.article != quotation.article or not q.span.overlaps(quotation.span)
    ]


def _events(library: Library, claim: Claim) -> Iterator[Event]:
    article = library.articles[claim.article_id]
    told = [(claim.stated_on, True)] if claim.stated_on else []
    for timex, said in (*told, *((timex, False) for timex in claim.timexes)):
        sentence = next((s for s in claim.sentences if s.span.overlaps(timex.span)), None)
        if sentence and timex.earliest and timex.latest and timex.type in ("DATE", "TIME"):
            yield Event(timex, timex.earliest, timex.latest, said, article, sentence, claim)


def _newest_first(library: Library) -> list[Article]:
    return sorted(
        library.articles.values(),
        key=lambda a: (a.published is None, -a.published.toordinal() if a.published else 0, a.id),
    )


def _names(article: Article, claim: Claim) -> Iterator[dict[str, bool]]:
    """The source as the article puts it, and what it most likely stands for."""
    for span in _sources(claim):
        if words := _words(span.of(article.text)):
            yield words


def _sources(claim: Claim) -> tuple[Span, ...]:
    attribution = claim.attribution
    if attribution is None:
        return ()
    antecedent = (attribution.antecedent,) if attribution.antecedent else ()
    return (*attribution.source, *antecedent)


def _named(library: Library, article: Article, source: Span) -> bool:
    """Whether a source is named, not only described. At the beginning of a sentence a capital
    says so only of a word that no article writes small: "Officials" are not the same ones in
    every article."""
    begins = any(s.span.start == source.start for s in library.segmentation(article.id).sentences)
    for word in content_words(source.of(article.text), "und"):
        if not word.capital:
            continue
        if word.span.start or not begins:
            return True
        written = word.span.shifted(source.start).of(article.text)
        small = re.compile(rf"\b{re.escape(written.lower())}\b")
        if not any(small.search(other.text) for other in library.articles.values()):
            return True
    return False


def _words(name: str) -> dict[str, bool]:
    """The words of a name, folded, and whether each has a capital."""
    return {word.folded: word.capital for word in content_words(name, "und")}


def _same(sought: dict[str, bool], found: dict[str, bool]) -> bool:
    """All words of one stand in the other; the shorter is then a name, or all that was asked."""
    if sought.keys() <= found.keys():
        return True
    return found.keys() <= sought.keys() and all(found.values())


def _quotations(library: Library, claims: Sequence[Claim]) -> list[Quotation]:
    quotations: list[Quotation] = []
    taken: dict[str, list[Span]] = {}
    for claim in claims:
        spans = taken.setdefault(claim.article_id, [])
        if not any(span.overlaps(claim.span) for span in spans):
            spans.append(claim.span)
            quotations.append(quote_claim(library, claim))
    return quotations
