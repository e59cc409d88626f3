"""What all editions of one library share: the database, and what was read from it last."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from threading import Lock

from index.counting import ArticleTerms, counted
from index.duplicates import signed
from index.errors import DamagedSegmentError
from index.model import Article
from index.segments import Snapshot
from index.store import annotations, articles, kinship, segments
from index.store.answers import Answers
from index.store.articles import Listed
from index.store.changes import TOGETHER, Change, Fate, changing, edition, grouped, merged, settled
from index.store.database import Database
from index.store.languages import Languages
from index.store.offers import Offers
from index.store.pool import prepared
from index.store.preparing import Prepared
from index.store.ratings import Ratings
from index.store.renewing import renewed
from index.store.roles import Roles
from index.store.segments import Held, Listing
from index.store.shelf import Shelf
from index.store.tallies import Tallies
from index.store.tending import Tending
from index.store.titles import Titles

MERGED_AT_ONCE = 8_000
"""Passages of segments that are merged in the adding call; larger ones can wait."""

INDEXED_TOGETHER = 512
"""Articles that make one segment where the index is built anew."""


@dataclass(frozen=True, slots=True)
class Added:
    """What became of an article that was added, and the id that it has now."""

    id: str
    fate: Fate
    also_in: tuple[str, ...] = ()
    """The ids of those that are nearly the same text."""


@dataclass(frozen=True, slots=True)
class State:
    """An edition: its number, the articles that stand in it, in the order of their ids, the
    index, and the numbers of the articles in the order in which it knows them."""

    edition: int
    listed: Sequence[Listed]
    snapshot: Snapshot
    order: Sequence[int]


class Kept:
    """A library as it is kept, in a folder or in memory."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.shelf = Shelf(database)
        self._tending: Tending | None = None
        self.languages = Languages(database)
        self.roles = Roles(database)
        self.answers = Answers(database)
        self.titles = Titles(database)
        self.ratings = Ratings(database)
        self.tallies = Tallies(database)
        self.offers = Offers(database)
        self.complaints: tuple[str, ...] = ()
        self.guard = Lock()
        self.newest: object = None
        """The edition that was made last, of whoever makes them."""

    def edition(self) -> int:
        with self.database.reading() as connection:
            return edition(connection)

    def outdated(self) -> int:
        with self.database.reading() as connection:
            return len(annotations.stale(connection))

    def state(self) -> State:
        """What stands in the library now. DamagedSegmentError where a file is not as it was
        written."""
        while True:
            with self.database.reading() as connection:
                number, listed = edition(connection), list(articles.current(connection))
                names = segments.listed(connection)
            try:
                held = self.database.segments.open(names)
            except DamagedSegmentError:
                if self.edition() == number:
                    raise
            else:  # otherwise segments were merged meanwhile, and their files removed
                return _state(number, listed, held)

    def repair(self) -> list[str]:
        """Build anew from the stored articles what of the index is missing or damaged; a sentence
        for each file that was damaged."""
        with self.database.reading() as connection:
            current = articles.standing(connection)
            listings = segments.listed(connection)
        if not self._unsound(listings) and current.keys() <= self._indexed(listings, current):
            return []
        with self.database.alone():
            with changing(self.database) as change:
                listings = segments.listed(change.connection)
                unsound = self._unsound(listings)
                segments.unlist(change.connection, [listing.name for listing in unsound])
                listed = list(articles.current(change.connection))
            sound = [one for one in listings if one not in unsound]
            indexed = self._indexed(sound, {one.number: one.rules for one in listed})
            missing = [one for one in listed if one.number not in indexed]
            for start in range(0, len(missing), INDEXED_TOGETHER):
                with changing(self.database) as change:
                    for article in missing[start : start + INDEXED_TOGETHER]:
                        change.index(article.number, self._terms(article))
                merged(self.database)
            settled(self.database, len(missing))
        return list(unsound.values())

    def _unsound(self, listings: Iterable[Listing]) -> dict[Listing, str]:
        """The segments that cannot be opened, and why."""
        found = {}
        for listing in listings:
            try:
                self.database.segments.open([listing])
            except DamagedSegmentError as error:
                found[listing] = str(error)
        return found

    def _indexed(self, listings: Iterable[Listing], current: Mapping[int, str]) -> set[int]:
        held = self.database.segments.open(listings)
        return {number for one in held for number in one.standing(current)}

    def _terms(self, article: Listed) -> ArticleTerms:
        read = self.shelf.article(article.number, article.id)
        cut = self.shelf.cut(article.number, article.id, article.rules)
        return counted(read, cut)

    def named(self, fits: Callable[[str], bool]) -> list[str]:
        """The ids of the articles of which all that names them, in one line, fits."""
        with self.database.reading() as connection:
            return [article_id for article_id, line in articles.names(connection) if fits(line)]

    def near(self, article: Article) -> list[int]:
        """The numbers of the articles that are nearly the same text."""
        with self.database.reading() as connection:
            return kinship.like(connection, kinship.day_of(article), signed(article))

    def add(self, found: Iterable[Article], told: Callable[[Added], None]) -> list[Added]:
        """As `Library.add` promises."""
        added: list[Added] = []
        few = True
        with self.database.alone():
            for group in grouped(prepared(self.with_free_ids(found))):
                with changing(self.database) as change:
                    stored = [_put(change, one) for one in group]
                for one in stored:
                    told(one)
                added += stored
                few = merged(self.database, most=MERGED_AT_ONCE)
        if self._tending and len(added) <= TOGETHER:
            self._tending.wake()
        elif not few or len(added) > TOGETHER:
            settled(self.database, len(added))
        return added

    def renew(self, told: Callable[[], None] = lambda: None) -> int:
        """Annotate all articles anew; how many there are, with all versions."""
        with self.database.alone(), changing(self.database) as change:
            change.doubt()
        return renewed(self.database, told)

    def tend(self) -> None:
        """Have the library tended in the background as long as this process lives."""
        if self._tending is None and self.database.folder is not None:
            self._tending = Tending(self.database)
            self._tending.wake()

    def with_free_ids(self, found: Iterable[Article]) -> Iterator[Article]:
        """The articles, each with an id that no other one has, but for the article with its id
        and its path, of which it is a new version."""
        taken: set[str] = set()
        for article in found:
            with self.database.reading() as connection:
                own = articles.number_of(connection, article.id)
                same = own and articles.read(connection, own, article.id).path == article.path
                free = articles.free_id(connection, article.id, own if same else None, taken)
            taken.add(free)
            yield article if free == article.id else replace(article, id=free)


def _put(change: Change, one: Prepared) -> Added:
    if twin := change.twin(one.article):
        return Added(twin.id, "known")
    number, fate = change.add(one, "added")
    near = kinship.group(change.connection, number)
    return Added(one.article.id, fate, tuple(articles.id_of(change.connection, n) for n in near))


def _state(number: int, listed: Sequence[Listed], held: Sequence[Held]) -> State:
    current = {article.number: article.rules for article in listed}
    parts = [one.part(current) for one in held]
    order = [number for one in held for number in one.standing(current)]
    if len(order) < len(current):  # the index is being built anew
        known = set(order)
        listed = [article for article in listed if article.number in known]
    return State(number, listed, Snapshot(parts), order)
