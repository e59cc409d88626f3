from index.store.articles import titles
from index.store.database import Database
from index.store.titles import Titles
from tests.conftest import article_of, library_of


def test_titles_are_found_folded_and_those_added_since_too() -> None:
    library = library_of(article_of("Ships.", "a", title="Grève à Sète"), article_of("Sun.", "b"))

    assert [library.titled(word).tolist() for word in ("greve", "a.txt", "zebra")] == [
        [True, False],
        [False, False],
        [False, False],
    ]

    library.add([article_of("Ships sail.", "c", title="La grève finit")])
    library.remove("a")
    newest = library.latest()

    named = [newest.ids[n] for n in newest.titled("greve").nonzero()[0].tolist()]
    assert named == ["c"]
    assert library.titled("greve").tolist() == [True, False]


def test_an_empty_library_has_no_titles() -> None:
    database = Database(None)

    assert Titles(database).holding("greve", []).tolist() == []
    with database.reading() as connection:
        assert list(titles(connection)) == []
