from datetime import date

import numpy as np

from index.catalogue import Catalogue, Extent
from index.store.articles import Listed

DAYS = [date(2022, 4, 18), None, date(2021, 1, 4), date(2022, 4, 18)]
CATALOGUE = Catalogue(
    [Listed(n, f"a{n}", day.toordinal() if day else 0, n + 1, "") for n, day in enumerate(DAYS)]
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
