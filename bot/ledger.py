"""Views over the whole library: what is disputed, what happened when, what somebody says."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import overload

from bot.quotation import Quotation, Side, one_text, quote_claim, told_once
from index.analysis import content_words
from index.claims import dated, speakers
from index.library import Library
from index.model import Article, Claim, Dispute, Sentence, Span, Timex
from index.store.lazily import Deferred


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What a view is narrowed to: the sentences that bear on it."""

    sentences: Collection[Sentence]

    def bears(self, claim: Claim) -> bool:
        return any(sentence in self.sentences for sentence in claim.sentences)


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


def contested(library: Library, narrowed: Narrowed | None = None) -> Sequence[Contested]:
    """Each dispute with both sides quoted, when it is asked for; newest denial first, undated
    last."""

    def newest_first(dispute: Dispute) -> tuple[int, str, Span]:
        denial = dispute.denial
        day = library.articles[denial.article_id].published
        return -day.toordinal() if day else 0, denial.article_id, denial.span

    def side(dispute: Dispute, claim: Claim) -> Side:
        return Side(quote_claim(library, claim), claim, dispute.strength)

    def sides(dispute: Dispute) -> Contested:
        claims = tuple(side(dispute, claim) for claim in dispute.claims)
        return Contested(claims, side(dispute, dispute.denial))

    if narrowed is None:
        return Deferred(library.newest_disputes, sides)
    near = dict.fromkeys(
        dispute
        for sentence in narrowed.sentences
        for dispute in (*library.disputes_over(sentence), *library.disputes_from(sentence))
    )
    once = library.copies.once(
        sorted(near, key=newest_first),
        lambda dispute: (dispute.denial.article_id, dispute.claims[0].article_id),
        lambda dispute: dispute,
    )
    return Deferred(once, sides)


def timeline(library: Library, narrowed: Narrowed | None = None) -> Sequence[Event]:
    """Dated events and statements, earliest first; a day before the month that it lies in."""
    if narrowed is None:
        return Timeline(library)
    events: dict[tuple[str, Span], Event] = {}
    articles = {sentence.article_id for sentence in narrowed.sentences}
    for article_id in sorted(articles, key=library.copies.age):
        for claim in library.claims(article_id):
            for event in _events(library, claim) if narrowed.bears(claim) else ():
                events.setdefault(_told(library, event), event)
    return sorted(events.values(), key=lambda e: (e.first, e.last, e.article.id, e.timex.span))


class Timeline(Sequence[Event]):
    """All that the articles of a library date, read when it is asked for."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._count = library.event_count

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, at: int) -> Event: ...

    @overload
    def __getitem__(self, at: slice) -> list[Event]: ...

    def __getitem__(self, at: int | slice) -> Event | list[Event]:
        numbers = range(self._count)[at]
        if isinstance(numbers, int):
            return self._read(numbers, 1)[0]
        return self._read(numbers.start, len(numbers))[:: numbers.step]

    def _read(self, start: int, most: int) -> list[Event]:
        found = []
        for claim, place, said in self._library.events(start, most):
            events = _events(self._library, claim)
            found.append(next(e for e in events if (e.timex.span.start, e.said) == (place, said)))
        return found


def said_by(library: Library, name: str) -> list[Quotation]:
    """All that the articles have somebody say whose name, or description, holds these words;
    newest article first. "Trump" finds "Donald Trump", "Donald Trump" finds "Trump"."""
    sought = _words(name)
    found = [
        claim
        for article in _speaking(library, [sought])
        for claim in library.claims(article.id)
        if any(_same(sought, words) for words in _names(article, claim))
    ]
    return _quotations(library, found)


def said_too(library: Library, quotation: Quotation) -> list[Quotation]:
    """What else the source of a quote says: in its article, and where the source has a name in
    the other articles too."""
    speaking = quotation.speaking
    if speaking is None:
        return []
    names = list(_names(quotation.article, speaking))
    named = any(_named(library, quotation.article, span) for span in speakers(speaking))
    articles = _speaking(library, names) if named else [quotation.article]
    articles.sort(key=lambda article: article != quotation.article)
    found = [
        claim
        for article in articles
        for claim in library.claims(article.id)
        if any(_same(ours, theirs) for ours in names for theirs in _names(article, claim))
    ]
    return [q for q in _quotations(library, found) if not one_text(library, q, quotation)]


def _told(library: Library, event: Event) -> tuple[str, Span]:
    """The same for an event in all near-copies that tell it in one sentence: where the first
    of them has the time expression."""
    first = library.copies.original(event.sentence)
    by = first.span.start - event.sentence.span.start
    return first.article_id, event.timex.span.shifted(by)


def _events(library: Library, claim: Claim) -> Iterator[Event]:
    article = library.articles[claim.article_id]
    for timex, said, sentence in dated(claim):
        if timex.earliest and timex.latest:
            yield Event(timex, timex.earliest, timex.latest, said, article, sentence, claim)


def _speaking(library: Library, names: Iterable[Mapping[str, bool]]) -> list[Article]:
    """The articles in which somebody speaks who has a word of the names; newest first."""
    ids = library.speaking({word for name in names for word in name})
    return [library.articles[article_id] for article_id in ids]


def _names(article: Article, claim: Claim) -> Iterator[dict[str, bool]]:
    """The source as the article puts it, and what it most likely stands for."""
    for span in speakers(claim):
        if words := _words(span.of(article.text)):
            yield words


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
        if not any(small.search(other.text) for other in library.holding(written)):
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
    return told_once(library, quotations)
