from datetime import date

import numpy as np

from bot.scope import Scope
from index.catalogue import Catalogue, Extent
from index.library import Library
from index.store.articles import Listed
from tests.conftest import article_of, library_of

DAYS = [date(2022, 4, 18), None, date(2021, 1, 4), date(2022, 4, 18)]
CATALOGUE = Catalogue(
    [Listed(n, f"a{n}", day.toordinal() if day else 0, n + 1) for n, day in enumerate(DAYS)]
)


def test_an_extent_is_that_of_the_articles_asked() -> None:
    assert CATALOGUE.everything == Extent(4, 10, date(2021, 1, 4), date(2022, 4, 18), 1)
    assert CATALOGUE.extent(np.array([True, True, False, False])) == Extent(
        *(2, 3, date(2022, 4, 18), date(2022, 4, 18), 1)
    )
    assert CATALOGUE.extent(~CATALOGUE.all) == Extent(0, 0)
    assert Catalogue([]).everything == Extent(0, 0)


def test_an_open_time_holds_no_article_without_a_date() -> None:
    assert CATALOGUE.published_in(None, None).tolist() == [True, False, True, True]
    assert CATALOGUE.published_in(date(2022, 1, 1), None).tolist() == [True, False, False, True]
    assert CATALOGUE.published_in(None, date(2021, 1, 4)).tolist() == [False, False, True, False]


def test_newest_first_ties_by_id_and_undated_last() -> None:
    assert CATALOGUE.newest_first(CATALOGUE.all) == ["a0", "a3", "a2", "a1"]
    assert CATALOGUE.newest_first(CATALOGUE.undated) == ["a1"]


def test_whoever_reads_keeps_the_catalogue_of_one_state_while_articles_are_added() -> None:
    before = library_of(article_of("Ships sank.", "a", outlet="Echo", published=date(2022, 4, 18)))
    reuters = Scope(outlets=("Reuters",))

    before.add([article_of("Ships sailed.", "b", outlet="Reuters")])
    before.add([article_of("Trains ran.", "c", outlet="Reuters")])
    after = before.latest()
    after.remove("b")
    last = after.latest()

    assert not reuters.mask(before).any()
    assert [before.catalogue.everything.articles, after.catalogue.everything.articles] == [1, 3]
    assert [library_ids(one, reuters) for one in (after, last)] == [{"b", "c"}, {"c"}]
    found = last.search({"train": 1.0, "ship": 1.0}, 9, reuters.mask(last))
    assert [hit.passage_id for hit in found] == ["c#0001"]


def library_ids(library: Library, scope: Scope) -> set[str]:
    """The articles that a scope leaves."""
    return {library.ids[number] for number in np.flatnonzero(scope.mask(library)).tolist()}
