"""What all editions of one library share: the database, and what was read from it last."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from index.model import Article
from index.store import articles
from index.store.articles import Listed
from index.store.changes import changing, edition, grouped
from index.store.codec import VERSION
from index.store.database import Database
from index.store.pool import prepared
from index.store.rules import rules
from index.store.shelf import Shelf


class Kept:
    """A library as it is kept, in a folder or in memory."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.shelf = Shelf(database)
        self.complaints: tuple[str, ...] = ()

    def edition(self) -> int:
        with self.database.reading() as connection:
            return edition(connection)

    def current(self) -> tuple[int, list[Listed]]:
        """The edition of now, and the articles that stand in it, in the order of their ids."""
        with self.database.reading() as connection:
            return edition(connection), list(articles.current(connection))

    def renew(self, told: Callable[[], None] = lambda: None, *, everything: bool = False) -> int:
        """Annotate anew what was annotated by other rules than today's, or everything; how many
        that were.

        Broken off, it goes on with the rest the next time.
        """
        with self.database.reading() as connection:
            if not everything and not articles.annotated_otherwise(connection, rules(), VERSION):
                return 0
        with self.database.alone():
            with changing(self.database) as change:
                if everything:
                    change.distrust()
                numbers = {str(number): number for number in change.stale()}
            stale = (self.shelf.article(number, name) for name, number in numbers.items())
            for group in grouped(prepared(stale)):
                with changing(self.database) as change:
                    for one in group:
                        change.annotate(numbers[one.article.id], one)
                        told()
        self.shelf.forget()
        return len(numbers)

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
