"""The commands that keep a library: `saidwho add | list | show | remove | reindex | stats`."""

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from bot.intake import id_of, stands
from bot.settings import SettingsError
from bot.wording import ENGLISH
from index.library import Library
from index.model import Article
from index.reading import Complaint, article_in, documents
from index.store.kept import Added

COPIES_TOLD = 20
"""Articles of which it is told one by one that they are near-copies; the rest is counted."""

COPIES_NAMED = 3

SOON = 0.5
"""Seconds of which nobody needs to be told how far it is."""

Told = Callable[[], None]
"""What is called for each article that is done."""


@dataclass(slots=True)
class Result:
    """How many articles were added, replaced, and there already; what was wrong with others."""

    added: int = 0
    replaced: int = 0
    known: int = 0
    lost: int = 0
    copies: int = 0
    ids: list[str] = field(default_factory=list)

    def take(self, one: Added) -> None:
        setattr(self, one.fate, getattr(self, one.fate) + 1)
        if one.fate != "known":
            self.ids.append(one.id)
        self.copies += bool(one.also_in)

    def __str__(self) -> str:
        told = [f"{self.added:,} added"]
        told += [f"{self.replaced:,} replaced by a new version"] if self.replaced else []
        told += [f"{self.known:,} there already"] if self.known else []
        told += [f"{self.copies:,} of them in other articles too"] if self.copies else []
        told += [f"{self.lost:,} left out"] if self.lost else []
        return ", ".join(told) + "."


def add(library: Library, sources: Iterable[str], *, fetch: bool) -> Result:
    """Add what stands in files, folders, at addresses or on standard input ("-").

    What is amiss is told at once, on standard error; what was done when it is broken off stays.
    """
    result = Result()
    with progress("Adding articles") as done:

        def told(one: Added) -> None:
            result.take(one)
            if one.also_in and result.copies <= COPIES_TOLD:
                print(f"saidwho: {also_in(one)}", file=sys.stderr)
            done()

        try:
            library.add(_articles(sources, fetch, result), told)
        except KeyboardInterrupt:
            print(f"saidwho: Broken off: {result}", file=sys.stderr)
            raise
    return result


def also_in(one: Added) -> str:
    """What is said of an article that is nearly the text of others."""
    first, others = one.also_in[:COPIES_NAMED], len(one.also_in) - COPIES_NAMED
    more = f" and {others:,} more" if others > 0 else ""
    return f"{one.id} is kept; nearly the same text is also in {', '.join(first)}{more}."


def _articles(sources: Iterable[str], fetch: bool, result: Result) -> Iterator[Article]:
    for source in sources:
        for found in documents(source, fetch=fetch):
            if isinstance(found, Complaint):
                result.lost += found.lost
                print(f"saidwho: {found}", file=sys.stderr)
            else:
                yield article_in(found, id_of(found.origin))


def listed(articles: Iterable[Article]) -> Iterator[str]:
    """A line for each article: id, day, outlet and title or path."""
    for article in articles:
        day = article.published.isoformat() if article.published else "no date   "
        named = " – ".join(part for part in (article.outlet, article.title or article.path) if part)
        yield f"{day}  {article.id}  {named}"


def shown(library: Library, article_id: str) -> str:
    """An article as it is kept."""
    return library.articles[known(library, article_id)].text


def removed(library: Library, article_id: str, *, forget: bool) -> str:
    """Remove an article; what was done, in a sentence."""
    if not stands(library, article_id):  # a former version's id names nothing that could be removed
        raise _unknown(article_id)
    library.remove(article_id, forget=forget)
    if forget:
        return (
            f"{article_id} is deleted with all its versions; quotes of it verify no more. If its "
            "file still lies among the seeds, it comes back at the next start."
        )
    return f"{article_id} is found no more; quotes of it still verify."


def stats(library: Library) -> Iterator[str]:
    """What the library holds, and how much room that takes."""
    held = library.catalogue.everything
    yield ENGLISH.counted(held.articles, ENGLISH.article)
    if held.first and held.last:
        undated = f", {held.undated:,} undated" if held.undated else ""
        yield f"published from {held.first} to {held.last}{undated}"
    yield f"{held.passages:,} passages"
    yield f"{len(library.newest_disputes):,} disputes"
    if groups := library.copies.groups:
        copies = sum(len(group) for group in groups)
        yield f"{copies:,} articles are near-copies of others: {len(groups):,} texts"
    if outdated := library.outdated:
        yield f"{outdated:,} articles are still as an earlier version read them"
    size = library.size
    if size:
        each = f", {size / library.passage_count:,.0f} a passage" if library.passage_count else ""
        yield f"{size:,} bytes on disk{each}"


def known(library: Library, article_id: str) -> str:
    """The id itself; SettingsError, in a sentence, where there is no such article."""
    if article_id not in library.articles:
        raise _unknown(article_id)
    return article_id


def _unknown(article_id: str) -> SettingsError:
    return SettingsError(f"There is no article {article_id}; `saidwho list` names them all.")


@contextmanager
def progress(what: str) -> Iterator[Told]:
    """Shows in a terminal how many articles are done, once that takes longer than SOON."""
    columns: list[Any] = [SpinnerColumn(), TextColumn("{task.description}"), BarColumn(20)]
    columns += [TextColumn("{task.completed:,}"), TimeElapsedColumn()]
    console = Console(stderr=True)
    bar = Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
    task, began = bar.add_task(what, total=None), time.monotonic()

    def done() -> None:
        bar.advance(task)
        if not bar.live.is_started and time.monotonic() - began > SOON:
            bar.start()

    try:
        yield done
    finally:
        bar.stop()
