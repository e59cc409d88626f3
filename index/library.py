"""Everything built from the articles and searchable: the one way in for whoever asks.

A Library is one state of what is kept, and stays so; `latest` gives the state of now. Articles,
and what is known of them, are read when they are needed.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np

from index.analysis import content_words
from index.catalogue import Catalogue
from index.concordance import Concordance
from index.copies import Copies
from index.errors import UnprovenQuoteError
from index.lexicon import UNDERSTOOD
from index.mastheads import Mask
from index.model import (
    Article,
    Attribution,
    Claim,
    Dispute,
    Hit,
    Passage,
    Query,
    Segmentation,
    Sentence,
    Span,
    Timex,
)
from index.searchable import Searchable
from index.segments import KERNEL
from index.store import articles, disputes, kinship
from index.store.articles import Version, newest_first
from index.store.changes import changing
from index.store.database import Database
from index.store.disputes import Row
from index.store.events import Events
from index.store.kept import Added, Kept
from index.store.lazily import Deferred, Found
from index.store.opening import opened
from index.store.preparing import prepare
from index.store.shelf import LOOKED_AT
from index.store.sides import Sides, by_strength

FORMER, DIGITS = "@", 16
"""Stands between the id of a former version of an article and the first digits of its digest."""


class Library:
    """Articles, annotated and indexed. Any number of threads may ask, and none ever waits for
    somebody who adds, in this process or in another."""

    def __init__(self, kept: Kept) -> None:
        """The state of now."""
        self.complaints, self.languages, self.roles = kept.complaints, kept.languages, kept.roles
        self.answers, self.ratings, self.tallies = kept.answers, kept.ratings, kept.tallies
        state, self.offers, self.named, self._kept = kept.state(), kept.offers, kept.named, kept
        self.edition = state.edition
        self._listed = {article.id: article for article in state.listed}
        self._by_number = {article.number: article for article in state.listed}
        in_order = [self._by_number[number] for number in state.order]
        self.ids: Sequence[str] = [article.id for article in in_order]
        """The articles' ids by the numbers by which the concordance knows them."""
        self._places = {article_id: place for place, article_id in enumerate(self.ids)}
        self.catalogue = Catalogue(in_order)
        self._searchable = Searchable(state.snapshot)
        self._sides = lru_cache(LOOKED_AT)(self._sides_of)
        self.articles = Found(self._listed, self._article)

    @classmethod
    def open(
        cls, data: Path | None, seeds: Path | None = None, told: Callable[[], None] = lambda: None
    ) -> "Library":
        """The library kept in the folder `data`, in memory without one, after what is another
        in the folder `seeds` has been brought into it; `told` hears of each article that is.

        NoArticlesError where there is nothing to search; LibraryError where `data` cannot be used.
        """
        return cls(opened(data, seeds, told))

    @classmethod
    def of_folder(cls, folder: Path) -> "Library":
        """The articles in a folder, kept in memory; NoArticlesError where there is none."""
        return cls.open(None, folder)

    @classmethod
    def of(cls, found: Iterable[Article]) -> "Library":
        """Articles, kept in memory; several may have one text."""
        kept = Kept(Database(None))
        with changing(kept.database) as change:
            for one in map(prepare, found):
                change.add(one, "added")
        return cls(kept)

    def latest(self) -> "Library":
        """The library as it is now; this one where nothing has been changed since."""
        now = self._kept.edition()
        if now == self.edition:
            return self
        with self._kept.guard:  # one makes it, the others get the same
            newest = self._kept.newest
            if not isinstance(newest, Library) or newest.edition != now:
                newest = self._kept.newest = Library(self._kept)
        return newest

    def add(
        self, found: Iterable[Article], told: Callable[[Added], None] = lambda _: None
    ) -> list[Added]:
        """Add articles, which `latest` then has; `told` hears of each when it is there for good.

        One that has the id and the path of another is a new version of it; one with the text of
        another is not added. BusyLibraryError where another process is adding.
        """
        return self._kept.add(found, told)

    def remove(self, article_id: str, *, forget: bool = False) -> None:
        """An article is found no more; quotes of it still verify, unless all versions of it are
        to be deleted for good: `forget`. KeyError for no such id."""
        database, number = self._kept.database, self._listed[article_id].number
        with database.alone(), changing(database) as change:
            if forget:
                change.forget(article_id)
            else:
                change.retire(number, "removed")

    def reindex(self, told: Callable[[], None] = lambda: None) -> int:
        """Annotate all articles anew; how many there are."""
        return self._kept.renew(told)

    @property
    def outdated(self) -> int:
        """How many articles, with all versions, are still to be annotated anew."""
        return self._kept.outdated()

    @property
    def size(self) -> int:
        """Bytes on disk; 0 in memory."""
        return self._kept.database.size

    @property
    def passage_count(self) -> int:
        return self.catalogue.everything.passages

    @cached_property
    def copies(self) -> Copies:
        """The groups of articles that are nearly the same text."""
        with self._kept.database.reading() as connection:
            groups = kinship.groups(connection)
        here = ([self._name(n) for n in group if n in self._by_number] for group in groups)
        days = {one.id: one.day for one in self._listed.values()}
        return Copies(here, days, self.articles, self.segmentation, self.timexes)

    def near(self, article: Article) -> list[Article]:
        """The articles that are nearly the same text as one that may not be in the library."""
        names = map(self._name, self._kept.near(article))
        return [self.articles[name] for name in names if name]

    def segmentation(self, article_id: str) -> Segmentation:
        return self._kept.shelf.cut(*self._place(article_id))

    def timexes(self, article_id: str) -> tuple[Timex, ...]:
        """Its time expressions, in the order of the text."""
        return self._kept.shelf.known(*self._place(article_id)).timexes

    def attributions(self, article_id: str) -> tuple[Attribution, ...]:
        """Who is said to say what in it, in the order of the text."""
        return self._kept.shelf.known(*self._place(article_id)).attributions

    def claims(self, article_id: str, over: Span | None = None) -> tuple[Claim, ...]:
        """Every sentence of the article stands in at least one of them; with `over` those with
        a sentence that overlaps it."""
        place, shelf = self._place(article_id), self._kept.shelf
        return shelf.known(*place).claims if over is None else shelf.claims_over(*place, over)

    def denials(self, sentence: Sentence) -> tuple[Claim, ...]:
        """Those of the claims made in a sentence that deny something."""
        place, shelf = self._place(sentence.article_id), self._kept.shelf
        made = shelf.claims_over(*place, sentence.span) if shelf.denies(*place) else ()
        denying = (c for c in made if c.attribution and c.attribution.stance == "denies")
        return tuple(claim for claim in denying if sentence in claim.sentences)

    # Disputes

    @property
    def disputes(self) -> tuple[Dispute, ...]:
        """All of them, read from disk; strongest first, then by article and place."""
        return tuple(sorted(map(self._dispute, self._dispute_rows), key=by_strength))

    @property
    def newest_disputes(self) -> "Deferred[Row, Dispute]":
        """Each read when it is asked for: newest denial first, undated last. What is told by
        several near-copies is told once."""
        return Deferred(self._told_once, self._dispute)

    def disputes_in(self, article_id: str) -> Sequence[Dispute]:
        """The disputes with a side in an article, strongest first, then by article and place."""
        return self._sides(article_id).all

    def disputes_over(self, sentence: Sentence) -> Sequence[Dispute]:
        """The disputes over something that the sentence claims, strongest first."""
        return self._sides(sentence.article_id).over.get(sentence.span, ())

    def disputes_from(self, sentence: Sentence) -> Sequence[Dispute]:
        """The disputes whose denial stands in the sentence, strongest first."""
        return self._sides(sentence.article_id).denied.get(sentence.span, ())

    # What is said of whom, and when

    def speaking(self, words: Iterable[str]) -> list[str]:
        """The articles, newest first and undated last, that have somebody say something whom
        they call by one of these words, folded."""
        with self._kept.database.reading() as connection:
            numbers = articles.speaking(connection, words)
        found = [self._by_number[number] for number in numbers if number in self._by_number]
        return [article.id for article in sorted(found, key=newest_first)]

    def newest(self, within: Mask | None = None) -> "Deferred[str, Article]":
        """The articles, each read when it is asked for: newest first, undated last."""
        ids = self.catalogue.newest_first(self.catalogue.all if within is None else within)
        return Deferred(ids, lambda article_id: self.articles[article_id])

    @property
    def event_count(self) -> int:
        """How many time expressions stand in the articles that date something."""
        return len(self._events)

    def events(self, start: int, most: int) -> list[tuple[Claim, int, bool]]:
        """What the articles date, earliest first, from number `start` on: a claim, where the
        time expression begins, and whether it is the day of the statement."""
        return [
            (self.claims(self._by_number[number].id)[claim], place, said)
            for number, place, claim, said in self._events.page(start, most)
            if number in self._by_number
        ]

    @cached_property
    def _events(self) -> Events:
        return Events(self._kept.database, lambda number: self.copies.age(self._name(number)))

    def _name(self, number: int) -> str:
        listed = self._by_number.get(number)
        return listed.id if listed else ""

    # Searching

    def holding(self, word: str) -> Iterator[Article]:
        """The articles that hold a word, whichever way it is written, and its inflections."""
        held = np.flatnonzero(self.with_word(word)).tolist()
        return (self.articles[self.ids[number]] for number in held)

    def with_word(self, word: str) -> Mask:
        """The same articles, by their numbers."""
        mask = ~self.catalogue.all
        for stem in {w.stems[0] for c in (*UNDERSTOOD, "und") for w in content_words(word, c)}:
            mask[self.concordance.articles(stem)[0]] = True
        return mask

    def titled(self, word: str) -> Mask:
        """The articles whose title, or file where they have none, holds a folded word."""
        return self._kept.titles.holding(word, self.catalogue.numbers)

    @property
    def concordance(self) -> Concordance:
        return self._searchable.concordance

    def passage(self, passage_id: str) -> Passage:
        article_id = passage_id.rpartition("#")[0]
        return next(p for p in self.segmentation(article_id).passages if p.id == passage_id)

    def sentence(self, article: int, place: int) -> Sentence:
        """The sentence with so many before it in the article of that number."""
        return self._kept.shelf.outline(*self._place(self.ids[article])).sentence(place)

    def number(self, article_id: str) -> int:
        """The number by which the concordance knows the article."""
        return self._places[article_id]

    def warm(self) -> None:
        """Make ready, in the background, what makes searching faster later, and bring up to date
        what an earlier version has written; for who stays on."""
        KERNEL.warm()
        self._kept.tend()

    def search(self, query: Query, k: int, within: Mask | None = None) -> list[Hit]:
        """Passages for a query, as `index.retrieval.Retriever` promises; of the articles `within`
        alone, if that is given, each with the score that it has among all."""
        return self._searchable.search(query, k, within)

    @property
    def vocabulary(self) -> tuple[str, ...]:
        """The words of the articles, folded, in the order of the alphabet."""
        return self._searchable.vocabulary

    def frequency(self, word: str) -> int:
        """In how many passages a folded word occurs."""
        return self._searchable.frequency(word)

    def idf(self, term: str) -> float:
        """How rare a term is among the passages."""
        return self._searchable.idf(term)

    def knows(self, term: str) -> bool:
        """Whether the term occurs in any passage."""
        return self._searchable.knows(term)

    # Proof

    def version(self, digest_prefix: str) -> Article | None:
        """The article whose digest begins so; a former version has an id of its own."""
        return next(iter(self.versions(digest_prefix)), None)

    def versions(self, digest_prefix: str) -> list[Article]:
        """All of that text, whatever they are called: current before former, newest first."""
        with self._kept.database.reading() as connection:
            found = articles.all_with_digest(connection, digest_prefix)
        return [self.articles[self._called(one)] for one in found]

    def prove(self, article_id: str, span: Span, text: str) -> None:
        """Raise UnprovenQuoteError unless the article, or a former version of it, has exactly
        `text` at `span`."""
        article = self.articles.get(article_id)
        if article and _holds(article, span, text):
            return
        with self._kept.database.reading() as connection:
            former = articles.former(connection, article_id)
        if article is None and not former:
            raise UnprovenQuoteError(f"Article {article_id} is not in the library.")
        if any(_holds(self.articles[self._called(one)], span, text) for one in former):
            return
        where = article.path if article else article_id
        raise UnprovenQuoteError(
            f"{where} has other characters at {span.start}-{span.end} than the quote."
        )

    # Reading

    def _article(self, article_id: str) -> Article:
        return self._kept.shelf.article(self._number(article_id), article_id)

    def _place(self, article_id: str) -> tuple[int, str, str]:
        """Its number, its id, and the rules by which it is annotated here."""
        listed = self._listed.get(article_id)
        return self._number(article_id), article_id, listed.rules if listed else ""

    def _number(self, article_id: str) -> int:
        """The number under which an article, or a former version of one, is kept."""
        if (listed := self._listed.get(article_id)) is not None:
            return listed.number
        plain, _, digest = article_id.rpartition(FORMER)
        with self._kept.database.reading() as connection:
            versions = articles.former(connection, plain) if plain else []
        for version in versions:
            if version.digest.startswith(digest) and len(digest) == DIGITS:
                return version.number
        raise KeyError(article_id)

    def _called(self, version: Version) -> str:
        """The id of a version here."""
        return self._name(version.number) or f"{version.id}{FORMER}{version.digest[:DIGITS]}"

    @cached_property
    def _dispute_rows(self) -> list[Row]:
        with self._kept.database.reading() as connection:
            rows = disputes.listed(connection)
        known = self._by_number
        here = [row for row in rows if row.denial in known and row.claimed in known]
        return sorted(here, key=lambda r: (*newest_first(known[r.denial]), r.place, r.number))

    @cached_property
    def _told_once(self) -> list[Row]:
        return self.copies.once(self._dispute_rows, self._side_ids, self._dispute)

    def _side_ids(self, row: Row) -> tuple[str, str]:
        return self._by_number[row.denial].id, self._by_number[row.claimed].id

    def _dispute(self, row: Row) -> Dispute:
        return self._kept.shelf.dispute(row, *self._side_ids(row))

    def _sides_of(self, article_id: str) -> Sides:
        number = self._number(article_id)
        with self._kept.database.reading() as connection:
            rows = disputes.touching(connection, number)
        found = []
        for row in rows:
            both = (row.denial, row.claimed)
            denial, claimed = (article_id if n == number else self._name(n) for n in both)
            if denial and claimed:
                found.append(self._kept.shelf.dispute(row, denial, claimed))
        return Sides(article_id, sorted(found, key=by_strength))


def _holds(article: Article, span: Span, text: str) -> bool:
    return span.end <= len(article.text) and span.of(article.text) == text
