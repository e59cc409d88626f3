import codecs
import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.export import COLUMNS, FORMS, claim_id, disputes_of, ledger
from index.library import Library
from tests.conftest import article_of, library_of, spans

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


def table(held: Library) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(ledger(held, "csv").removeprefix("\ufeff"))))


def test_every_text_of_the_json_ledger_stands_in_its_article_at_its_offsets(
    library: Library, seed_library: Library
) -> None:
    for held in (library, seed_library):
        (article,) = held.articles.values()
        written = json.loads(ledger(held, "json"))

        assert written["@context"] == "https://schema.org"
        assert len(written["@graph"]) >= len(held.claims(article.id))
        stated = spans(written)
        assert len(stated) > len(written["@graph"])
        assert all(article.text[s["start"] : s["end"]] == s["text"] for s in stated)


def test_a_review_names_claims_of_the_ledger_across_articles_too() -> None:
    held = Library.of_folder(Path(__file__).parent / "ledgers")
    claims = json.loads(ledger(held, "json"))["@graph"]
    graph = {claim["@id"]: claim for claim in claims}
    reviews = [(claim, review) for claim in claims for review in claim["review"]]

    assert len(graph) == len(claims)
    assert any(claim["appearance"] != review["appearance"] for claim, review in reviews)
    for claim, review in reviews:
        assert review["itemReviewed"] == claim["@id"]
        denial = graph[review["denial"]]
        assert review["reviewBody"]["text"].startswith(denial["text"])
        assert denial["appearance"] == review["appearance"]


def test_a_claim_with_two_denials_has_a_row_for_each() -> None:
    held = library_of(
        article_of(
            "Rail Union said that drivers had stopped work at the port.\n\n"
            "Metro denied that drivers had stopped work.\n\n"
            "The mayor denied that drivers had stopped work.",
            "twice",
        )
    )
    disputed = [claim for claim in held.claims("twice") if disputes_of(held, claim)]

    rows = [row for row in table(held) if row["disputed_by"]]

    assert [claim_id(held, claim) for claim in disputed for _ in (1, 2)] == [
        row["claim"] for row in rows
    ]
    assert [row["disputed_by"] for row in rows] == ["Metro", "The mayor"]


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
    rows = table(library)

    assert tuple(rows[0]) == COLUMNS
    assert rows[0]["text"].startswith("'=SUM")
    assert not any(value[:1] in "=+-@\t\r" for row in rows for value in row.values() if value)


@pytest.mark.parametrize("sign", ["=", "+", "-", "@"])
def test_a_sign_that_begins_a_formula_is_defused_in_every_column(sign: str) -> None:
    held = library_of(article_of("It rains, the mayor said.", f"{sign}1"))

    (row,) = table(held)

    assert row["article"] == f"'{sign}1"


def test_a_spreadsheet_is_told_that_the_table_is_utf_8(library: Library) -> None:
    assert ledger(library, "csv").encode("utf-8").startswith(codecs.BOM_UTF8)


def test_markdown_shows_the_articles_marks_as_text(library: Library) -> None:
    written = ledger(library, "md")

    assert "## \\# A \\*title\\*" in written
    assert "The \\[port\\] paid \\`twice\\` in May,” the minister said." in written
    assert "  - denies: **The harbour**" in written


def test_money_and_entities_stay_text_in_markdown() -> None:
    held = library_of(article_of("“From $5m to $6m &amp; ~more~,” the minister said."))

    written = ledger(held, "md")

    assert "“From \\$5m to \\$6m \\&amp; \\~more\\~,” the minister said." in written


def test_what_only_its_denial_tells_of_is_a_claim_and_the_denial_is_not_disputed_by_itself() -> (
    None
):
    text = "The ministry of defence denied accusations that it had bought drones from Karst."
    held = library_of(article_of(text))

    denial, allegation = table(held)

    assert (denial["source"], denial["disputed_by"]) == ("The ministry of defence", "")
    assert (allegation["source"], allegation["disputed_by"]) == ("", "The ministry of defence")
    assert f"**nobody named** (0–{len(text)})" in ledger(held, "md")


def test_an_article_without_claims_of_others_gives_a_ledger_all_the_same() -> None:
    held = library_of(article_of("It rains."))

    assert all(ledger(held, form) for form in FORMS)
