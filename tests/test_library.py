import sqlite3
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import DamagedLibraryError, UnprovenQuoteError
from index.library import Library
from index.model import Span
from index.store.database import NAME
from tests.conftest import article_of, library_of

DAY = date(2023, 5, 8)


def test_a_folder_becomes_a_library(folder: Path) -> None:
    library = Library.of_folder(folder)

    assert list(library.articles) == ["strike", "vaccins"]
    assert library.articles["vaccins"].language == "fr"
    assert library.passage_count == 5
    assert library.complaints == ()


def test_passages_are_found_in_the_language_of_their_article(folder: Path) -> None:
    library = Library.of_folder(folder)

    (hit,) = library.search({"docker": 1.0}, 5)
    assert library.passage(hit.passage_id).article_id == "strike"
    assert library.search({"vaccin": 1.0}, 5)[0].passage_id.startswith("vaccins")


@given(st.integers(0, 60), st.integers(1, 60), st.text("Te ship.", max_size=8))
def test_only_what_stands_at_the_offsets_is_proved(start: int, length: int, text: str) -> None:
    article = article_of("The ship is here. It sank.")
    library = library_of(article)
    span = Span(start, start + length)

    true = article.text[span.start : span.end] == text and span.end <= len(article.text)
    if true:
        library.prove("a", span, text)
    else:
        with pytest.raises(UnprovenQuoteError):
            library.prove("a", span, text)


def test_the_claims_of_a_sentence_that_deny_are_found_where_it_stands() -> None:
    library = library_of(
        article_of("The port was closed on Monday, Ana Roy said. Jan Ek denied that it was closed.")
    )

    told, denied = library.segmentation("a").sentences
    assert library.denials(told) == ()
    assert [claim.sentences for claim in library.denials(denied)] == [(denied,)]


def test_a_quote_of_an_article_that_is_gone_is_not_proved() -> None:
    with pytest.raises(UnprovenQuoteError, match="not in the library"):
        library_of(article_of("The ship.")).prove("b", Span(0, 3), "The")


def test_a_version_is_found_by_its_digest_while_it_stands() -> None:
    article = article_of("The ship.")
    library = library_of(article)

    assert library.version(article.digest[:16]) == article
    assert library.version("0" * 16) is None


def test_an_article_without_a_body_is_held_and_never_found() -> None:
    library = library_of(article_of(" ", "empty"), article_of("The ship."))

    assert library.segmentation("empty").sentences == ()
    assert len(library.search({"ship": 1.0}, 5)) == 1


def test_what_is_added_is_there_for_whoever_asks_anew(tmp_path: Path) -> None:
    library = Library.open(tmp_path)
    added = library.add([article_of("The ship sank.", published=DAY)])

    assert [(one.id, one.fate) for one in added] == [("a", "added")]
    assert list(library.articles) == []
    assert list(library.latest().articles) == ["a"]
    assert list(Library.open(tmp_path).articles) == ["a"]


def test_another_process_sees_what_was_added(tmp_path: Path) -> None:
    here, there = Library.open(tmp_path), Library.open(tmp_path)
    here.add([article_of("The ship sank.")])

    assert len(there.latest().search({"ship": 1.0}, 5)) == 1
    assert there.latest().latest() is not there


def test_a_text_is_added_once(tmp_path: Path) -> None:
    library = Library.open(tmp_path)
    library.add([article_of("The ship sank.", "a")])

    (again,) = library.add([article_of("The ship sank.", "b")])

    assert (again.id, again.fate) == ("a", "known")
    assert list(library.latest().articles) == ["a"]


def test_the_same_id_from_elsewhere_is_another_article(tmp_path: Path) -> None:
    library = Library.open(tmp_path)
    one, two = article_of("The ship sank."), article_of("The port burnt.")

    library.add([one])
    added = library.add([replace(two, path="elsewhere")])
    newer = library.add([article_of("The ship sank at noon.")])

    assert [(one.id, one.fate) for one in added + newer] == [("a-2", "added"), ("a", "replaced")]


def test_what_was_removed_is_found_no_more_but_verified(tmp_path: Path) -> None:
    library = Library.open(tmp_path)
    article = article_of("The ship sank.")
    library.add([article, article_of("The port burnt.", "b")])
    library.latest().remove("a")

    now = library.latest()
    assert list(now.articles) == ["b"]
    assert now.search({"ship": 1.0}, 5) == []
    now.prove("a", Span(0, 14), "The ship sank.")
    assert now.version(article.digest) is not None


def test_an_edition_stays_as_it_is_while_articles_are_added_and_removed() -> None:
    library = library_of(article_of("The ship sank.", "a"), article_of("The port burnt.", "b"))
    library.add([article_of("The ship was old.", "0")])
    library.remove("a")

    assert list(library.articles) == ["a", "b"]
    assert [hit.passage_id for hit in library.search({"ship": 1.0}, 5)] == ["a#0001"]
    assert library.articles["a"].text == "The ship sank."


def test_disputes_between_articles_come_and_go_with_them(tmp_path: Path) -> None:
    said = "Port union leader Ana Roy said that the Karst Line had unloaded sour grain at Sète."
    denied = "The Karst Line denied that it had unloaded sour grain at Sète."
    library = Library.open(tmp_path)
    library.add([article_of(said, "a", published=DAY)])
    library.add([article_of(denied, "b", published=DAY)])

    both = library.latest()
    (dispute,) = both.disputes
    both.remove("a")

    assert (dispute.denial.article_id, dispute.claims[0].article_id) == ("b", "a")
    assert both.disputes_in("a") == both.disputes_in("b") == [dispute]
    assert library.latest().disputes == ()
    assert library.latest().disputes_in("b") == []


def test_an_article_that_was_altered_on_disk_is_named(tmp_path: Path) -> None:
    library = Library.open(tmp_path)
    library.add([article_of("The ship sank.", "a")])
    with sqlite3.connect(tmp_path / NAME) as connection:
        connection.execute("UPDATE texts SET text = 'The ship swam.'")
    connection.close()

    with pytest.raises(DamagedLibraryError, match="not what was stored"):
        Library.open(tmp_path).articles["a"]


def test_articles_annotated_by_other_rules_are_annotated_anew(tmp_path: Path, folder: Path) -> None:
    before = Library.open(tmp_path / "data", folder)
    with sqlite3.connect(tmp_path / "data" / NAME) as connection:
        connection.execute("UPDATE annotations SET rules = 'older', known = x'00'")
        connection.execute("DELETE FROM disputes")
    connection.close()

    after = Library.open(tmp_path / "data", folder)

    assert [after.claims(key) for key in after.articles] == [
        before.claims(key) for key in before.articles
    ]
    assert after.disputes == before.disputes


def test_all_who_ask_for_the_latest_get_the_same(tmp_path: Path) -> None:
    library = Library.open(tmp_path)
    library.add([article_of("The ship sank.")])

    assert library.latest() is library.latest()
    assert library.latest().latest() is library.latest()


def test_articles_are_found_by_all_that_names_them(tmp_path: Path) -> None:
    library = Library.open(tmp_path)
    library.add(
        [
            article_of("A ship sank.", "ship", title="The sea", published=date(2022, 4, 18)),
            article_of("A bridge fell.", "bridge", outlet="Le Port", url="https://example.org/b"),
        ]
    )
    library.latest().remove("ship")
    library.add([article_of("A pier burnt.", "pier", outlet="Le Port", published=date(2022, 5, 1))])

    assert library.named(lambda line: "Le Port" in line) == ["bridge", "pier"]
    assert library.named(lambda line: "example.org/b" in line) == ["bridge"]
    assert library.named(lambda line: "2022" in line) == ["pier"]
