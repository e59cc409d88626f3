"""Views over the whole library: tests/test_ledger.py has the ledgers of whole articles."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ledger import Narrowed, contested, said_by, said_too, timeline
from bot.quotation import quote_claim
from index.library import Library
from index.model import Article
from tests.conftest import STORM, STRIKE, article_of, library_of


@pytest.fixture(scope="module")
def library() -> Library:
    return library_of(STRIKE, STORM)


def test_a_timeline_is_in_order_and_tells_statements_from_events(library: Library) -> None:
    events = timeline(library)

    told = [(event.first, event.last, event.said) for event in events]
    assert told == [
        (date(2020, 8, 1), date(2020, 8, 31), False),
        (date(2023, 5, 3), date(2023, 5, 3), False),
        (date(2023, 5, 9), date(2023, 5, 9), True),
    ]


@pytest.mark.parametrize("name", ["Rossi", "Ana Rossi", "rossi", "mayor"])
def test_who_finds_a_source_by_any_part_of_its_name(library: Library, name: str) -> None:
    assert [q.text for q in said_by(library, name)] == [
        "Mayor Ana Rossi said that the port was rebuilt."
    ]


def test_a_longer_name_finds_a_shorter_one(library: Library) -> None:
    assert len(said_by(library, "Deputy Mayor Ana Rossi")) == 1


def test_a_named_source_is_found_in_every_article_a_described_one_in_its_own_only() -> None:
    one = article_of(
        "Officials said that the bridge was closed. Metro said that trains ran.", "one"
    )
    two = article_of("Trains were late, officials said. Metro said that it was sorry.", "two")
    library = library_of(one, two)

    officials, metro = (quote_claim(library, claim) for claim in library.claims("one"))

    assert said_too(library, officials) == []
    assert [q.text for q in said_too(library, metro)] == ["Metro said that it was sorry."]


def test_disputes_come_newest_denial_first_and_undated_last() -> None:
    def article(number: int, published: date | None) -> Article:
        return article_of(
            f"Rail Union said that drivers had stopped work at pier {number}.\n\n"
            f"Metro denied that drivers had stopped work at pier {number}.",
            f"{number}",
            published=published,
        )

    held = library_of(article(1, None), article(2, date(2021, 1, 4)), article(3, date(2023, 5, 10)))

    found = [each.denial.quotation.article.id for each in contested(held)]

    assert found == ["3", "2", "1"]


def test_both_sides_are_quoted_for_their_own_sources(library: Library) -> None:
    ((said, denied),) = [(d.claims[0], d.denial) for d in contested(library)]

    assert said.quotation.speaking == said.claim
    assert denied.quotation.speaking == denied.claim
    assert denied.strength == "denies"


def test_disputes_and_events_are_narrowed_to_what_bears(library: Library) -> None:
    of_storm = Narrowed(library.segmentation("storm").sentences)

    assert list(contested(library, of_storm)) == []
    assert [event.article.id for event in timeline(library, of_storm)] == ["storm"]


def test_no_name_finds_nobody(library: Library) -> None:
    assert said_by(library, " ") == said_by(library, "the") == []


def test_what_somebody_says_comes_newest_first() -> None:
    days = {"a": date(2020, 1, 1), "b": None, "c": date(2021, 1, 1)}
    held = library_of(
        *(
            article_of(f"The port paid {key * 3}, Ana Rossi said.", key, published=day)
            for key, day in days.items()
        )
    )

    assert [quoted.article.id for quoted in said_by(held, "Rossi")] == ["c", "a", "b"]


def test_what_the_article_says_itself_is_nobodys_elsewhere(library: Library) -> None:
    own = next(claim for claim in library.claims("storm") if claim.attribution is None)

    assert said_too(library, quote_claim(library, own)) == []


@given(st.text(max_size=60), st.text(max_size=20))
def test_any_name_and_text_give_quotes_of_their_articles(text: str, name: str) -> None:
    article = article_of(f"{text}, {name} said on 3 May 2021. “{text},” said {name}.")
    held = library_of(article)

    assert all(quoted.speaking for quoted in said_by(held, name))
    assert all(event.first <= event.last for event in timeline(held))
