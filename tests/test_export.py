import csv
import io
import json
from datetime import date
from typing import Any

import pytest

from bot.export import COLUMNS, FORMS, claim_id, ledger
from index.library import Library
from tests.conftest import article_of, library_of

ARTICLE = article_of(
    "=SUM(A1), the trader said on Tuesday.\n\n"
    "“The [port] paid `twice` in May,” the minister said.\n\n"
    "The harbour denied that the port had paid twice.",
    "odd",
    title="# A *title*",
    published=date(2023, 5, 10),
)


@pytest.fixture(scope="module")
def library() -> Library:
    return library_of(ARTICLE)


def test_the_json_ledger_is_true_to_the_article(library: Library, seed_library: Library) -> None:
    for held in (library, seed_library):
        (article,) = held.articles.values()
        written = json.loads(ledger(held, "json"))

        assert written["@context"] == "https://schema.org"
        claims = written["@graph"]
        assert len(claims) == len(held.claims(article.id))
        assert all(article.text[c["start"] : c["end"]] == c["text"] for c in claims)


def test_a_disputed_claim_carries_the_denial_as_a_review_without_a_rating(
    library: Library,
) -> None:
    claims: list[dict[str, Any]] = json.loads(ledger(library, "json"))["@graph"]

    ((claim, review),) = [(c, review) for c in claims for review in c["review"]]
    assert claim["author"]["name"]["text"] == "the minister"
    assert review["@type"] == "ClaimReview"
    assert review["reviewAspect"] == "denies"
    assert review["author"]["name"]["text"] == "The harbour"
    assert review["itemReviewed"] == claim["@id"]
    assert "reviewRating" not in review


def test_ids_are_unique_and_the_same_on_every_run(library: Library) -> None:
    def ids(held: Library) -> list[str]:
        return [claim_id(held, claim) for claim in held.claims("odd")]

    assert len(set(ids(library))) == len(ids(library))
    assert ids(library_of(ARTICLE)) == ids(library)


def test_a_spreadsheet_takes_no_text_for_a_formula(library: Library) -> None:
    rows = list(csv.DictReader(io.StringIO(ledger(library, "csv"))))

    assert tuple(rows[0]) == COLUMNS
    assert rows[0]["text"].startswith("'=SUM")
    assert not any(value[:1] in "=+@\t\r" for row in rows for value in row.values() if value)


def test_markdown_shows_the_articles_marks_as_text(library: Library) -> None:
    written = ledger(library, "md")

    assert "## \\# A \\*title\\*" in written
    assert "The \\[port\\] paid \\`twice\\` in May,” the minister said." in written
    assert "  - denies: **The harbour**" in written


def test_an_article_without_claims_of_others_gives_a_ledger_all_the_same() -> None:
    held = library_of(article_of("It rains."))

    assert all(ledger(held, form) for form in FORMS)
